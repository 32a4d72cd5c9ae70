import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AvroContract } from '../contract.ts';
import { AvroSchemaError, ContractDecodeError, ContractEncodeError } from '../errors.ts';
import { type AvroVersion, avroCodec } from './avro-codec.ts';
import { MAX_DEPTH, MAX_EMPTY_ITEMS } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { schemaAndValue } from './schema-and-value.fixture.ts';

/** Much more than any of these takes, much less than what they would take without bounds. */
const MAX_MS = 2_000;

const contractOf = (reader: unknown, writer: unknown): AvroContract => {
  const [schema, older] = [reader, writer].map((each) => JSON.stringify(each)) as [string, string];
  return { id: 'thing@1', fingerprint: '', validate: () => [], schema, writers: { 1: older } };
};

/** Reads bytes of one schema by another: the value or the error, which must be the typed one. Its text says the same. */
function read(bytes: Uint8Array, reader: unknown, writer: unknown = reader): unknown {
  const { versions, read, readText } = avroCodec(contractOf(reader, writer));
  const [version] = versions as [AvroVersion];
  const value = outcomeOf(() => read(version, bytes, 0));
  expect(outcomeOf(() => JSON.parse(readText(version, bytes, 0)))).toEqual(value);
  return value;
}

function outcomeOf(read: () => unknown): unknown {
  const started = performance.now();
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(ContractDecodeError);
    const { reason, pointer, message } = error as ContractDecodeError;
    return { reason, pointer, message };
  } finally {
    expect(performance.now() - started).toBeLessThan(MAX_MS);
  }
}

/** Numbers as longs, texts and bytes as they are. */
function bytesOf(...parts: readonly (number | bigint | Uint8Array)[]): Uint8Array {
  const to = new ByteWriter();
  for (const part of parts) {
    if (part instanceof Uint8Array) to.fixed(part);
    else to.long(part);
  }
  return to.written;
}

const record = (name: string, ...fields: unknown[]) => ({ type: 'record', name, fields });
const field = (name: string, type: unknown, rest: object = {}) => ({ name, type, ...rest });
const listOf = (items: unknown) => ({ type: 'array', items });
const mapOf = (values: unknown) => ({ type: 'map', values });
const times = (count: number, byte: number) => new Uint8Array(count).fill(byte);

const NOTHING = record('Nothing');
const HUGE = 2n ** 62n;

const HOSTILE: readonly (readonly [
  what: string,
  schema: unknown,
  bytes: Uint8Array,
  reason: string,
  pointer: string,
])[] = [
  ['a list longer than the bytes', listOf('int'), bytesOf(HUGE), 'truncated', '/0'],
  ['a list of nulls', listOf('null'), bytesOf(HUGE), 'truncated', '/0'],
  ['a list of nulls, block by block', listOf('null'), bytesOf(40_000, 40_000, 0), 'truncated', '/40000'],
  ['lists of nulls', listOf(listOf('null')), bytesOf(2, 40_000, 0, 40_000, 0, 0), 'truncated', '/1/0'],
  ['a list of records of nothing', listOf(NOTHING), bytesOf(HUGE), 'truncated', '/0'],
  ['a list of no bytes', listOf({ type: 'fixed', name: 'F', size: 0 }), bytesOf(HUGE), 'truncated', '/0'],
  ['a list of unknown length', listOf('null'), bytesOf(-HUGE, 1, 0), 'truncated', '/0'],
  ['the least count of all', listOf('null'), bytesOf(-(2n ** 63n), 1, 0), 'truncated', '/0'],
  ['a map longer than the bytes', mapOf('null'), bytesOf(HUGE), 'truncated', ''],
  ['a text longer than the bytes', 'string', bytesOf(HUGE), 'truncated', ''],
  ['a text of a negative length', 'string', bytesOf(-1), 'malformed', ''],
  ['bytes longer than the bytes', 'bytes', bytesOf(2n ** 31n), 'truncated', ''],
  ['a fixed longer than the bytes', { type: 'fixed', name: 'F', size: 2 ** 40 }, times(9, 0), 'truncated', ''],
  ['a key that is no UTF-8', mapOf('int'), bytesOf(1, 1, Uint8Array.of(0xff), 0, 0), 'not UTF-8', ''],
  ['half a pair of surrogates', 'string', bytesOf(3, Uint8Array.of(0xed, 0xa0, 0x80)), 'not UTF-8', ''],
  ['a letter that takes more bytes than it needs', 'string', bytesOf(2, Uint8Array.of(0xc0, 0x80)), 'not UTF-8', ''],
  ['a number that does not end', 'long', times(20, 0x80), 'malformed', ''],
  ['a number of 65 bits', 'long', Uint8Array.of(...times(9, 0xff), 0x02), 'malformed', ''],
  ['a boolean of 2', 'boolean', Uint8Array.of(2), 'malformed', ''],
  ['a branch before the first', ['null', 'int'], bytesOf(-1), 'malformed', ''],
  ['a branch behind the last', ['null', 'int'], bytesOf(HUGE), 'malformed', ''],
  ['a branch of nothing', [], bytesOf(0), 'malformed', ''],
  ['a symbol before the first', { type: 'enum', name: 'E', symbols: ['A'] }, bytesOf(-1), 'malformed', ''],
  ['a symbol behind the last', { type: 'enum', name: 'E', symbols: ['A'] }, bytesOf(1), 'malformed', ''],
  ['half a float', 'float', times(3, 0), 'truncated', ''],
  ['half a double', 'double', times(7, 0), 'truncated', ''],
  ['a record that holds itself', record('R', field('r', 'R')), new Uint8Array(), 'too large', '/r'.repeat(MAX_DEPTH)],
];

