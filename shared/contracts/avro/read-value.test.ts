import { expect, test } from 'vitest';
import { AvroSchemaError } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { Misread } from './misfit.ts';
import { parseAvroSchema } from './parse-schema.ts';
import { compileReader } from './read-value.ts';
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
const letters = (symbols: string[], rest: object = {}) => ({ type: 'enum', name: 'E', symbols, ...rest });
const millis = { type: 'long', logicalType: 'timestamp-millis' };
const micros = { type: 'long', logicalType: 'timestamp-micros' };
const decimal = (scale: number) => ({ type: 'bytes', logicalType: 'decimal', precision: 9, scale });

test.each([
  ['int as long', 'int', 'long', -7, -7],
  ['int as float', 'int', 'float', 16_777_217, 16_777_216],
  ['int as double', 'int', 'double', 7, 7],
  ['long as float', 'long', 'float', 2 ** 40, 2 ** 40],
  ['long as double', 'long', 'double', -7, -7],
  ['float as double', 'float', 'double', 0.5, 0.5],
  ['string as bytes', 'string', 'bytes', 'é', 'w6k='],
  ['bytes as string', 'bytes', 'string', 'w6k=', 'é'],
  ['int as an instant', 'int', millis, 1_000, '1970-01-01T00:00:01.000Z'],
  ['an instant as long', millis, 'long', '1970-01-01T00:00:01Z', 1_000],
  ['items promoted', { type: 'array', items: 'int' }, { type: 'array', items: 'double' }, [1, 2], [1, 2]],
  ['values promoted', { type: 'map', values: 'int' }, { type: 'map', values: 'long' }, { a: 1 }, { a: 1 }],
  ['an unknown symbol as the default', letters(['A', 'B']), letters(['B', 'C'], { default: 'C' }), 'A', 'C'],
  ['a value into a union', 'int', ['null', 'long'], 7, 7],
  ['into the branch of its own type first', 'int', ['long', 'int'], 7, { int: 7 }],
  ['out of a union', ['null', 'int'], 'long', 7, 7],
  ['a union in another order', ['null', 'string'], ['string', 'null'], null, null],
  ['a branch into a wrapped union', ['null', 'int'], ['null', 'string', 'double'], 7, { double: 7 }],
])('resolution - reads %s', (_, writer, reader, value, read) => {
  expect(resolve(writer, reader, value)).toEqual(read);
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

test('resolution - a field that is there by name is not read by alias', () => {
  const reader = record({ name: 'a', type: 'int', aliases: ['b'], default: 0 }, { name: 'b', type: 'int' });
  expect(resolve(record({ name: 'b', type: 'int' }), reader, { b: 7 })).toEqual({ a: 0, b: 7 });
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

test('resolution - a recursive record meets itself', () => {
  const list = (rest: object) => ({
    type: 'record',
    name: 'List',
    fields: [
      { name: 'value', ...rest },
      { name: 'next', type: ['null', 'List'] },
    ],
  });
  const value = { value: 1, next: { value: 2, next: null } };
  expect(resolve(list({ type: 'int' }), list({ type: 'long' }), value)).toEqual(value);
});

test.each([
  ['long as int', 'long', 'int'],
  ['string as int', 'string', 'int'],
  ['a record of another name', { type: 'record', name: 'A', fields: [] }, { type: 'record', name: 'B', fields: [] }],
  ['an enum of another name', letters(['A']), { type: 'enum', name: 'F', symbols: ['A'] }],
  ['a fixed of another size', { type: 'fixed', name: 'F', size: 1 }, { type: 'fixed', name: 'F', size: 2 }],
  ['milliseconds as microseconds', millis, micros],
  ['a decimal of another scale', decimal(2), decimal(3)],
  ['a new field without default', record(), record({ name: 'a', type: 'int' })],
  ['a default of another type', record(), record({ name: 'a', type: 'int', default: 'x' })],
  ['a union of which nothing fits', ['null', 'string'], 'int'],
  ['what no branch takes', 'string', ['null', 'int']],
])('resolution - refuses %s', (_, writer, reader) => {
  expect(() => compileReader(typeOf(writer), typeOf(reader))).toThrow(AvroSchemaError);
});

test.each([
  ['a branch', ['null', 'string'], 'string', null],
  ['a symbol', letters(['A', 'B']), letters(['A']), 'B'],
])('resolution - refuses %s that the reader lacks when it is met', (_, writer, reader, value) => {
  expect(() => resolve(writer, reader, value)).toThrow(Misread);
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

test.each([2n ** 31n, -(2n ** 31n) - 1n, 2n ** 60n])('resolution - an int is never %d', (number) => {
  const to = new ByteWriter();
  to.long(number);
  expect(() => compileReader(typeOf('int'), typeOf('int'))(new ByteReader(to.written))).toThrow(Misread);
});
