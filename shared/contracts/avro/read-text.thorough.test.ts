import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AvroContract } from '../contract.ts';
import { ContractDecodeError } from '../errors.ts';
import { decode, decodeText, encode, singleObjectHeader } from '../index.ts';
import { schemaAndValue } from './schema-and-value.fixture.ts';

const FORMAT = 'avro-single-object';

const contractOf = (reader: unknown, writer = reader): AvroContract => {
  const [schema, written] = [JSON.stringify(reader), JSON.stringify(writer)];
  return { id: 'thing.made@2', fingerprint: '', validate: () => [], schema, writers: { 1: written, 2: schema } };
};

function outcomeOf(read: () => string): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof ContractDecodeError) return [error.message, error.reason, error.pointer];
    throw error;
  }
}

/** What the text's reader says of bytes, having said that the value's reader says the same. */
function expectAsValue(contract: AvroContract, bytes: Uint8Array): unknown {
  const text = outcomeOf(() => decodeText(FORMAT, contract, bytes));
  expect(text).toEqual(outcomeOf(() => JSON.stringify(decode(FORMAT, contract, bytes))));
  return text;
}

const forged = (schema: unknown, ...body: readonly (number | string)[]): Uint8Array =>
  Buffer.concat([
    singleObjectHeader(JSON.stringify(schema)),
    ...body.map((part) => (typeof part === 'number' ? Uint8Array.of(part) : Buffer.from(part))),
  ]);

test('read text - I1: it is the text of the value', () => {
  fc.assert(
    fc.property(schemaAndValue, ({ schema, value }) => {
      const contract = contractOf(schema);
      expect(expectAsValue(contract, encode(FORMAT, contract, value))).toBe(JSON.stringify(value));
    }),
    { numRuns: 1_000 },
  );
});

test('read text - I2: of any bytes it says what the value says', () => {
  const spoilt = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 3 });
  fc.assert(
    fc.property(schemaAndValue, spoilt, fc.nat({ max: 3 }), ({ schema, value }, changes, lost) => {
      const contract = contractOf(schema);
      const bytes = Uint8Array.from(encode(FORMAT, contract, value));
      const header = forged(schema).length;
      for (const [at, byte] of changes)
        if (bytes.length > header) bytes[header + (at % (bytes.length - header))] = byte;
      expectAsValue(contract, bytes.subarray(0, bytes.length - lost));
    }),
    { numRuns: 2_000 },
  );
});

const record = (...fields: unknown[]) => ({ type: 'record', name: 'R', fields });
const number = { name: 'number', type: 'int' };
const text = { name: 'text', type: 'string' };
const added = (name: string, value: string) => ({ name, type: 'string', default: value });

test.each([
  ['in another order', record(text, number), '{"text":"x","number":7}'],
  ['with a default between', record(number, added('a', 'ü'), text), '{"number":7,"a":"ü","text":"x"}'],
  ['with defaults around', record(added('a', '"'), text, added('b', '')), '{"a":"\\"","text":"x","b":""}'],
  ['of which nothing is kept', record(), '{}'],
  ['of which only defaults are there', record(added('a', 'x')), '{"a":"x"}'],
])('read text - a record %s', (_, reader, expected) => {
  const writer = record(number, text);
  const bytes = encode(FORMAT, contractOf(writer), { number: 7, text: 'x' });
  expect(expectAsValue(contractOf(reader, writer), bytes)).toBe(expected);
});

const ints = { type: 'map', values: 'int' };

test.each<[what: string, members: Record<string, number>, expected: string]>([
  ['none', {}, '{}'],
  ['names to escape', { '"': 1, 'ü\n': 2 }, '{"\\"":1,"ü\\n":2}'],
  ['the name of an object’s own', JSON.parse('{"a":1,"__proto__":2}'), '{"a":1,"__proto__":2}'],
])('read text - a map with %s', (_, members, expected) => {
  const contract = contractOf(ints);
  expect(expectAsValue(contract, encode(FORMAT, contract, members))).toBe(expected);
});

test('read text - members stand as in an object: indexes first, each once and with its last value', () => {
  const contract = contractOf(ints);
  const bytes = forged(ints, 6, 2, 'b', 2, 4, '10', 4, 2, '2', 6, 0);
  expect(expectAsValue(contract, bytes)).toBe('{"2":3,"10":2,"b":1}');
  expect(expectAsValue(contract, forged(ints, 6, 2, 'a', 2, 2, 'b', 4, 2, 'a', 6, 0))).toBe('{"a":3,"b":2}');

  const names = Array.from({ length: 100 }, (_, index) => `n${index}`);
  const many = names.flatMap((name) => [name.length * 2, name, 2]);
  const twice = [4, 'n7', 4];
  const members = Object.fromEntries(names.map((name) => [name, name === 'n7' ? 2 : 1]));
  expect(expectAsValue(contract, forged(ints, 0xca, 1, ...many, ...twice, 0))).toBe(JSON.stringify(members));
});

test.each([
  ['the replacement character itself', '\ufffd', '"\ufffd"'],
  [
    'half of it',
    Buffer.from('\ufffd').subarray(0, 2),
    ['Cannot be read as thing.made@2: not UTF-8, text that is no UTF-8.', 'not UTF-8', ''],
  ],
  ['line separators', '\u2028\u007f\u0000', '"\u2028\u007f\\u0000"'],
])('read text - a string of %s', (_, letters, expected) => {
  const length = Buffer.from(letters).length;
  expect(expectAsValue(contractOf('string'), forged('string', length * 2, ...Buffer.from(letters)))).toEqual(expected);
});

test('read text - the first of two faults is told', () => {
  const schema = record(text, { name: 'flag', type: 'boolean' });
  const [message] = expectAsValue(contractOf(schema), forged(schema, 2, 0xff, 9)) as string[];
  expect(message).toContain('at /text: not UTF-8');
});
