import { expect, test } from 'vitest';
import { validatorOf } from './check-pairs.fixture.ts';
import { containment, type Schema } from './index.ts';

const verdictOf = (narrow: Schema, wide: Schema, limits = {}) =>
  containment(narrow, wide, { narrow: validatorOf(narrow), wide: validatorOf(wide) }, limits);

const nested = (levels: number, innermost: Schema): Schema => {
  let schema = innermost;
  for (let level = 0; level < levels; level++) schema = { type: 'object', properties: { a: schema }, required: ['a'] };
  return schema;
};

const broad = (members: number, maxLength: number): Schema => {
  const names = Array.from({ length: members }, (_, index) => `p${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string', maxLength }]));
  return { type: 'object', properties, required: names, additionalProperties: false };
};

test('containment - a thousand members and three hundred levels are told apart', () => {
  expect(verdictOf(broad(1000, 5), broad(1000, 6)).verdict).toBe('contained');
  expect(verdictOf(broad(1000, 6), broad(1000, 5)).verdict).toBe('not-contained');
  expect(verdictOf(nested(300, { type: 'integer' }), nested(300, { type: 'number' })).verdict).toBe('contained');
  const { verdict, ...told } = verdictOf(nested(300, { type: 'number' }), nested(300, { type: 'integer' }));
  expect(verdict).toBe('not-contained');
  expect(told).toMatchObject({ pointer: '/a'.repeat(300), keyword: 'type' });
});

test('containment - a counterexample is the least object with the member at fault', () => {
  const narrow: Schema = {
    type: 'object',
    properties: { id: { type: 'string' }, total: { type: 'integer', minimum: 0 }, note: { type: 'string' } },
    required: ['id'],
  };
  const wide: Schema = { ...narrow, properties: { ...(narrow.properties as object), total: { minimum: 1 } } };
  expect(verdictOf(narrow, wide)).toEqual({
    verdict: 'not-contained',
    counterexample: { id: 'a', total: 0 },
    pointer: '/total',
    keyword: 'minimum',
    schemaPointer: '/properties/total/minimum',
  });
});

test('containment - a keyword is named as the wide schema writes it', () => {
  const told = (narrow: Schema, wide: Schema) => {
    const answer = verdictOf(narrow, wide);
    return answer.verdict === 'not-contained' ? [answer.pointer, answer.keyword, answer.schemaPointer] : answer.verdict;
  };
  const kind = (value: string): Schema => ({ type: 'object', properties: { 'a/b': { const: value } } });
  expect(told(kind('x'), kind('y'))).toEqual(['/a~1b', 'const', '/properties/a~1b/const']);
  expect(told({ enum: [1, 2] }, { enum: [1] })).toEqual(['', 'enum', '/enum']);
  expect(told({ type: 'object' }, { dependencies: { a: ['b'] } })).toEqual(['', 'dependencies', '/dependencies']);
  expect(told(kind('x'), { additionalProperties: false })).toEqual([
    expect.any(String),
    'false',
    '/additionalProperties',
  ]);
  expect(
    told({ $ref: '#/$defs/a', $defs: { a: true } }, { $ref: '#/$defs/b', $defs: { b: { type: 'null' } } }),
  ).toEqual(['', 'type', '/$defs/b/type']);
});

test('containment - a question beyond a limit is not decided, and says which', () => {
  expect(verdictOf(nested(900, { type: 'integer' }), nested(900, { type: 'number' }))).toMatchObject({
    verdict: 'undecided',
    reason: 'subschemas more than 400 deep',
    schema: 'narrow',
  });
  expect(verdictOf(broad(1000, 5), broad(1000, 6), { maxSteps: 100 })).toMatchObject({
    verdict: 'undecided',
    reason: 'more than 100 steps of reasoning',
  });
  expect(verdictOf(broad(10, 5), broad(10, 6), { maxSubschemas: 5 })).toMatchObject({
    verdict: 'undecided',
    reason: 'more than 5 subschemas',
    schemaPointer: '/properties/p4',
  });
});

test('containment - a schema that is none is named with its place', () => {
  expect(verdictOf({ minimum: '1' }, true)).toMatchObject({
    verdict: 'undecided',
    schema: 'narrow',
    schemaPointer: '/minimum',
  });
  expect(verdictOf(true, { properties: { a: { $ref: '#/nowhere' } } })).toEqual({
    verdict: 'undecided',
    reason: '#/nowhere leads nowhere',
    schema: 'wide',
    schemaPointer: '/properties/a/$ref',
  });
  expect(verdictOf(true, { $ref: 'https://elsewhere.example/schema' })).toMatchObject({
    verdict: 'undecided',
    reason: 'https://elsewhere.example/schema leads out of the document',
  });
  expect(verdictOf({ items: [true] }, false)).toMatchObject({ schemaPointer: '/items' });
  expect(verdictOf({ enum: ['a', 'b'] }, { pattern: '[' })).toEqual({
    verdict: 'undecided',
    reason: 'the pattern [ is no regular expression',
    schema: 'wide',
    schemaPointer: '',
  });
});

test('containment - a validator that disagrees or fails leaves the question undecided', () => {
  const answer = containment({ type: 'string' }, { type: 'number' }, { narrow: () => false, wide: () => false });
  expect(answer).toMatchObject({ verdict: 'undecided', reason: expect.stringContaining('do not agree') });
  const failing = containment(
    { type: 'string' },
    { type: 'number' },
    {
      narrow: () => {
        throw new SyntaxError('Invalid regular expression');
      },
      wide: () => false,
    },
  );
  expect(failing).toMatchObject({ verdict: 'undecided', schema: 'narrow', reason: expect.stringContaining('Invalid') });
});

test('containment - what is contained asks no validator', () => {
  const never = () => {
    throw new Error('asked');
  };
  expect(containment({ type: 'integer' }, { type: 'number' }, { narrow: never, wide: never }).verdict).toBe(
    'contained',
  );
});
