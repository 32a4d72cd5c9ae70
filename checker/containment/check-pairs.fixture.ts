/** Holds the answers about random pairs against documents: an accepted-by-narrow, refused-by-wide one refutes `contained`. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CONTAINMENT_LIMITS, type Containment, containment, type Schema } from './index.ts';
import { Patterns } from './patterns/patterns.ts';
import { randomDocuments, randomOf, randomPair } from './random-schema.fixture.ts';
import { refusalOf } from './reasoning/evaluate.ts';
import { parseSchema } from './schema/parse-schema.ts';

export type Refuted = {
  readonly seed: number;
  readonly narrow: Schema;
  readonly wide: Schema;
  readonly document: unknown;
};

export type PairsChecked = {
  readonly refuted: readonly Refuted[];
  /**
   * Refuted by ajv alone. It passes [] by the array keywords that follow prefixItems, and knows not that contains
   * evaluates items.
   */
  readonly disputed: readonly Refuted[];
  readonly verdicts: Readonly<Record<Containment['verdict'], number>>;
  readonly reasons: readonly string[];
};

const ajv = new Ajv2020({ strict: false, logger: false, validateFormats: false });

/** The schema's validator, compiled when first asked. Where ajv's own code fails, the evaluation stands in for it. */
export function validatorOf(schema: Schema): (value: unknown) => boolean {
  let validate: ((value: unknown) => unknown) | undefined;
  return (value) => {
    try {
      validate ??= compile(schema);
      return validate(value) === true;
    } catch (error) {
      // "Cannot set properties of undefined": of unevaluatedProperties beside anyOf and patternProperties.
      if (!(error instanceof TypeError)) throw error;
      return accepts(schema, value);
    }
  };
}

/** One compiler for all, which forgets what it compiled: schemas may share an `$id`. */
function compile(schema: Schema): (value: unknown) => unknown {
  const validate = ajv.compile(schema as boolean | object);
  if (typeof schema === 'object') ajv.removeSchema(schema);
  return validate;
}

export function checkPairs(
  pairs: { readonly from: number; readonly count: number },
  documentCount: number,
): PairsChecked {
  const verdicts = { contained: 0, 'not-contained': 0, undecided: 0 };
  const refuted: Refuted[] = [];
  const disputed: Refuted[] = [];
  const reasons: string[] = [];
  for (let seed = pairs.from; seed < pairs.from + pairs.count; seed++) {
    const random = randomOf(seed);
    const [narrow, wide] = randomPair(random, 2);
    const validators = { narrow: validatorOf(narrow), wide: validatorOf(wide) };
    const answer = containment(narrow, wide, validators);
    verdicts[answer.verdict]++;
    if (answer.verdict === 'undecided') reasons.push(`${seed}: ${answer.reason}`);
    if (answer.verdict !== 'contained') continue;
    const documents = randomDocuments(random, [narrow, wide], documentCount);
    const refuting = documents.filter((document) => validators.narrow(document) && !validators.wide(document));
    const document = refuting.find((each) => accepts(narrow, each) && !accepts(wide, each));
    if (document !== undefined) refuted.push({ seed, narrow, wide, document });
    else if (refuting.length > 0) disputed.push({ seed, narrow, wide, document: refuting[0] });
  }
  return { refuted, disputed, verdicts, reasons };
}

/** By the evaluation that the official test suite holds to the standard. */
function accepts(schema: Schema, value: unknown): boolean {
  return refusalOf(parseSchema(schema, 'narrow', CONTAINMENT_LIMITS), value, new Patterns()) === null;
}
