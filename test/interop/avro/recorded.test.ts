import { expect, test } from 'vitest';
import { BLOCK_CODECS } from '../../../shared/compression/index.ts';
import { ContainerReader, ContractDecodeError, decode } from '../../../shared/contracts/index.ts';
import { contractOf, readBy } from './our-side.ts';
import { recordedContainers, recordedValues } from './recorded.ts';

const bytesOf = (base64: string) => Buffer.from(base64, 'base64');

test('avro - values as fastavro and Java wrote them', () => {
  for (const { schema, value, fastavro, java } of recordedValues()) {
    expect(readBy(schema, bytesOf(fastavro))).toEqual(value);
    expect(decode('avro-single-object', contractOf(schema), bytesOf(java))).toEqual(value);
  }
});

const containers = recordedContainers();
const isRead = ({ codec }: { readonly codec: string }) =>
  ['null', ...BLOCK_CODECS.map(({ name }) => name)].includes(codec);

test.each(containers.filter(isRead))('avro - a container of $by with codec $codec', ({ schema, values, bytes }) => {
  const reader = new ContainerReader(contractOf(schema), BLOCK_CODECS);
  expect([...reader.push(bytesOf(bytes))]).toEqual(values);
  reader.end();
});

test.each(containers.filter((each) => !isRead(each)))(
  'avro - a container of $by with codec $codec is refused by name',
  ({ schema, codec, bytes }) => {
    const read = () => [...new ContainerReader(contractOf(schema), BLOCK_CODECS).push(bytesOf(bytes))];
    expect(read).toThrow(ContractDecodeError);
    expect(read).toThrow(`compressed with "${codec}" (null, deflate, snappy, zstandard can be read)`);
  },
);
