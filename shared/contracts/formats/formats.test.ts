import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AvroContract, Contract } from '../contract.ts';
import { ContractDecodeError, ContractEncodeError } from '../errors.ts';
import { singleObjectHeader } from './avro-single-object.ts';
import { decode, encode } from './index.ts';

const contractOf = (...versions: unknown[]): AvroContract => {
  const texts = versions.map((version) => JSON.stringify(version));
  const writers = Object.fromEntries(texts.map((text, index) => [index + 1, text]));
  return { id: `thing.made@${texts.length}`, fingerprint: '', validate: () => [], schema: texts.at(-1) ?? '', writers };
};

const THING = {
  type: 'record',
  name: 'Thing',
  fields: [
    { name: 'id', type: 'string' },
    { name: 'count', type: 'long' },
    { name: 'made', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'kind', type: { type: 'enum', name: 'Kind', symbols: ['A', 'B'] } },
    { name: 'parts', type: { type: 'array', items: ['null', 'Thing'] }, default: [] },
  ],
};
const thing = contractOf(THING);
const value = { id: 'x-1', count: 3, made: '2026-11-21T10:15:30.000Z', kind: 'A', parts: [null] };
const bytes = encode('avro-single-object', thing, value);

function refusal(contract: Contract, given: Uint8Array, format: 'json' | 'avro-single-object' = 'avro-single-object') {
  try {
    decode(format, contract, given);
  } catch (error) {
    if (error instanceof ContractDecodeError) return { reason: error.reason, message: error.message };
    throw error;
  }
  throw new Error('The bytes were read.');
}

/** Bytes of the schema's header and of a body that the schema never wrote. */
const forged = (...body: number[]) => Uint8Array.from([...singleObjectHeader(thing.schema), ...body]);

test("single object - reads Apache Avro's own message", () => {
  const file = (name: string) => readFileSync(new URL(`../../../test/avro/messageV1/${name}`, import.meta.url));
  const contract = contractOf(JSON.parse(file('test_schema.avsc').toString()));
  const message = file('test_message.bin');
  const said = { id: 42, name: 'Bill', tags: ['dog_lover', 'cat_hater'] };
  expect(decode('avro-single-object', contract, message)).toEqual(said);
  expect(Buffer.from(encode('avro-single-object', contract, said))).toEqual(message);
});

test('single object - reads what an older version wrote', () => {
  const older = { ...THING, fields: THING.fields.slice(0, 4) };
  const written = encode('avro-single-object', contractOf(older), value);
  expect(decode('avro-single-object', contractOf(older, THING), written)).toEqual({ ...value, parts: [] });
});

test('single object - of versions with one fingerprint, a contract reads its own', () => {
  const amount = (scale: number) => ({ type: 'bytes', logicalType: 'decimal', precision: 9, scale });
  const priced = (scale: number) => ({
    type: 'record',
    name: 'Priced',
    fields: [{ name: 'amount', type: amount(scale) }],
  });
  const contract = contractOf(priced(3), priced(2));
  const written = encode('avro-single-object', contract, { amount: '12.34' });
  expect(decode('avro-single-object', contract, written)).toEqual({ amount: '12.34' });
});

test.each([
  ['not Avro', new TextEncoder().encode('{"id":"x-1"}'), 'not Avro, or no single object of it'],
  ['not Avro', new Uint8Array(), 'not Avro'],
  ['truncated', bytes.subarray(0, 7), 'truncated within its first bytes'],
  ['unknown fingerprint', bytes.map((byte, at) => (at === 5 ? byte ^ 0xff : byte)), 'no version of its subject has'],
  ['truncated', bytes.subarray(0, bytes.length - 2), 'at /parts/0: truncated'],
  ['trailing bytes', Uint8Array.from([...bytes, 0]), 'trailing bytes, bytes that are left over'],
  ['not UTF-8', forged(4, 0xc3, 0x28), 'at /id: not UTF-8'],
  ['malformed', forged(3), 'at /id: malformed, a negative length'],
  ['truncated', forged(0xfe, 0xff, 0xff, 0xff, 0xff, 0x0f), 'at /id: truncated'],
  [
    'not in range',
    forged(0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20),
    'at /count: not in range, a long beyond',
  ],
  [
    'malformed',
    forged(0, ...Array.from({ length: 12 }, () => 0xff)),
    'at /count: malformed, a number of more than 64 bits',
  ],
  ['not in range', forged(0, 0, 0x80, 0xa0, 0xf3, 0xd5, 0xe9, 0xf8, 0x92, 0x01), 'at /made: not in range, an instant'],
  ['malformed', forged(0, 0, 0, 18), 'at /kind: malformed, a symbol'],
  ['malformed', forged(0, 0, 0, 0, 2, 18), 'at /parts/0: malformed, a branch'],
  ['truncated', forged(0, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0x0f), 'at /parts/0: truncated, more items'],
])('single object - refuses bytes as %s', (reason, given, message) => {
  const refused = refusal(thing, given);
  expect(refused.reason).toBe(reason);
  expect(refused.message).toContain(message);
  expect(refused.message).toMatch(/^Cannot be read as thing\.made@1[ :]/);
});

