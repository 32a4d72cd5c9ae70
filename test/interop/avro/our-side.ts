import { avroCodec } from '../../../shared/contracts/avro/avro-codec.ts';
import { ByteWriter } from '../../../shared/contracts/avro/byte-writer.ts';
import { type AvroContract, ContractDecodeError } from '../../../shared/contracts/index.ts';

export const contractOf = (schema: unknown): AvroContract => {
  const text = JSON.stringify(schema);
  return { id: 'generated@1', fingerprint: '', validate: () => [], schema: text, writers: { 1: text } };
};

/** A value as bytes of its schema alone. */
export function writtenBy(schema: unknown, value: unknown): Uint8Array {
  const to = new ByteWriter();
  avroCodec(contractOf(schema)).write(to, value);
  return to.written;
}

export function readBy(schema: unknown, bytes: Uint8Array): unknown {
  const { own, read } = avroCodec(contractOf(schema));
  return read(own, bytes, 0);
}

/** What one schema reads of another's bytes, or why it does not. */
export function resolutionOf(
  writer: unknown,
  reader: unknown,
  bytes: Uint8Array,
): { readonly value?: unknown; readonly refused?: string } {
  const { versions, read } = avroCodec({ ...contractOf(reader), writers: { 1: JSON.stringify(writer) } });
  const [version] = versions;
  try {
    return version === undefined ? {} : { value: read(version, bytes, 0) };
  } catch (error) {
    if (error instanceof ContractDecodeError) return { refused: error.message };
    throw error;
  }
}

/** Whether Python has words for a value: its calendar begins with the year 1. */
export const inPython = ({ value }: { readonly value: unknown }): boolean => !JSON.stringify(value).includes('"0000-');

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
