import { expect, test } from 'vitest';
import type { AvroContract } from '../contract.ts';
import { eventIdentity } from './cloudevents.ts';
import { around, expectTypedErrors, reading, refusalOf, SCHEMA, thing, utf8, WRITER } from './framed.fixture.ts';
import { decode, encode, provesForm } from './index.ts';

const PAYLOAD = [6, 0x78, 0x2d, 0x31];
const ATTRIBUTES = { specversion: '1.0', id: 'evt-1', source: 'urn:example:scale', type: 'thing.made' };
const STRUCTURED = ['content-type', 'application/cloudevents+json; charset=UTF-8'] as const;
const JSON_DATA = ['content-type', 'application/json'] as const;
const AVRO_DATA = ['content-type', 'application/avro'] as const;
const event = (more: object) => utf8(JSON.stringify({ ...ATTRIBUTES, ...more }));

const kafka = Object.entries(ATTRIBUTES).map(([name, text]) => [`ce_${name}`, text] as const);
const nats = Object.entries(ATTRIBUTES).map(([name, text]) => [`CE-${name}`, text] as const);
const binary = (...headers: (readonly [string, string])[]) => around({}, ...kafka, ...headers);
const structured = around({}, STRUCTURED);

/** Two versions: the first one is what `WRITER` says. */
const twice: AvroContract = { ...thing, id: 'thing.made@2', writers: { 1: WRITER, 2: SCHEMA } };

test('cloudevents - reads JSON of a structured event', () => {
  const data = { celsius: 21.5, list: [null] };
  expect(decode('cloudevents', reading, event({ datacontenttype: 'application/json', data }), structured)).toEqual(
    data,
  );
  expect(decode('cloudevents', reading, event({ data, subject: null, sequence: 7 }), structured)).toEqual(data);
  expect(decode('cloudevents', reading, event({ data: null }), structured)).toBe(null);
  const base64 = Buffer.from(JSON.stringify(data)).toString('base64');
  const typed = { datacontenttype: 'application/problem+json', data_base64: base64 };
  expect(decode('cloudevents', reading, event(typed), structured)).toEqual(data);
});

test('cloudevents - reads JSON of a binary event, in the bindings of Kafka and NATS', () => {
  const data = utf8('{"celsius":21.5}');
  const value = { celsius: 21.5 };
  expect(decode('cloudevents', reading, data, binary(JSON_DATA))).toEqual(value);
  expect(decode('cloudevents', reading, data, binary())).toEqual(value);
  const inNats = around({}, ...nats, ['ce-datacontenttype', 'application/json']);
  expect(decode('cloudevents', reading, data, inNats)).toEqual(value);
});

test("cloudevents - reads Avro as a single object, by the version that is named, and by the contract's own", () => {
  const value = { id: 'x-1', count: 3 };
  const single = encode('avro-single-object', twice, value);
  expect(decode('cloudevents', twice, single, binary(AVRO_DATA))).toEqual(value);
  const bare = Uint8Array.from(PAYLOAD);
  const first = ['ce_dataschema', 'urn:baton:contract:thing.made@1'] as const;
  expect(decode('cloudevents', twice, bare, binary(AVRO_DATA, first))).toEqual(value);
  expect(decode('cloudevents', twice, Uint8Array.from([...PAYLOAD, 8]), binary())).toEqual({ id: 'x-1', count: 4 });
  const base64 = { datacontenttype: 'application/avro', data_base64: Buffer.from(single).toString('base64') };
  expect(decode('cloudevents', twice, event(base64), structured)).toEqual(value);
});

test('cloudevents - reads the JSON form of an Avro contract, which is still to be checked', () => {
  const value = { id: 'x-1', count: 3 };
  expect(decode('cloudevents', thing, utf8(JSON.stringify(value)), binary(JSON_DATA))).toEqual(value);
  expect(provesForm('cloudevents', thing)).toBe(false);
});

test('cloudevents - writes structured events that it reads', () => {
  const facts = { event: { id: 'evt-9', source: '/s', type: 't', time: '2026-11-21T10:15:30Z' } };
  const json = encode('cloudevents', reading, { celsius: 21.5 }, facts);
  expect(JSON.parse(Buffer.from(json).toString())).toEqual({
    ...{ specversion: '1.0', id: 'evt-9', source: '/s', type: 't', time: '2026-11-21T10:15:30Z' },
    ...{ datacontenttype: 'application/json', data: { celsius: 21.5 } },
  });
  const avro = encode('cloudevents', thing, { id: 'x-1', count: 3 }, facts);
  expect(decode('cloudevents', thing, avro, structured)).toEqual({ id: 'x-1', count: 3 });
});

