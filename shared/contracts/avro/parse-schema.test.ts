import { expect, test } from 'vitest';
import { AvroSchemaError } from '../errors.ts';
import { parseAvroSchema } from './parse-schema.ts';

function refusal(schema: unknown): { pointer: string; message: string } {
  try {
    parseAvroSchema(typeof schema === 'string' ? schema : JSON.stringify(schema));
  } catch (error) {
    if (error instanceof AvroSchemaError) return { pointer: error.pointer, message: error.message };
    throw error;
  }
  throw new Error('The schema was taken.');
}

const record = (fields: unknown, rest: object = {}) => ({ type: 'record', name: 'R', fields, ...rest });

test.each([
  ['no JSON', '{', '', /no JSON/],
  ['a number', '7', '', /Expected a type/],
  ['an unknown type', record([{ name: 'a', type: 'strin' }]), '/fields/0/type', /"strin" is no type/],
  ['a name with a dash', record([{ name: 'a-b', type: 'int' }]), '/fields/0/name', /A name is made of/],
  [
    'a field twice',
    record([
      { name: 'a', type: 'int' },
      { name: 'a', type: 'int' },
    ]),
    '',
    /field "a" is declared twice/,
  ],
  ['no fields', { type: 'record', name: 'R' }, '/fields', /Expected a list/],
  ['no name', { type: 'record', fields: [] }, '/name', /A name is made of/],
  ['a name of Avro', { type: 'record', name: 'int', fields: [] }, '/name', /the name of a type of Avro/],
  ['a union in a union', [['int']], '', /may not hold a union/],
  ['a branch twice', ['int', 'int'], '', /holds "int" twice/],
  [
    'two maps',
    [
      { type: 'map', values: 'int' },
      { type: 'map', values: 'long' },
    ],
    '',
    /holds "map" twice/,
  ],
  ['a negative size', { type: 'fixed', name: 'F', size: -1 }, '/size', /whole number/],
  ['an alien default', { type: 'enum', name: 'E', symbols: ['A'], default: 'B' }, '/default', /none of the symbols/],
  [
    'a type twice',
    [
      { type: 'fixed', name: 'F', size: 1 },
      { type: 'array', items: { type: 'fixed', name: 'F', size: 2 } },
    ],
    '/1/items',
    /declared twice/,
  ],
  ['a bad alias', { type: 'fixed', name: 'F', size: 1, aliases: ['1'] }, '/aliases/0', /A name is made of/],
])('schema - refuses %s', (_, schema, pointer, message) => {
  const refused = refusal(schema);
  expect(refused.pointer).toBe(pointer);
  expect(refused.message).toMatch(message);
});

test('schema - resolves names by the namespace that encloses them', () => {
  const type = parseAvroSchema(
    JSON.stringify(
      record(
        [
          { name: 'one', type: { type: 'fixed', name: 'F', size: 2 } },
          { name: 'other', type: 'a.b.F' },
        ],
        { namespace: 'a.b', aliases: ['Old', 'x.Older'] },
      ),
    ),
  );
  if (type.kind !== 'record') throw new Error('Not a record.');
  expect(type.fields[0]?.type).toBe(type.fields[1]?.type);
  expect(type.aliases).toEqual(['a.b.Old', 'x.Older']);
});

test.each([
  [{ type: 'int', logicalType: 'timestamp-millis' }],
  [{ type: 'bytes', logicalType: 'decimal', precision: 0 }],
  [{ type: 'bytes', logicalType: 'decimal', precision: 2, scale: 3 }],
  [{ type: 'fixed', name: 'F', size: 2, logicalType: 'decimal', precision: 5 }],
  [{ type: 'fixed', name: 'F', size: 11, logicalType: 'duration' }],
  [{ type: 'string', logicalType: 'nobody-knows' }],
  [{ type: 'string', logicalType: 'toString' }],
])('schema - passes over a logical type that does not fit: %j', (schema) => {
  expect(parseAvroSchema(JSON.stringify(schema))).toMatchObject({ logical: null });
});
