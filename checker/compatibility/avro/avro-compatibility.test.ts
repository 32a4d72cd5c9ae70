import { expect, test } from 'vitest';
import { avroCompatibility } from './avro-compatibility.ts';
import { readAvroSchema } from './avro-schema.ts';
import { runCodec } from './run-codec.ts';

/** A short way to write schemas: a record `R` of fields; `{a: 'int'}`, with a default `{a: ['int', 0]}`. */
const record = (fields: Readonly<Record<string, unknown>>, more: object = {}) => ({
  type: 'record',
  name: 'R',
  fields: Object.entries(fields).map(([name, type]) =>
    isDefaulted(type) ? { name, type: type.of, default: type.or } : { name, type },
  ),
  ...more,
});
const or = (of: unknown, otherwise: unknown) => ({ of, or: otherwise });
const isDefaulted = (type: unknown): type is { of: unknown; or: unknown } =>
  typeof type === 'object' && type !== null && 'or' in type;
const logical = (type: string, logicalType: string, more: object = {}) => ({ type, logicalType, ...more });
const enumOf = (symbols: string, more: object = {}) => ({ type: 'enum', name: 'E', symbols: [...symbols], ...more });
const fixed = (size: number, more: object = {}) => ({ type: 'fixed', name: 'F', size, ...more });
const arrayOf = (items: unknown) => ({ type: 'array', items });
const mapOf = (values: unknown) => ({ type: 'map', values });
const decimal = (precision: number, scale: number) => logical('bytes', 'decimal', { precision, scale });
const list = (more: Readonly<Record<string, unknown>> = {}) => record({ value: 'int', next: ['null', 'R'], ...more });
const endless = record({ self: 'R' });

const yes = 'compatible';
const type = 'avro-type-changed';
const name = 'avro-name-changed';
const noDefault = 'avro-field-without-default';
const branch = 'avro-branch-removed';
const symbol = 'avro-symbol-removed';