test.each(HOSTILE)('hostile bytes - refuses %s', (_, schema, bytes, reason, pointer) => {
  expect(read(bytes, schema)).toMatchObject({ reason, pointer });
});

test('hostile bytes - what nobody asks for is passed over within the bytes', () => {
  for (const [what, schema, bytes, reason] of HOSTILE) {
    const writer = record('R', field('dropped', renamed(schema)), field('kept', 'null'));
    const ended = read(bytes, record('R', field('kept', 'null')), writer);
    if (reason === 'not UTF-8' || what.includes('symbol')) expect(ended).toEqual({ kept: null });
    else expect(ended).toMatchObject({ reason });
  }
});

/** The record's own name is taken. */
const renamed = (schema: unknown): unknown => JSON.parse(JSON.stringify(schema).replaceAll('"R"', '"Q"'));

test('hostile bytes - lists in lists count as deep as records in records', () => {
  let type: unknown = 'R';
  for (let depth = 0; depth < 200; depth++) type = depth % 2 === 0 ? listOf(type) : mapOf(type);
  const deep = record('R', field('a', type));
  const level = Array.from({ length: 200 }, (_, depth) => (depth % 2 === 0 ? [2, 0] : [2])).flat();
  const bytes = Uint8Array.from(Array.from({ length: 1_000 }, () => level).flat());
  expect(read(bytes, deep)).toMatchObject({ reason: 'too large' });
  const reader = record('S', field('b', 'int', { default: 0 }));
  expect(read(bytes, { ...reader, aliases: ['R'] }, deep)).toMatchObject({ reason: 'too large' });
});

test('hostile bytes - what is nested deeper than can be read is not written', () => {
  const list = record('List', field('next', ['null', 'List']));
  const { write } = avroCodec(contractOf(list, list));
  const nested = (depth: number): unknown => {
    let value: unknown = null;
    for (let level = 0; level < depth; level++) value = { next: value };
    return value;
  };
  const to = new ByteWriter();
  write(to, nested(MAX_DEPTH));
  expect(read(to.written, list)).toEqual(nested(MAX_DEPTH));
  for (const depth of [MAX_DEPTH + 1, 100_000]) {
    expect(() => write(new ByteWriter(), nested(depth))).toThrow(ContractEncodeError);
  }
});

