import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CONTAINMENT_LIMITS, containment, type Schema } from '../../checker/containment/index.ts';
import { Patterns } from '../../checker/containment/patterns/patterns.ts';
import { refusalOf } from '../../checker/containment/reasoning/evaluate.ts';
import { parseSchema } from '../../checker/containment/schema/parse-schema.ts';

type Group = {
  readonly description: string;
  readonly schema: Schema;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
};

const FOLDER = fileURLToPath(new URL('../json-schema/tests/', import.meta.url));

/** A schema of other dialects than its text says. */
const OTHER_DIALECT = 'schema that uses custom metaschema with with no validation vocabulary';

const CASES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => JSON.parse(readFileSync(`${FOLDER}${name}`, 'utf8')) as readonly Group[])
  .filter(({ description, schema }) => description !== OTHER_DIALECT && isSelfContained(schema))
  .flatMap(({ description, schema, tests }) =>
    tests.map((each) => ({ ...each, schema, description: `${description}: ${each.description}` })),
  );

/** Its references lead within the document, and to one place on every way. */
function isSelfContained(schema: Schema): boolean {
  const answer = containment(schema, false, { narrow: () => false, wide: () => false });
  return !(answer.verdict === 'undecided' && /leads (out|to different)/.test(answer.reason));
}

const accepts = (schema: Schema, value: unknown): boolean =>
  refusalOf(parseSchema(schema, 'narrow', CONTAINMENT_LIMITS), value, new Patterns()) === null;

/** A schema that accepts this value alone, in other words than const. */
function wordsFor(value: unknown): Schema {
  if (value === null) return { type: 'null' };
  if (typeof value === 'boolean') return { type: 'boolean', not: { const: !value } };
  if (typeof value === 'number') return { type: 'number', minimum: value, maximum: value };
  if (typeof value === 'string')
    return { type: 'string', pattern: `^${value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$` };
  if (Array.isArray(value)) {
    return { type: 'array', prefixItems: value.map(wordsFor), items: false, minItems: value.length };
  }
  const members = Object.entries(value as object);
  const properties = Object.fromEntries(members.map(([name, member]) => [name, wordsFor(member)]));
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

test('evaluation - accepts what the official test suite calls valid, and nothing else', () => {
  expect(CASES.length).toBeGreaterThan(1_200);
  for (const { description, schema, data, valid } of CASES) expect(accepts(schema, data), description).toBe(valid);
});

test('containment - a schema of one value lies within those that accept the value', () => {
  for (const { description, schema, data, valid } of CASES) {
    const words = wordsFor(data);
    const validators = {
      narrow: (value: unknown) => accepts(words, value),
      wide: (value: unknown) => accepts(schema, value),
    };
    const { verdict } = containment(words, schema, validators);
    expect(verdict, description).toBe(valid ? 'contained' : 'not-contained');
  }
});
