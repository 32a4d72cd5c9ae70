/**
 * Value-set containment: is every value that one schema accepts accepted by another? It is asked as its opposite: is
 * there a value that the narrow schema accepts and the wide one refuses? A value found is the counterexample; a proof that
 * there is none is the containment.
 */
import { UndecidedError, ValidatorFailedError } from './errors.ts';
import { CONTAINMENT_LIMITS, type ContainmentLimits } from './limits.ts';
import { refusalOf } from './reasoning/evaluate.ts';
import type { Answer } from './reasoning/facts.ts';
import { Reasoner } from './reasoning/reasoner.ts';
import { parseSchema } from './schema/parse-schema.ts';
import { step } from './schema/pointer.ts';
import type { Place, SchemaNode } from './schema/schema-node.ts';
import { type Literal, Shapes } from './schema/shapes.ts';
import { areEqual } from './values/json-value.ts';

/** A JSON Schema 2020-12 document, self-contained: `$ref` only within it ($defs, anchors, $id inside). */
export type Schema = boolean | { readonly [keyword: string]: unknown };

/** The two schemas' validators. Asked only to verify a counterexample, so a caller may compile them when first asked. */
export type Validators = {
  readonly narrow: (value: unknown) => boolean;
  readonly wide: (value: unknown) => boolean;
};

export type Containment =
  | { readonly verdict: 'contained' }
  /** The narrow schema accepts the counterexample, the wide one refuses it; both were asked before it is told. */
  | {
      readonly verdict: 'not-contained';
      readonly counterexample: unknown;
      /** JSON pointer to the place in the counterexample that the wide schema refuses. */
      readonly pointer: string;
      /** The wide schema's keyword that refuses it, `required`; `false` for the schema `false`. */
      readonly keyword: string;
      /** JSON pointer to that keyword in the wide schema. */
      readonly schemaPointer: string;
    }
  /** Neither was shown: why, and the place of what stands in the way, in the one schema or the other. */
  | {
      readonly verdict: 'undecided';
      readonly reason: string;
      readonly schema: 'narrow' | 'wide';
      readonly schemaPointer: string;
    };

/** Counterexamples that the validators are asked about before giving up: they count in doubles, this in decimals. */
const MAX_COUNTEREXAMPLES = 8;

/** Is every value that `narrow` accepts accepted by `wide` too? Formats and contents are annotations. */
export function containment(
  narrow: Schema,
  wide: Schema,
  validators: Validators,
  limits: Partial<ContainmentLimits> = {},
): Containment {
  try {
    if (areEqual(narrow, wide)) return { verdict: 'contained' };
    return new Question(narrow, wide, { ...CONTAINMENT_LIMITS, ...limits }).answer(validators);
  } catch (error) {
    if (error instanceof UndecidedError) return undecided(error.message, error.place);
    // A limit on depth keeps most questions from this; how many frames a level takes is the machine's affair.
    if (error instanceof RangeError) return undecided('the schemas are nested too deep', NOWHERE);
    throw error;
  }
}

const NOWHERE: Place = { schema: 'wide', pointer: '' };

const undecided = (reason: string, { schema, pointer }: Place): Containment => ({
  verdict: 'undecided',
  reason,
  schema,
  schemaPointer: pointer,
});

/** A validator may be compiled only now, and not every one that compiles runs. */
function accepts(validators: Validators, side: Place['schema'], value: unknown): boolean {
  try {
    return validators[side](value);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ValidatorFailedError(`the validator failed: ${message}`, { schema: side, pointer: '' }, { cause });
  }
}

class Question {
  readonly #wide: SchemaNode;
  readonly #reasoner: Reasoner;
  readonly #literals: readonly Literal[];

  constructor(narrow: Schema, wide: Schema, limits: ContainmentLimits) {
    const narrowNode = parseSchema(narrow, 'narrow', limits);
    this.#wide = parseSchema(wide, 'wide', limits);
    this.#reasoner = new Reasoner(new Shapes([narrowNode, this.#wide]), limits);
    this.#literals = [this.#reasoner.literalOf(narrowNode), -this.#reasoner.literalOf(this.#wide)];
  }

  answer(validators: Validators): Containment {
    let answer = this.#reasoner.solve(this.#literals);
    const tried: unknown[] = [];
    while (answer.kind === 'value' && tried.length < MAX_COUNTEREXAMPLES) {
      const { value } = answer;
      if (accepts(validators, 'narrow', value) && !accepts(validators, 'wide', value)) return this.#notContained(value);
      tried.push(value);
      answer = this.#otherThan(tried);
    }
    if (tried.length > 0)
      return undecided('the validators do not agree that a value found is a counterexample', NOWHERE);
    if (answer.kind === 'unknown') return undecided(answer.reason, answer.place ?? NOWHERE);
    return { verdict: 'contained' };
  }

  #otherThan(values: readonly unknown[]): Answer {
    const others = values.map((value) => -this.#reasoner.literalOf({ place: NOWHERE, values: [value] }));
    return this.#reasoner.solve([...this.#literals, ...others]);
  }

  #notContained(counterexample: unknown): Containment {
    const refusal = refusalOf(this.#wide, counterexample, this.#reasoner.patterns);
    if (refusal === null) return undecided('the validators refuse a value for another reason', NOWHERE);
    const { node, pointer } = refusal;
    const keyword = node.written?.[refusal.keyword] ?? refusal.keyword;
    const schemaPointer = keyword === 'false' ? node.place.pointer : `${node.place.pointer}${step(keyword)}`;
    return { verdict: 'not-contained', counterexample, pointer, keyword, schemaPointer };
  }
}
