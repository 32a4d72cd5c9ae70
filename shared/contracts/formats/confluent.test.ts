import { expect, test } from 'vitest';
import { around, avro, expectTypedErrors, GUID, guidBytes, reading, refusalOf, thing, utf8 } from './framed.fixture.ts';
import { decode, encode, provesForm, writerId } from './index.ts';

const HEADER = '__value_schema_id';
const V0 = [0, 0, 0, 0, 7];
const V1 = [1, ...guidBytes()];
const PAYLOAD = [6, 0x78, 0x2d, 0x31];
const value = { id: 'x-1', count: 3 };
const writers = { 'id:7': avro, [`guid:${GUID}`]: avro } as const;
const bytes = (...parts: (readonly number[])[]) => Uint8Array.from(parts.flat());

test('confluent - reads a value behind an id, behind a GUID, and with the GUID in the header', () => {
  expect(decode('confluent', thing, bytes(V0, PAYLOAD), around(writers))).toEqual(value);
  expect(decode('confluent', thing, bytes(V1, PAYLOAD), around(writers))).toEqual(value);
  expect(decode('confluent', thing, bytes(PAYLOAD), around(writers, [HEADER, V1]))).toEqual(value);
});

test('confluent - says which schema is to be asked for', () => {
  const idOf = (given: Uint8Array, ...headers: [string, readonly number[]][]) =>
    writerId('confluent', given, around({}, ...headers).headers);
  expect(idOf(bytes(V0, PAYLOAD))).toBe('id:7');
  expect(idOf(bytes(V1, PAYLOAD))).toBe(`guid:${GUID}`);
  expect(idOf(bytes(V0, PAYLOAD), [HEADER, V1])).toBe(`guid:${GUID}`);
  expect(idOf(bytes(PAYLOAD))).toBe(null);
  expect(idOf(bytes([0, 0xff, 0xff, 0xff, 0xff]))).toBe(null);
  expect(writerId('json', bytes(V0), [])).toBe(null);
});

test('confluent - takes the last header, and the prefix where the header is empty', () => {
  const other = [HEADER, [1, ...Array.from({ length: 16 }, () => 9)]] as const;
  expect(decode('confluent', thing, bytes(PAYLOAD), around(writers, other, [HEADER, V1]))).toEqual(value);
  expect(decode('confluent', thing, bytes(V0, PAYLOAD), around(writers, [HEADER, []]))).toEqual(value);
  expect(decode('confluent', thing, bytes(PAYLOAD), around(writers, [HEADER, V0]))).toEqual(value);
});

test('confluent - reads JSON behind the id of a JSON Schema', () => {
  const json = around({ 'id:7': { language: 'json-schema', text: '{}' } });
  expect(decode('confluent', reading, bytes(V0, [...utf8('{"celsius":21.5}')]), json)).toEqual({ celsius: 21.5 });
});

test("confluent - proves the form of Avro's contracts alone", () => {
  expect([provesForm('confluent', thing), provesForm('confluent', reading)]).toEqual([true, false]);
});

test('confluent - writes what it reads, by the id that it is given', () => {
  const own = { language: 'avro', text: thing.schema } as const;
  const byId = encode('confluent', thing, value, { writerId: 'id:7' });
  expect([...byId]).toEqual([...V0, ...PAYLOAD, 6]);
  expect(decode('confluent', thing, byId, around({ 'id:7': own }))).toEqual(value);
  const byGuid = encode('confluent', thing, value, { writerId: `guid:${GUID}` });
  expect([...byGuid]).toEqual([...V1, ...PAYLOAD, 6]);
  const json = encode('confluent', reading, { a: 1 }, { writerId: 'id:258' });
  expect([...json]).toEqual([0, 0, 0, 1, 2, ...utf8('{"a":1}')]);
});

const protobuf = around({ 'id:7': { language: 'protobuf', text: '' } });
const jsonSchema = around({ 'id:7': { language: 'json-schema', text: '{}' } });
const deep = `${'{"type":"array","items":'.repeat(5_000)}"int"${'}'.repeat(5_000)}`;

test.each([
  [utf8('{"id":"x-1"}'), around(writers), "not framed, no schema id of Confluent's stands in front of it."],
  [new Uint8Array(), around(writers), 'not framed'],
  [bytes([0, 0, 0, 0, 0], PAYLOAD), around(writers), 'not framed'],
  [bytes(V0.slice(0, 4)), around(writers), 'truncated, the bytes end within the schema id.'],
  [bytes(V1.slice(0, 16)), around(writers), 'truncated, the bytes end within the schema id.'],
  [
    bytes(V0, PAYLOAD),
    around(writers, [HEADER, [9, 9]]),
    'malformed, the header __value_schema_id holds no schema id.',
  ],
  [bytes([0, 0, 0, 0, 8], PAYLOAD), around(writers), 'unknown schema, the registry has none with schema id 8.'],
  [bytes(V0, PAYLOAD), protobuf, 'unsupported, schema id 7 is Protobuf, and contracts are Avro or JSON Schema.'],
  [bytes(V0, PAYLOAD), jsonSchema, 'incompatible writer, schema id 7 is JSON Schema, the contract Avro.'],
  [bytes(V0, PAYLOAD.slice(0, 2)), around(writers), 'at /id: truncated'],
  [bytes(V0, [0xfe, 0xff, 0xff, 0xff, 0x0f]), around(writers), 'at /id: truncated'],
  [bytes(V0, PAYLOAD, [0]), around(writers), 'trailing bytes'],
  [bytes(V0, PAYLOAD), around({ 'id:7': { language: 'avro', text: '"int"' } }), 'int cannot be read as record Thing.'],
  [bytes(V0, PAYLOAD), around({ 'id:7': { language: 'avro', text: '{' } }), 'The schema is no JSON'],
  [bytes(V0, PAYLOAD), around({ 'id:7': { language: 'avro', text: deep } }), 'nested deeper than 200'],
])('confluent - refuses %o', (given, surroundings, message) => {
  expect(refusalOf('confluent', thing, given, surroundings)).toContain(message);
});

test('confluent - refuses Avro for a contract that is JSON Schema', () => {
  expect(refusalOf('confluent', reading, bytes(V0, PAYLOAD), around(writers))).toBe(
    'incompatible writer, schema id 7 is Avro, the contract JSON Schema.',
  );
});

test('confluent - any bytes give a value or a typed error', () => {
  expectTypedErrors('confluent', thing, V0, around(writers));
  expectTypedErrors('confluent', thing, V1, around(writers));
  expectTypedErrors('confluent', reading, V0, jsonSchema);
});

test('confluent - any header gives a value or a typed error', () => {
  for (let length = 0; length < 40; length++) {
    const header = [1, ...guidBytes(), ...Array.from({ length: 30 }, () => 0x80)].slice(0, length);
    const read = () => decode('confluent', thing, bytes(V0, PAYLOAD), around(writers, [HEADER, header]));
    if (length === 0) expect(read()).toEqual(value);
    else expect(read).toThrow('Cannot be read as thing.made@1');
  }
});