/** One schema, the other, what the second makes of what the first wrote, and the other way round. */
const PAIRS: readonly (readonly [one: unknown, other: unknown, there: string, back: string])[] = [
  // The same.
  ['null', 'null', yes, yes],
  ['string', 'string', yes, yes],
  [record({ a: 'int' }), record({ a: 'int' }), yes, yes],
  [list(), list(), yes, yes],
  // Promotions, and what is none.
  ['int', 'long', yes, type],
  ['int', 'float', yes, type],
  ['int', 'double', yes, type],
  ['long', 'float', yes, type],
  ['long', 'double', yes, type],
  ['float', 'double', yes, type],
  ['string', 'bytes', yes, 'undecided'],
  ['int', 'string', type, type],
  ['int', 'boolean', type, type],
  ['null', 'int', type, type],
  ['boolean', 'string', type, type],
  ['double', 'string', type, type],
  [arrayOf('int'), arrayOf('long'), yes, type],
  [mapOf('float'), mapOf('double'), yes, type],
  [arrayOf('int'), mapOf('int'), type, type],
  [arrayOf('int'), 'int', type, type],
  [arrayOf(mapOf(arrayOf('int'))), arrayOf(mapOf(arrayOf('string'))), type, type],
  // Records.
  [record({ a: 'int' }), record({ a: 'int', b: or('int', 0) }), yes, yes],
  [record({ a: 'int' }), record({ a: 'int', b: 'int' }), noDefault, yes],
  [record({ a: 'int', b: 'int' }), record({ b: 'int', a: 'int' }), yes, yes],
  [record({ a: 'int' }), record({ A: 'int' }), noDefault, noDefault],
  [record({}), record({}), yes, yes],
  [record({ a: 'int' }), record({ a: 'int' }, { name: 'S' }), name, name],
  [record({ a: 'int' }), record({ a: 'int' }, { name: 'S', aliases: ['R'] }), yes, name],
  [record({ a: 'int' }, { namespace: 'one' }), record({ a: 'int' }, { namespace: 'other' }), yes, yes],
  [record({ a: 'int' }), { ...record({}), fields: [{ name: 'b', type: 'int', aliases: ['a'] }] }, yes, noDefault],
  [record({ a: 'int' }), { ...record({}), fields: [{ name: 'b', type: 'string', aliases: ['a'] }] }, type, noDefault],
  [
    record({ a: 'int', b: 'string' }),
    { ...record({}), fields: [{ name: 'b', type: 'string', aliases: ['a'] }] },
    yes,
    noDefault,
  ],
  [
    record({ a: 'int' }),
    {
      ...record({}),
      fields: [
        { name: 'b', type: 'int', aliases: ['z', 'a'] },
        { name: 'c', type: 'int', aliases: ['a'] },
      ],
    },
    noDefault,
    noDefault,
  ],
  [record({ a: record({ b: 'int' }, { name: 'S' }) }), record({ a: record({ b: 'long' }, { name: 'S' }) }), yes, type],
  [record({ a: 'int' }), mapOf('int'), type, type],
  [record({ a: 'int' }), 'string', type, type],
  [list(), list({ more: or('int', 0) }), yes, yes],
  [list(), list({ more: 'int' }), noDefault, yes],
  [list(), list({ value: 'long' }), yes, type],
  [record({ of: arrayOf('R') }), record({ of: arrayOf('R'), n: or('int', 1) }), yes, yes],
  [record({ of: arrayOf('R') }), record({ of: mapOf('R') }), type, type],
  [record({ a: or('int', 1) }), record({ b: or('int', 1) }), yes, yes],
  [record({ a: 'int' }), record({ a: 'int', b: or(['null', 'int'], null) }), yes, yes],
  [record({ a: 'int' }), record({ a: 'int', b: or(enumOf('XY'), 'X') }), yes, yes],
  // Enums.
  [enumOf('AB'), enumOf('ABC'), yes, symbol],
  [enumOf('AB'), enumOf('BA'), yes, yes],
  [enumOf('ABC'), enumOf('AB', { default: 'A' }), yes, yes],
  [enumOf('ABC', { default: 'A' }), enumOf('AB'), symbol, yes],
  [enumOf('AB'), enumOf('AB', { name: 'G' }), name, name],
  [enumOf('AB'), enumOf('AB', { name: 'G', aliases: ['E'] }), yes, name],
  [enumOf('AB'), 'string', type, type],
  [enumOf('AB'), 'int', type, type],
  [enumOf('AB'), enumOf('CD'), symbol, symbol],
  // Fixed.
  [fixed(4), fixed(4), yes, yes],
  [fixed(4), fixed(5), type, type],
  [fixed(4), fixed(4, { name: 'G' }), name, name],
  [fixed(4), fixed(4, { name: 'G', aliases: ['F'] }), yes, name],
  [fixed(4), 'bytes', type, type],
  [fixed(4, { namespace: 'one' }), fixed(4, { namespace: 'other' }), yes, yes],
  // Unions.
  [['null', 'string'], ['null', 'string'], yes, yes],
  [['null', 'string'], ['string', 'null'], yes, yes],
  ['string', ['null', 'string'], yes, type],
  ['int', ['null', 'string'], branch, type],
  ['int', ['null', 'long'], yes, type],
  ['int', ['string', 'double', 'long'], yes, type],
  [['int', 'string'], ['int', 'string', 'boolean'], yes, branch],
  [['int', 'long'], 'long', yes, yes],
  [['int', 'long'], 'int', type, yes],
  [['int', 'long'], 'double', yes, branch],
  [['int', 'long'], ['float'], yes, branch],
  [['null', 'int'], 'int', type, yes],
  [[], 'int', yes, branch],
  [[], [], yes, yes],
  [['null', record({ a: 'int' })], ['null', record({ a: 'long' })], yes, type],
  [['null', record({ a: 'int' })], ['null', record({ a: 'int', b: 'int' })], noDefault, yes],
  [['null', record({ a: 'int' })], ['null', record({ a: 'int' }, { name: 'S' })], branch, branch],
  [['null', record({ a: 'int' })], ['null', record({ a: 'int' }, { name: 'S', aliases: ['R'] })], yes, branch],
  [['string', enumOf('AB')], ['string', enumOf('A')], symbol, yes],
  [arrayOf(['null', 'int']), arrayOf(['null', 'long']), yes, branch],
  [mapOf(['null', 'int', 'string']), mapOf(['null', 'int']), branch, yes],
  [record({ a: ['null', 'int'] }), record({ a: 'int' }), type, yes],
  // What a record in a record cannot be read as is found behind a branch too.
  [list(), record({ value: 'int', next: ['null', 'string'] }), branch, branch],
  // Logical types: without one, a number is just a number.
  [logical('int', 'date'), logical('int', 'date'), yes, yes],
  [logical('int', 'date'), 'int', yes, type],
  [logical('int', 'time-millis'), 'long', yes, type],
  [logical('int', 'date'), logical('int', 'time-millis'), type, type],
  [logical('long', 'timestamp-millis'), 'long', yes, type],
  [logical('long', 'timestamp-micros'), 'long', type, yes],
  [logical('long', 'timestamp-nanos'), 'long', type, yes],
  [logical('long', 'timestamp-millis'), 'double', yes, type],
  ['int', logical('long', 'timestamp-millis'), yes, type],
  [logical('long', 'timestamp-millis'), logical('long', 'timestamp-micros'), type, type],
  [logical('long', 'timestamp-millis'), logical('long', 'local-timestamp-millis'), type, type],
  [logical('string', 'uuid'), 'string', yes, type],
  [logical('string', 'uuid'), 'bytes', yes, type],
  [logical('string', 'unknown-to-all'), 'string', yes, yes],
  [fixed(16), fixed(16, { logicalType: 'uuid' }), yes, yes],
  [fixed(12), fixed(12, { logicalType: 'duration' }), yes, yes],
  [decimal(10, 2), decimal(12, 2), yes, type],
  [decimal(10, 2), decimal(10, 3), type, type],
  [decimal(2, 2), decimal(3, 2), yes, type],
  [decimal(10, 2), 'bytes', yes, type],
  [decimal(10, 2), 'string', type, type],
  [fixed(8), fixed(8, { logicalType: 'decimal', precision: 18, scale: 0 }), type, yes],
  // Nothing is ever written.
  [enumOf(''), enumOf('AB'), yes, symbol],
];

