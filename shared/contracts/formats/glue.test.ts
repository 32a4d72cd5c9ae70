import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { around, avro, expectTypedErrors, GUID, guidBytes, reading, refusalOf, thing, utf8 } from './framed.fixture.ts';
import { decode, encode, writerId } from './index.ts';
import { MAX_INFLATED_BYTES } from './inflate.ts';

const PLAIN = [3, 0, ...guidBytes()];
const ZLIB = [3, 5, ...guidBytes()];
const PAYLOAD = [6, 0x78, 0x2d, 0x31];
const value = { id: 'x-1', count: 3 };
const known = around({ [`guid:${GUID}`]: avro });
const json = around({ [`guid:${GUID}`]: { language: 'json-schema', text: '{}' } });
const bytes = (...parts: (readonly number[])[]) => Uint8Array.from(parts.flat());
const deflated = (given: Uint8Array) => [...deflateSync(given)];

test('glue - reads a value as it is, and compressed', () => {
  expect(decode('glue', thing, bytes(PLAIN, PAYLOAD), known)).toEqual(value);
  expect(decode('glue', thing, bytes(ZLIB, deflated(bytes(PAYLOAD))), known)).toEqual(value);
  expect(decode('glue', reading, bytes(ZLIB, deflated(utf8('{"a":[1]}'))), json)).toEqual({ a: [1] });
});

test('glue - says which schema version is to be asked for', () => {
  expect(writerId('glue', bytes(ZLIB, [1, 2]), [])).toBe(`guid:${GUID}`);
  expect(writerId('glue', bytes(PLAIN.slice(0, 17)), [])).toBe(null);
  expect(writerId('glue', bytes([0, ...PLAIN.slice(1)]), [])).toBe(null);
});

test('glue - writes what it reads, by the schema version that it is given', () => {
  const written = encode('glue', thing, value, { writerId: `guid:${GUID}` });
  expect([...written]).toEqual([...PLAIN, ...PAYLOAD, 6]);
  const own = around({ [`guid:${GUID}`]: { language: 'avro', text: thing.schema } });
  expect(decode('glue', thing, written, own)).toEqual(value);
  expect(() => encode('glue', thing, value, { writerId: 'id:7' })).toThrow(TypeError);
});

const zipped = deflated(bytes(PAYLOAD));

test.each([
  [utf8('{"id":"x-1"}'), 'not framed, no header of Glue stands in front of it.'],
  [new Uint8Array(), 'not framed'],
  [bytes(PLAIN.slice(0, 10)), 'truncated, the bytes end within the schema version id.'],
  [bytes([3, 7, ...guidBytes()], PAYLOAD), 'unsupported, compression 7, where Glue has 0 (none) and 5 (zlib).'],
  [bytes([3, 0, ...guidBytes().fill(1)], PAYLOAD), 'unknown schema'],
  [bytes(ZLIB), 'truncated, compressed bytes that end too early.'],
  [bytes(ZLIB, zipped.slice(0, -6)), 'truncated, compressed bytes that end too early.'],
  [bytes(ZLIB, PAYLOAD), 'malformed, bytes that zlib did not compress.'],
  [bytes(ZLIB, zipped, [0]), 'trailing bytes, bytes after the compressed ones.'],
  [bytes(ZLIB, zipped.with(-1, 0xff)), 'malformed'],
  [bytes(PLAIN, zipped), 'at /id'],
])('glue - refuses %o', (given, message) => {
  expect(refusalOf('glue', thing, given, known)).toContain(message);
});

test('glue - stops to inflate what inflates without end', () => {
  const bomb = bytes(ZLIB, deflated(new Uint8Array(64 * 1024 * 1024)));
  expect(bomb.length).toBeLessThan(100_000);
  const before = process.memoryUsage().arrayBuffers;
  expect(refusalOf('glue', thing, bomb, known)).toBe('too large, bytes that inflate to more than 4194304.');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * MAX_INFLATED_BYTES);
});

test('glue - any bytes give a value or a typed error', () => {
  expectTypedErrors('glue', thing, PLAIN, known);
  expectTypedErrors('glue', thing, ZLIB, known);
  expectTypedErrors('glue', reading, [...ZLIB, ...zipped], json);
});