test('cloudevents - an event is who its source and id say', () => {
  const identity = { source: 'urn:example:scale', id: 'evt-1' };
  const headersOf = (...headers: (readonly [string, string])[]) => around({}, ...headers).headers;
  expect(eventIdentity(utf8('{}'), headersOf(...kafka))).toEqual(identity);
  expect(eventIdentity(event({ data: 1 }), structured.headers)).toEqual(identity);
  const spelt = nats.map(([name, text]) => [name, text === 'evt-1' ? 'caf%C3%A9%201' : text] as const);
  expect(eventIdentity(utf8('{}'), headersOf(...spelt))).toEqual({ ...identity, id: 'café 1' });
  expect(eventIdentity(utf8('{}'), [])).toBe(null);
  expect(eventIdentity(utf8('{'), structured.headers)).toBe(null);
});

const without = (name: string) => around({}, ...kafka.filter(([header]) => header !== `ce_${name}`), JSON_DATA);
const replaced = (name: string, text: string) => around({}, ...kafka, [`ce_${name}`, text], JSON_DATA);

test.each([
  [utf8('{}'), around({}), 'not a CloudEvent, there is no specversion'],
  [utf8('{}'), without('specversion'), 'not a CloudEvent, there is no specversion'],
  [utf8('{}'), without('id'), 'not a CloudEvent, the attribute id is missing.'],
  [utf8('{}'), replaced('source', ''), 'not a CloudEvent, the attribute source is missing.'],
  [utf8('{}'), replaced('specversion', '0.3'), 'unsupported, an event of no version 1.0.'],
  [utf8('{}'), around({}, ...kafka, ['ce_subject', [0xff]]), 'not UTF-8, an attribute that is no text.'],
  [utf8('{}'), around({}, ...nats, ['ce-subject', '%zz']), 'malformed, an attribute that is not percent-encoded well.'],
  [utf8('{}'), binary(['content-type', 'nonsense']), 'malformed, a content type that is none.'],
  [utf8('<a/>'), binary(['content-type', 'text/xml']), 'unsupported, data that is text/xml, neither JSON nor Avro.'],
  [utf8('{"a":'), binary(JSON_DATA), 'not JSON'],
  [utf8('1e400'), binary(JSON_DATA), 'not in range'],
  [utf8('[]'), around({}, ['content-type', 'application/cloudevents-batch+json']), 'unsupported, application/cloud'],
  [utf8('[]'), structured, 'not a CloudEvent, the value is no JSON object.'],
  [utf8('{"data":1}'), structured, 'not a CloudEvent, there is no specversion'],
  [event({}), structured, 'malformed, an event without data.'],
  [event({ data: 1, data_base64: 'AA==' }), structured, 'malformed, an event with data twice.'],
  [event({ data_base64: 'A' }), structured, 'malformed, data_base64 that is no base64.'],
  [event({ data_base64: 7 }), structured, 'malformed, data_base64 that is no base64.'],
  [event({ datacontenttype: 'application/avro', data: 'x' }), structured, 'malformed, Avro as data'],
  [event({ data: 1, id: 7 }), structured, 'not a CloudEvent, the attribute id is missing.'],
  [utf8('['.repeat(100_000)), structured, 'not JSON'],
  [utf8(`${'['.repeat(1_000)}${']'.repeat(1_000)}`), structured, 'too large'],
])('cloudevents - refuses %o', (given, surroundings, message) => {
  expect(refusalOf('cloudevents', reading, given, surroundings)).toContain(message);
});

test('cloudevents - refuses Avro for a contract that is JSON Schema, and Avro that is none', () => {
  expect(refusalOf('cloudevents', reading, Uint8Array.from(PAYLOAD), binary(AVRO_DATA))).toContain(
    'incompatible writer',
  );
  expect(refusalOf('cloudevents', thing, Uint8Array.from(PAYLOAD), binary(AVRO_DATA))).toContain(
    'at /count: truncated',
  );
});

test('cloudevents - any bytes give a value or a typed error', () => {
  expectTypedErrors('cloudevents', thing, PAYLOAD, binary(AVRO_DATA));
  expectTypedErrors('cloudevents', reading, [...utf8('{"a":1}')], binary(JSON_DATA));
  expectTypedErrors('cloudevents', thing, [...event({ data_base64: 'AA==' })], structured);
});
