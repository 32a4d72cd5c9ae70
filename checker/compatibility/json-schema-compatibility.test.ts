import { expect, test } from 'vitest';
import { validatorOf } from '../../project/index.ts';
import { readAvroSchema } from './avro/avro-schema.ts';
import { compatibility } from './compatibility.ts';
import type { ContractSchema } from './contract-schema.ts';

const json = (schema: object | boolean): ContractSchema => ({
  ...{ id: 'a@1', version: 1, language: 'json-schema' },
  schema: schema as Extract<ContractSchema, { language: 'json-schema' }>['schema'],
});
const avro = (schema: unknown): ContractSchema => ({
  ...{ id: 'a@1', version: 1, language: 'avro' },
  avro: readAvroSchema(JSON.stringify(schema)),
});

const closed = (properties: object, required: readonly string[] = []) =>
  json({ type: 'object', properties, required, additionalProperties: false });
const open = (properties: object, required: readonly string[] = []) => json({ type: 'object', properties, required });
const record = (...fields: readonly (readonly [name: string, type: unknown])[]) =>
  avro({ type: 'record', name: 'R', fields: fields.map(([name, type]) => ({ name, type })) });

const yes = 'compatible';
const text = { type: 'string' };
const whole = { type: 'integer' };

/** One schema, the other, what the second makes of what the first allows, and the other way round: the keyword that refuses. */
const PAIRS: readonly (readonly [
  what: string,
  one: ContractSchema,
  other: ContractSchema,
  there: string,
  back: string,
])[] = [
  ['the same', closed({ a: text }), closed({ a: text }), yes, yes],
  ['a member that a closed object gains', closed({ a: text }), closed({ a: text, b: text }), yes, 'false'],
  ['a member that an open object says more of', open({ a: text }), open({ a: text, b: text }), 'type', yes],
  ['a member that must be there', open({ a: text }), open({ a: text }, ['a']), 'required', yes],
  ['an object that is opened', closed({ a: text }), open({ a: text }), yes, 'false'],
  ['a wider type', json(whole), json({ type: 'number' }), yes, 'type'],
  ['a range', json({ ...whole, minimum: 1 }), json({ ...whole, minimum: 0 }), yes, 'minimum'],
  ['an enum that grows', json({ enum: ['A'] }), json({ enum: ['A', 'B'] }), yes, 'enum'],
  ['everything', json(text), json(true), yes, 'type'],
  ['nothing', json(false), json(text), yes, 'false'],
  ['Avro as JSON Schema', record(['a', 'string']), open({ a: text }, ['a']), yes, yes],
  ['Avro as a closed JSON Schema', record(['a', 'string']), closed({ a: text }, ['a']), yes, yes],
  ['an int of Avro as any whole number', record(['a', 'int']), closed({ a: whole }, ['a']), yes, 'minimum'],
  ['a field of Avro that is optional in JSON Schema', record(['a', 'string']), closed({ a: text }), yes, 'required'],
];

const keywordOf = (writer: ContractSchema, reader: ContractSchema): string => {
  const answer = compatibility(writer, reader, validatorOf);
  if (answer.verdict !== 'incompatible') return answer.verdict;
  return /keyword (\w+)/.exec(answer.incompatibilities[0].what)?.[1] ?? 'false';
};

test.each(PAIRS)('json schema compatibility - %s', (_, one, other, there, back) => {
  expect([keywordOf(one, other), keywordOf(other, one)]).toEqual([there, back]);
});

test('json schema compatibility - tells what stands where, and a document', () => {
  expect(compatibility(closed({ a: whole }), closed({ a: { ...whole, maximum: 9 } }), validatorOf)).toEqual({
    verdict: 'incompatible',
    incompatibilities: [
      {
        rule: 'json-schema-narrowed',
        writer: { says: 'not said', pointer: '/properties/a/maximum' },
        reader: { says: 'maximum: 9', pointer: '/properties/a/maximum' },
        what: 'The keyword maximum refuses /a of a value that the other version accepts.',
        document: { a: expect.any(Number) },
        at: '/a',
      },
    ],
  });
});

test('json schema compatibility - compiles no validator where it need not try a document', () => {
  const compile = () => {
    throw new Error('compiled');
  };
  expect(compatibility(json({ enum: ['A'] }), json({ enum: ['A', 'B'] }), compile).verdict).toBe(yes);
});
