import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonSchema, MAX_VIOLATIONS as SHARED_MAX_VIOLATIONS } from '../../shared/contracts/index.ts';
import { schemaCompiler } from '../json-schema/index.ts';
import { type Check, equal, isMultipleOf, lengthOf, MAX_VIOLATIONS, validator } from './runtime.ts';

const violations = (schema: JsonSchema, value: unknown, formats: Record<string, string> = {}) =>
  compile(schema, formats)(value, 'input');

function compile(schema: JsonSchema, formats: Record<string, string> = {}) {
  const check = schemaCompiler({ schema }).getSchema('schema') as Check;
  return validator(check, check, formats);
}

const EMPTY = { pointer: '', found: 'object' };

test.each<[schema: JsonSchema, value: unknown, violation: object]>([
  [{ type: 'string' }, 1, { pointer: '', rule: 'type', expected: 'string', found: 'integer' }],
  [{ type: ['string', 'null'] }, 1.5, { pointer: '', rule: 'type', expected: 'string or null', found: 'number' }],
  [{ required: ['a/b'] }, {}, { pointer: '/a~1b', rule: 'required', expected: 'a value', found: 'nothing' }],
  [
    { properties: { a: {} }, additionalProperties: false },
    { b: [] },
    { pointer: '/b', rule: 'additionalProperties', expected: 'no such member', found: 'array' },
  ],
  [
    { anyOf: [{ properties: { a: {} } }, false], unevaluatedProperties: false },
    { a: 1, b: null },
    { pointer: '/b', rule: 'unevaluatedProperties', expected: 'no such member', found: 'null' },
  ],
  [
    { contains: { type: 'string' }, unevaluatedItems: false },
    ['a', 1.5],
    { pointer: '/1', rule: 'unevaluatedItems', expected: 'no such item', found: 'number' },
  ],
  [
    { contains: { type: 'string' }, unevaluatedItems: { type: 'null' } },
    ['a', null, 1.5],
    { pointer: '/2', rule: 'type', expected: 'null', found: 'number' },
  ],
  [{ enum: ['A', 1] }, 'x', { pointer: '', rule: 'enum', expected: 'one of A, 1', found: 'string' }],
  [{ const: { a: 1 } }, null, { pointer: '', rule: 'const', expected: '{"a":1}', found: 'null' }],
  [{ minimum: 3 }, 1, { pointer: '', rule: 'minimum', expected: 'a number >= 3', found: 'integer' }],
  [{ multipleOf: 3 }, 1, { pointer: '', rule: 'multipleOf', expected: 'a multiple of 3', found: 'integer' }],
  [{ pattern: '^a+$' }, 'x', { pointer: '', rule: 'pattern', expected: 'text matching ^a+$', found: 'string' }],
  [{ minLength: 2 }, 'x', { pointer: '', rule: 'minLength', expected: 'at least 2 characters', found: 'string' }],
  [{ maxItems: 1 }, [1, 2], { pointer: '', rule: 'maxItems', expected: 'at most 1 items', found: 'array' }],
  [{ uniqueItems: true }, [1, 1], { pointer: '', rule: 'uniqueItems', expected: 'items that differ', found: 'array' }],
  [{ not: {} }, {}, { ...EMPTY, rule: 'not', expected: 'something else' }],
  [{ minProperties: 1 }, {}, { ...EMPTY, rule: 'minProperties', expected: 'at least 1 members' }],
])('violations - %j', (schema, value, violation) => {
  expect(violations(schema, value)).toEqual([violation]);
});

test('violations - a pattern that has a format is called by it', () => {
  expect(violations({ pattern: '^[0-9]+$' }, 'x', { '^[0-9]+$': 'decimal' })).toMatchObject([{ expected: 'decimal' }]);
});

const NULLABLE = {
  anyOf: [{ type: 'null' }, { $ref: '#/$defs/R' }],
  $defs: { R: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] } },
};