const judge = (writer: unknown, reader: unknown) =>
  avroCompatibility(readAvroSchema(JSON.stringify(writer)), readAvroSchema(JSON.stringify(reader)));

const rulesOf = (writer: unknown, reader: unknown): string => {
  const answer = judge(writer, reader);
  if (answer.verdict !== 'incompatible') return answer.verdict;
  return [...new Set(answer.incompatibilities.map(({ rule }) => rule))].join(' and ');
};

test.each(PAIRS)('avro compatibility - %j and %j', (one, other, there, back) => {
  expect([rulesOf(one, other), rulesOf(other, one)]).toEqual([there, back]);
});

test('avro compatibility - every document that is told is one that the codec refuses', () => {
  const told = PAIRS.flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]).flatMap(([writer, reader]) => {
    const answer = judge(writer, reader);
    const found = answer.verdict === 'incompatible' ? answer.incompatibilities : [];
    return found.map(({ document }) => runCodec(JSON.stringify(writer), JSON.stringify(reader), document).end);
  });
  expect(told.length).toBeGreaterThan(100);
  expect(new Set(told)).toEqual(new Set(['unreadable']));
});

test('avro compatibility - says what stood and stands where, and shows a document that gets there', () => {
  const older = record({ id: 'string', lines: arrayOf(['null', record({ n: 'long' }, { name: 'Line' })]) });
  const newer = record({ id: 'string', lines: arrayOf(['null', record({ n: 'int' }, { name: 'Line' })]), at: 'long' });
  expect(judge(older, newer)).toEqual({
    verdict: 'incompatible',
    incompatibilities: [
      {
        rule: 'avro-field-without-default',
        writer: { says: 'no such field', pointer: '' },
        reader: { says: 'at: long', pointer: '/fields/2' },
        what: 'The field at has no default, and R does not write it.',
        document: { id: '', lines: [] },
        at: '',
      },
      {
        rule: 'avro-type-changed',
        writer: { says: 'long', pointer: '/fields/1/type/items/1/fields/0/type' },
        reader: { says: 'int', pointer: '/fields/1/type/items/1/fields/0/type' },
        what: 'What is written as long cannot be read as int.',
        document: { id: '', lines: [{ n: 0 }] },
        at: '/lines/0/n',
      },
    ],
  });
});

test('avro compatibility - what no document gets to is not decided', () => {
  expect(judge(record({ self: 'R', a: 'int' }), record({ self: 'R', a: 'string' }))).toEqual({
    verdict: 'undecided',
    reason: 'What is written as int cannot be read as string. But the writer has no document that gets there.',
    schema: 'reader',
    pointer: '/fields/1/type',
  });
  expect(judge(endless, endless).verdict).toBe('compatible');
});