test('single object - refuses what is nested too deeply', () => {
  const nested = Array.from({ length: 1_000 }, () => [0, 0, 0, 0, 2, 2]).flat();
  expect(refusal(thing, forged(...nested)).reason).toBe('too large');
});

test('single object - refuses a writer that the contract cannot read', () => {
  const other = { ...THING, fields: [{ name: 'id', type: 'int' }] };
  const written = encode('avro-single-object', contractOf(other), { id: 1 });
  expect(refusal(contractOf(other, THING), written)).toMatchObject({ reason: 'incompatible writer' });
});

test('single object - any bytes give a value or a typed error, at once', () => {
  const header = [...singleObjectHeader(thing.schema)];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
      try {
        decode('avro-single-object', thing, Uint8Array.from([...header, ...body]));
      } catch (error) {
        expect(error).toBeInstanceOf(ContractDecodeError);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('single object - nulls without number are not believed', () => {
  const nulls = contractOf({ type: 'array', items: 'null' });
  const body = [...singleObjectHeader(nulls.schema), 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
  expect(refusal(nulls, Uint8Array.from(body)).reason).toBe('truncated');
});

test.each([
  [
    { ...value, id: 7 },
    { pointer: '/id', found: 'integer' },
  ],
  [
    { ...value, id: '\ud800' },
    { pointer: '/id', found: 'string' },
  ],
  [
    { ...value, count: 1.5 },
    { pointer: '/count', found: 'number' },
  ],
  [
    { ...value, count: 2 ** 60 },
    { pointer: '/count', found: 'integer' },
  ],
  [
    { ...value, made: '2026-02-30T00:00:00Z' },
    { pointer: '/made', found: 'string' },
  ],
  [
    { ...value, kind: 'C' },
    { pointer: '/kind', found: 'string' },
  ],
  [
    { ...value, parts: [null, { ...value, parts: {} }] },
    { pointer: '/parts/1/parts', found: 'object' },
  ],
  [
    { id: 'x', count: 1 },
    { pointer: '/made', found: 'nothing' },
  ],
  [null, { pointer: '', found: 'null' }],
])('single object - refuses to write %j', (given, violation) => {
  try {
    encode('avro-single-object', thing, given);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ContractEncodeError);
    expect((error as ContractEncodeError).violation).toMatchObject({ rule: 'avro', ...violation });
  }
});

test('json - reads and writes text in UTF-8', () => {
  const text = new TextEncoder().encode('{"a":["é",1]}');
  expect(decode('json', thing, text)).toEqual({ a: ['é', 1] });
  expect(encode('json', thing, { a: ['é', 1] })).toEqual(text);
});

test.each([
  ['not JSON', new TextEncoder().encode('{"secret": tok_123}')],
  ['not JSON', new Uint8Array()],
  ['not UTF-8', Uint8Array.from([0x22, 0xc3, 0x28, 0x22])],
])('json - refuses bytes as %s, and quotes none of them', (reason, given) => {
  expect(refusal(thing, given, 'json')).toEqual({ reason, message: `Cannot be read as thing.made@1: ${reason}.` });
});

const jsonNested = (depth: number): string => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;

test.each([
  ['not in range', '{"a": [9007199254740993]}', 'an integer beyond'],
  ['not in range', '-9007199254740992', 'an integer beyond'],
  ['not in range', `{"a": 1${'0'.repeat(400)}.5}`, 'beyond what a double holds'],
  ['not in range', '[1e309]', 'beyond what a double holds'],
  ['not in range', '[-12.5E+0400]', 'beyond what a double holds'],
  ['too large', jsonNested(502), 'nested deeper than 500'],
  ['too large', '['.repeat(100_000) + ']'.repeat(100_000), 'nested deeper than 500'],
])('json - refuses as %s what would arrive as something else: %.30s', (reason, text, message) => {
  const refused = refusal(thing, new TextEncoder().encode(text), 'json');
  expect(refused.reason).toBe(reason);
  expect(refused.message).toMatch(/^Cannot be read as thing\.made@1: /);
  expect(refused.message).toContain(message);
});

test.each([
  '9007199254740991',
  '{"1234567890123456789": "-12345678901234567890, [1e999]"}',
  '"\\"1234567890123456789"',
  '[0.12345678901234567, -116.5236666666667, 1e300, 3e0008]',
  jsonNested(500),
  `[${'[],'.repeat(600)}[]]`,
])('json - reads what only looks as if it were lost: %.30s', (text) => {
  expect(decode('json', thing, new TextEncoder().encode(text))).toEqual(JSON.parse(text));
});
