import { type AvroContract, ContractError, decode, encode } from '../../../shared/contracts/index.ts';

/** What became of a document that a writer wrote and a reader read, by running both. */
export type Run =
  | { readonly end: 'read' }
  /** The writer's schema has no such document. */
  | { readonly end: 'unwritable'; readonly why: string }
  | { readonly end: 'unreadable'; readonly why: string };

/** Writes a document with one schema and reads it with the other. What is read must be a document of the reader's. */
export function runCodec(writer: string, reader: string, document: unknown): Run {
  const written = attempt(() => encode('avro-single-object', contractOf(writer, writer), document));
  if (written instanceof ContractError) return { end: 'unwritable', why: written.message };
  const contract = contractOf(reader, writer);
  const read = attempt(() => encode('avro-single-object', contract, decode('avro-single-object', contract, written)));
  return read instanceof ContractError ? { end: 'unreadable', why: read.message } : { end: 'read' };
}

/** What a document that was written with one schema is to whoever takes it for the other's; undefined for nothing. */
export function readAs(writer: string, taken: string, document: unknown): unknown {
  const written = attempt(() => encode('avro-single-object', contractOf(writer, writer), document));
  const read =
    written instanceof ContractError
      ? written
      : attempt(() => decode('avro-single-object', contractOf(taken, taken), written));
  return read instanceof ContractError ? undefined : read;
}

const contractOf = (schema: string, writer: string): AvroContract => ({
  id: 'reader@1',
  fingerprint: '',
  validate: () => [],
  schema,
  writers: { 1: writer },
});

function attempt<Result>(run: () => Result): Result | ContractError {
  try {
    return run();
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
}
