import { expect, test } from 'vitest';
import { type AvroContract, encode } from '../../shared/contracts/index.ts';
import type { IngressRecord, RecordTrigger, WireFormat } from '../../shared/records/index.ts';
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

const read = (format: WireFormat, value: Uint8Array) => {
  const record = { topic: 'orders', partition: 0, offset: 0, value, headers: [] } as unknown as IngressRecord;
  return readRecord(record, { format } as RecordTrigger, contract);
};

test('read record - a value is validated, but for one that its format made by the schema of the contract', () => {
  const value = { id: 'o-1' };
  expect(read('json', encode('json', contract, value))).toMatchObject({ value, violations: [violation] });
  const avro = encode('avro-single-object', contract, value);
  expect(read('avro-single-object', avro)).toMatchObject({ value, violations: [] });
});

test('read record - Avro that is none of the schema cannot be read', () => {
  const avro = encode('avro-single-object', contract, { id: 'o-1' });
  expect(read('avro-single-object', avro.subarray(0, -1))).toMatchObject({ type: 'unreadable' });
});
