import { expect, test } from 'vitest';
import { CONTAINMENT_LIMITS } from '../../checker/containment/limits.ts';
import { Patterns } from '../../checker/containment/patterns/patterns.ts';
import { randomDocuments, randomOf, randomPair } from '../../checker/containment/random-schema.fixture.ts';
import { refusalOf } from '../../checker/containment/reasoning/evaluate.ts';
import { parseSchema } from '../../checker/containment/schema/parse-schema.ts';
import { linkSchema, validatorOf } from '../../project/json-schema/index.ts';

const SCHEMAS = 600;
const DOCUMENTS = 150;

test('validators - answer as the evaluation does that containment is held to, on random schemas and documents', () => {
  const disputed: unknown[] = [];
  for (let seed = 3_000_000; seed < 3_000_000 + SCHEMAS; seed++) {
    const random = randomOf(seed);
    const [schema] = randomPair(random, 3);
    const accepts = validatorOf(linkSchema('baton:random@1', schema, () => undefined));
    const node = parseSchema(schema, 'narrow', CONTAINMENT_LIMITS);
    const patterns = new Patterns();
    const document = randomDocuments(random, [schema], DOCUMENTS).find(
      (each) => accepts(each) !== (refusalOf(node, each, patterns) === null),
    );
    if (document !== undefined) disputed.push({ seed, schema, document });
  }
  expect(disputed).toEqual([]);
});
