import { expect, test } from 'vitest';
import { AvroSchemaError } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { Misread } from './misfit.ts';
import { parseAvroSchema } from './parse-schema.ts';
import { compileReader } from './read-value.ts';
import { RESOLUTION_CASES } from './resolution-cases.fixture.ts';
import { compileWriter } from './write-value.ts';

const typeOf = (schema: unknown) => parseAvroSchema(JSON.stringify(schema));

/** Writes a JSON form by one schema and reads it by another. */
function resolve(writer: unknown, reader: unknown, value: unknown): unknown {
  const to = new ByteWriter();
  compileWriter(typeOf(writer))(to, value);
  const from = new ByteReader(to.written);
  const read = compileReader(typeOf(writer), typeOf(reader))(from);
  expect(from.left).toBe(0);
  return read;
}

const record = (...fields: unknown[]) => ({ type: 'record', name: 'R', fields });
const millis = { type: 'long', logicalType: 'timestamp-millis' };

test.each(RESOLUTION_CASES)('resolution - $what', ({ writer, reader, value, end }) => {
  if ('reads' in end) expect(JSON.stringify(resolve(writer, reader, value))).toBe(JSON.stringify(end.reads));
  else expect(() => resolve(writer, reader, value)).toThrow(end.refused === 'always' ? AvroSchemaError : Misread);
});

test('resolution - a field is found by its alias, a new one is given its default, a dropped one is passed over', () => {
  const writer = record(
    { name: 'dropped', type: { type: 'map', values: { type: 'array', items: ['null', 'string', 'bytes'] } } },
    { name: 'customer', type: 'string' },
    { name: 'total', type: 'int' },
  );
  const reader = record(
    { name: 'total', type: 'long' },
    { name: 'customerId', type: 'string', aliases: ['customer'] },
    { name: 'tags', type: { type: 'array', items: 'string' }, default: ['new'] },
    { name: 'raw', type: 'bytes', default: '\u00ff' },
    { name: 'at', type: millis, default: 0 },
    { name: 'note', type: ['null', 'string'], default: null },
    { name: 'maybe', type: ['null', 'string'], default: 'later specifications allow it' },
  );
  const dropped = { a: [null, { string: 'x' }, { bytes: 'AA==' }], b: [] };
  const read = resolve(writer, reader, { dropped, customer: 'ada', total: 3 });
  expect(JSON.stringify(read)).toBe(
    JSON.stringify({
      total: 3,
      customerId: 'ada',
      tags: ['new'],
      raw: '/w==',
      at: '1970-01-01T00:00:00.000Z',
      note: null,
      maybe: 'later specifications allow it',
    }),
  );
});

test('resolution - a default that is a list is a new one each time', () => {
  const read = compileReader(
    typeOf(record()),
    typeOf(record({ name: 'a', type: { type: 'array', items: 'int' }, default: [] })),
  );
  const [one, other] = [read(new ByteReader(new Uint8Array())), read(new ByteReader(new Uint8Array()))];
  expect(one).toEqual({ a: [] });
  expect((one as { a: unknown }).a).not.toBe((other as { a: unknown }).a);
});

test('resolution - what nobody reads may be out of range', () => {
  const to = new ByteWriter();
  to.long(2n ** 60n);
  to.long(7);
  const writer = record({ name: 'huge', type: 'long' }, { name: 'small', type: 'int' });
  const read = compileReader(typeOf(writer), typeOf(record({ name: 'small', type: 'int' })));
  expect(read(new ByteReader(to.written))).toEqual({ small: 7 });
});

test.each([
  ['a default of another type', record(), record({ name: 'a', type: 'int', default: 'x' })],
  ['a default of a branch that there is not', record(), record({ name: 'a', type: ['null', 'int'], default: 'x' })],
])('resolution - refuses %s', (_, writer, reader) => {
  expect(() => compileReader(typeOf(writer), typeOf(reader))).toThrow(AvroSchemaError);
});

test('resolution - a branch that cannot be read is named', () => {
  expect(() => resolve(['null', 'string'], 'string', null)).toThrow(/^null cannot be read as string$/);
});

test('resolution - longs are exact to 2^53 - 1 and refused beyond', () => {
  const read = compileReader(typeOf('long'), typeOf('long'));
  const through = (number: bigint) => {
    const to = new ByteWriter();
    to.long(number);
    return read(new ByteReader(to.written));
  };
  for (const number of [0n, -1n, 2n ** 31n, -(2n ** 31n) - 1n, -(2n ** 52n) - 1n, 2n ** 53n - 1n, -(2n ** 53n) + 1n]) {
    expect(through(number)).toBe(Number(number));
  }
  for (const number of [2n ** 53n, -(2n ** 53n), 2n ** 60n, 2n ** 63n - 1n, -(2n ** 63n)]) {
    expect(() => through(number)).toThrow(Misread);
  }
});

test.each([
  [2n ** 60n + 2n ** 36n, 2 ** 60],
  [2n ** 60n + 2n ** 36n + 1n, 2 ** 60 + 2 ** 37],
  [-(2n ** 60n) - 2n ** 36n - 1n, -(2 ** 60) - 2 ** 37],
  [-(2n ** 60n) - 2n ** 36n + 1n, -(2 ** 60)],
  [2n ** 63n - 1n, 2 ** 63],
  [-(2n ** 63n), -(2 ** 63)],
])('resolution - %d becomes the nearest float', (long, float) => {
  const to = new ByteWriter();
  to.long(long);
  expect(compileReader(typeOf('long'), typeOf('float'))(new ByteReader(to.written))).toBe(float);
});

test.each([2n ** 31n, -(2n ** 31n) - 1n, 2n ** 60n])('resolution - an int is never %d', (number) => {
  const to = new ByteWriter();
  to.long(number);
  expect(() => compileReader(typeOf('int'), typeOf('int'))(new ByteReader(to.written))).toThrow(Misread);
});