test.each<[string, unknown, object[]]>([
  [
    'a branch of the right kind speaks for itself',
    { n: 'x' },
    [{ pointer: '/n', rule: 'type', expected: 'integer', found: 'string' }],
  ],
  ['and says what it lacks', {}, [{ pointer: '/n', rule: 'required', expected: 'a value', found: 'nothing' }]],
  [
    'where none is, what they expect is said in one',
    7,
    [{ pointer: '', rule: 'anyOf', expected: 'null or object', found: 'integer' }],
  ],
])('violations - anyOf: %s', (_, value, expected) => {
  expect(violations(NULLABLE, value)).toEqual(expected);
});

test('violations - there are not too many, and the bound is the one that contracts name', () => {
  expect(MAX_VIOLATIONS).toBe(SHARED_MAX_VIOLATIONS);
  expect(
    violations(
      { items: { type: 'string' } },
      Array.from({ length: 100 }, () => 1),
    ),
  ).toHaveLength(MAX_VIOLATIONS);
});

test('violations - what is nested too deeply is one, not a crash', () => {
  let value: object = {};
  for (let depth = 0; depth < 200_000; depth++) value = { next: value };
  expect(violations({ properties: { next: { $ref: '#' } } }, value)).toMatchObject([{ pointer: '', rule: 'depth' }]);
});

test('violations - pointers and expectations are cut', () => {
  const [one] = violations({ additionalProperties: false }, { ['x'.repeat(10_000)]: 1 });
  expect(one?.pointer.length).toBeLessThan(600);
});

const SCHEMA: JsonSchema = {
  type: 'object',
  required: ['id', 'missing'],
  additionalProperties: { anyOf: [{ type: 'null' }, { enum: ['A', 'B'] }, { $ref: '#' }] },
  properties: {
    id: { type: 'string', maxLength: 3, pattern: '^[a-z]+$' },
    n: { type: 'integer', maximum: 10 },
    list: { type: 'array', items: { oneOf: [{ type: 'boolean' }, { const: 'C' }] }, maxItems: 2 },
  },
};

test('violations - hold no value of the payload', () => {
  // Long enough not to be a word of a violation by chance.
  const secret = fc.oneof(fc.uuid(), fc.integer({ min: 10 ** 9, max: 10 ** 12 }));
  const member = fc.constantFrom('id', 'n', 'list', 'other');
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      secret,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(member, tie('value')),
    ),
  }));
  const validate = compile(SCHEMA);
  fc.assert(
    fc.property(value, (payload) => {
      const said = JSON.stringify(validate(payload, 'input'));
      for (const [leaf] of JSON.stringify(payload).matchAll(/[0-9a-f-]{9,}/g)) expect(said).not.toContain(leaf);
    }),
    { numRuns: 500 },
  );
});

test('equality - JSON values are the same when their texts with sorted members are', () => {
  const sorted = (value: unknown) => JSON.stringify(sortMembers(value));
  const small = fc.jsonValue({ maxDepth: 2 });
  fc.assert(fc.property(small, small, (one, other) => equal(one, other) === (sorted(one) === sorted(other))));
  fc.assert(fc.property(small, (one) => equal(one, JSON.parse(JSON.stringify(one)))));
});

function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, sortMembers(member)]);
  return { members: members.sort(([one], [other]) => (one < other ? -1 : 1)) };
}

test.each([
  [0.07, 0.01, true],
  [19.99, 0.01, true],
  [19.995, 0.01, false],
  [-0.3, 0.1, true],
  [0.30000000000000004, 0.1, false],
  [0, 0.1, true],
  [2, 1e-9, true],
  [1e23, 10, true],
  [1e308, 0.5, true],
  [1e308, 0.123456789, false],
  [9, 3, true],
  [9.5, 3, false],
  [Number.POSITIVE_INFINITY, 3, false],
])('multiples - %d of %d: %j', (value, of, expected) => {
  expect(isMultipleOf(value, of)).toBe(expected);
});

test('runtime - a text is as long as it has characters, a surrogate without its other half one of them', () => {
  const text = fc.array(fc.constantFrom('a', 'é', '😀', '\ud83d', '\ude00')).map((parts) => parts.join(''));
  fc.assert(fc.property(text, (one) => lengthOf(one) === [...one].length));
});