test('hostile bytes - blocks may say how many bytes they have', () => {
  const blocks = bytesOf(-2, 2, 7, 8, 1, 9, -1, 1, 10, 0);
  expect(read(blocks, listOf('int'))).toEqual([7, 8, 9, 10]);
  const keyed = bytesOf(-1, 3, 1, Uint8Array.of(0x61), 7, 1, 1, Uint8Array.of(0x61), 8, 0);
  expect(read(keyed, mapOf('int'))).toEqual({ a: 8 });
});

test('hostile bytes - as many items without bytes as are allowed', () => {
  expect(read(bytesOf(MAX_EMPTY_ITEMS, 0), listOf('null'))).toHaveLength(MAX_EMPTY_ITEMS);
});

test.each([
  ['a decimal', { type: 'bytes', logicalType: 'decimal', precision: 9 }, 0x78, 'too large'],
  ['a text that is no UUID', { type: 'string', logicalType: 'uuid' }, 0x78, 'not in range'],
  ['a text of other bytes', 'string', 0xc3, 'not UTF-8'],
])('hostile bytes - refuses %s of megabytes at once', (_, schema, byte, reason) => {
  expect(read(bytesOf(8_000_000, times(8_000_000, byte)), schema)).toMatchObject({ reason });
});

test('hostile bytes - a small decimal may be written with many bytes', () => {
  const decimal = { type: 'bytes', logicalType: 'decimal', precision: 3 };
  expect(read(bytesOf(1_000_001, times(1_000_000, 0), Uint8Array.of(7)), decimal)).toBe('7');
  expect(read(bytesOf(1_000_001, times(1_000_000, 0xff), Uint8Array.of(0xf9)), decimal)).toBe('-7');
});

test('hostile bytes - a schema that can be tried in ever more ways is refused at once', () => {
  // Each record has two that it may hold; the contract's reads any of them, but for what the first two lack.
  const levels = Array.from({ length: 60 }, (_, level) => {
    const below = [`a${level - 1}.R`, `b${level - 1}.R`];
    return ['a', 'b'].map((side) => record(`${side}${level}.R`, ...(level === 0 ? [] : [field('r', below)])));
  });
  const writer = record('All', field('declared', levels.flat()), field('last', 'a59.R'));
  const reader = record('All', field('last', record('R', field('r', 'R'))));
  expect(read(new Uint8Array(), reader, writer)).toMatchObject({ reason: 'incompatible writer' });
});

test('hostile bytes - a schema that cannot be read is refused once, not for each record', () => {
  const { versions, read } = avroCodec(contractOf('int', 'string'));
  const causes = [1, 2].map(() => {
    try {
      return read(versions[0] as AvroVersion, bytesOf(0), 0);
    } catch (error) {
      return (error as ContractDecodeError).cause;
    }
  });
  expect(causes[0]).toBeInstanceOf(AvroSchemaError);
  expect(causes[1]).toBe(causes[0]);
});

test('hostile bytes - fields that nobody asks for are looked at once, however often their type is named', () => {
  const wide = record('Wide', ...Array.from({ length: 3_000 }, (_, index) => field(`f${index}`, 'null')));
  const writer = record(
    'R',
    field('a0', wide),
    ...Array.from({ length: 3_000 }, (_, index) => field(`a${index + 1}`, 'Wide')),
  );
  expect(read(new Uint8Array(), record('R'), writer)).toEqual({});
});

test('hostile bytes - mutations of what was written give a value or the typed error', () => {
  const mutation = fc.record({ at: fc.nat(), byte: fc.nat({ max: 255 }), end: fc.nat(), isCut: fc.boolean() });
  fc.assert(
    fc.property(schemaAndValue, fc.array(mutation, { minLength: 1, maxLength: 4 }), ({ schema, value }, mutations) => {
      const to = new ByteWriter();
      avroCodec(contractOf(schema, schema)).write(to, value);
      let bytes = to.written;
      for (const { at, byte, end, isCut } of mutations) {
        if (bytes.length === 0) return;
        if (isCut) bytes = bytes.subarray(0, end % bytes.length);
        else bytes[at % bytes.length] = byte;
      }
      read(bytes, schema);
      read(bytes, 'string', schema);
    }),
    { numRuns: 3_000 },
  );
});
