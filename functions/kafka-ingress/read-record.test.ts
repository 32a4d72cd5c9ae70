import { expect, test } from 'vitest';
import { type AvroContract, encode } from '../../shared/contracts/index.ts';
import type { IngressRecord, RecordIdentity, RecordTrigger, WireFormat } from '../../shared/records/index.ts';
import { readRecord } from './read-record.ts';

const schema = '{"type":"record","name":"Order","fields":[{"name":"id","type":"string"}]}';
const violation = { pointer: '/id', rule: 'type', expected: 'string', found: 'number' };

/** Finds fault with everything, so that it shows whether it was asked. */
const contract: AvroContract = {
  id: 'order.created@1',
  fingerprint: '',
  validate: () => [violation],
  schema,
  writers: { 1: schema },
};

const record = { topic: 'orders', partition: 3, offset: 7, value: null, headers: [] } as unknown as IngressRecord;
const offset: RecordIdentity = { kind: 'offset' };
const pointer: RecordIdentity = { kind: 'pointer', pointer: '/id' };

const read = (format: WireFormat, value: Uint8Array | null, identity: RecordIdentity = offset) =>
  readRecord({ ...record, value }, { format, identity } as RecordTrigger, contract, new Map());

test('read record - a value is validated, but for one that its format made by the schema of the contract', () => {
  const value = { id: 'o-1' };
  const text = '{"id":"o-1"}';
  expect(read('json', encode('json', contract, value))).toMatchObject({ text, violations: [violation] });
  const avro = encode('avro-single-object', contract, value);
  expect(read('avro-single-object', avro)).toMatchObject({ text, identity: '3-7', violations: [] });
});

test('read record - an identity may lie in the value', () => {
  for (const format of ['json', 'avro-single-object'] as const) {
    const value = encode(format, contract, { id: 'o-1' });
    expect(read(format, value, pointer)).toMatchObject({ text: '{"id":"o-1"}', identity: 'o-1' });
    expect(read(format, encode(format, contract, { id: '' }), pointer)).toMatchObject({ identity: null });
  }
});

test('read record - Avro that is none of the schema cannot be read, and nothing is a tombstone', () => {
  const avro = encode('avro-single-object', contract, { id: 'o-1' });
  expect(read('avro-single-object', avro.subarray(0, -1))).toMatchObject({ type: 'unreadable' });
  expect(read('avro-single-object', null)).toMatchObject({ type: 'tombstone' });
});
