import fc from 'fast-check';
import { expect } from 'vitest';
import type { AvroContract, Contract } from '../contract.ts';
import { ContractDecodeError } from '../errors.ts';
import { decode, decodeText, type FormatName } from './index.ts';
import type { Surroundings, WriterId, WriterSchema } from './wire.ts';

export const GUID = '89791762-2336-4186-9674-299b90a802e2';

const avroSchema = (...fields: object[]) => JSON.stringify({ type: 'record', name: 'Thing', fields });
const id = { name: 'id', type: 'string' };

/** The contract has a field with a default that the writer of `WRITERS` does not write. */
export const WRITER = avroSchema(id);
export const SCHEMA = avroSchema(id, { name: 'count', type: 'long', default: 3 });

const common = { fingerprint: '', validate: () => [] } as const;
export const thing: AvroContract = { ...common, id: 'thing.made@1', schema: SCHEMA, writers: { 1: SCHEMA } };
export const reading: Contract = { ...common, id: 'reading.taken@1' };

export const avro: WriterSchema = { language: 'avro', text: WRITER };

export const around = (
  writers: Readonly<Partial<Record<WriterId, WriterSchema>>>,
  ...headers: (readonly [name: string, value: string | readonly number[]])[]
): Surroundings => ({
  headers: headers.map(([name, value]) => [name, typeof value === 'string' ? utf8(value) : Uint8Array.from(value)]),
  writers: new Map(Object.entries(writers) as [WriterId, WriterSchema][]),
});

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const guidBytes = (): number[] => [...Buffer.from(GUID.replaceAll('-', ''), 'hex')];

/** What decoding refuses the bytes for: `reason: message` without what every message begins with. */
export function refusalOf(format: FormatName, contract: Contract, bytes: Uint8Array, given: Surroundings): string {
  try {
    decode(format, contract, bytes, given);
  } catch (error) {
    if (error instanceof ContractDecodeError) return error.message.replace(/^Cannot be read as \S+@1:? /, '');
    throw error;
  }
  throw new Error('The bytes were read.');
}

/** Whatever the bytes behind `start` are, they give a value, and its text, or a typed error. */
export function expectTypedErrors(
  format: FormatName,
  contract: Contract,
  start: readonly number[],
  given: Surroundings,
) {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(start.length), (body, cut) => {
      try {
        const bytes = Uint8Array.from([...start.slice(0, cut), ...body]);
        expect(decodeText(format, contract, bytes, given)).toBe(JSON.stringify(decode(format, contract, bytes, given)));
      } catch (error) {
        if (!(error instanceof ContractDecodeError)) throw error;
      }
    }),
    { numRuns: 3_000 },
  );
}
