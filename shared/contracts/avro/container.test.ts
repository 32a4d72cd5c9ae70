import avsc from 'avsc';
import { expect, test } from 'vitest';
import type { AvroContract } from '../contract.ts';
import { ContractEncodeError } from '../errors.ts';
import { writeContainer } from './container.ts';

const schema = JSON.stringify({
  type: 'record',
  name: 'Row',
  fields: [
    { name: 'text', type: 'string' },
    { name: 'n', type: 'double' },
  ],
});
const contract: AvroContract = { id: 'row@1', fingerprint: '', validate: () => [], schema, writers: { 1: schema } };

const rowsOf = (count: number) => Array.from({ length: count }, (_, n) => ({ text: `row ${n} `.repeat(20), n }));

/** Reads a container file with avsc. */
function read(file: Uint8Array): Promise<unknown[]> {
  const decoder = new avsc.streams.BlockDecoder();
  decoder.end(Buffer.from(file));
  return decoder.toArray();
}

test.each([0, 1, 2_000])('container - avsc reads %i rows as they were written', async (count) => {
  const rows = rowsOf(count);
  expect((await read(writeContainer(contract, rows))).map((row) => ({ ...(row as object) }))).toEqual(rows);
});

test('container - the same rows give the same bytes, other rows another sync marker', () => {
  const [file, again, other] = [rowsOf(3), rowsOf(3), rowsOf(4)].map((rows) => writeContainer(contract, rows));
  expect(again).toEqual(file);
  expect(other?.slice(-16)).not.toEqual(file?.slice(-16));
});

test('container - a row that does not fit is refused', () => {
  expect(() => writeContainer(contract, [{ text: 1, n: 1 }])).toThrow(ContractEncodeError);
});
