import { expect, test } from 'vitest';
import { readAvroSchema } from './avro-schema.ts';
import { jsonFormChanges } from './json-form-changes.ts';

const record = (type: unknown, name = 'a') => ({ type: 'record', name: 'R', fields: [{ name, type }] });
const micros = { type: 'long', logicalType: 'timestamp-micros' };

const PAIRS: readonly (readonly [older: unknown, newer: unknown, kinds: string])[] = [
  [['null', 'string'], ['null', 'string', 'int'], ''],
  // Text and base64 are both JSON strings: the branches must be wrapped.
  [['null', 'string'], ['null', 'string', 'bytes'], 'wrapping'],
  [['null', 'string', 'bytes'], ['null', 'string'], 'wrapping encoding'],
  ['string', ['string', 'bytes'], 'wrapping'],
  [['string', 'bytes'], 'string', 'wrapping encoding'],
  ['string', ['null', 'string'], ''],
  [['int', 'long'], 'long', 'wrapping'],
  ['int', 'double', ''],
  ['long', micros, 'type'],
  [micros, 'long', 'type'],
  ['string', 'bytes', 'encoding'],
  ['bytes', 'string', 'encoding'],
  ['string', 'int', ''],
  [{ type: 'array', items: 'long' }, { type: 'array', items: micros }, 'type'],
  [{ type: 'map', values: ['null', 'long'] }, { type: 'map', values: ['null', micros] }, 'type'],
];

const kindsOf = (older: unknown, newer: unknown) =>
  jsonFormChanges(readAvroSchema(JSON.stringify(older)), readAvroSchema(JSON.stringify(newer)))
    .map(({ kind }) => kind)
    .join(' ');

test.each(PAIRS)('json form - %j becomes %j', (older, newer, kinds) => {
  expect(kindsOf(older, newer)).toBe(kinds);
  expect(kindsOf(record(older), record(newer))).toBe(kinds);
});

test('json form - says where, and a recursive record once', () => {
  const list = (type: unknown) => ({
    type: 'record',
    name: 'List',
    fields: [
      { name: 'next', type: ['null', 'List'] },
      { name: 'at', type },
    ],
  });
  expect(
    jsonFormChanges(readAvroSchema(JSON.stringify(list('long'))), readAvroSchema(JSON.stringify(list(micros)))),
  ).toEqual([
    {
      kind: 'type',
      what: 'The value was a JSON number, and would be a string.',
      older: { says: 'long', pointer: '/fields/1/type' },
      newer: { says: 'long (timestamp-micros)', pointer: '/fields/1/type' },
    },
  ]);
});
