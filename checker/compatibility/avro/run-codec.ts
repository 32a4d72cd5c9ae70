import { avroCodec, ByteWriter, ContractError } from '../../../shared/contracts/index.ts';

/** What became of a document that a writer wrote and a reader read, by running both. */
export type Run =
  | { readonly end: 'read' }
  /** The writer's schema has no such document. */
  | { readonly end: 'unwritable'; readonly why: string }
  | { readonly end: 'unreadable'; readonly why: string };

/** Writes a document with one schema and reads it with the other. What is read must be a document of the reader's. */
export function runCodec(writer: string, reader: string, document: unknown): Run {
  const written = attempt(() => write(writer, document));
  if (written instanceof ContractError) return { end: 'unwritable', why: written.message };
  const again = attempt(() => write(reader, read(reader, writer, written)));
  return again instanceof ContractError ? { end: 'unreadable', why: again.message } : { end: 'read' };
}

/** What a document that was written with one schema is to whoever takes it for the other's; undefined for nothing. */
export function readAs(writer: string, taken: string, document: unknown): unknown {
  const value = attempt(() => read(taken, taken, write(writer, document)));
  return value instanceof ContractError ? undefined : value;
}

function write(schema: string, document: unknown): Uint8Array {
  const to = new ByteWriter();
  codecOf(schema, schema).write(to, document);
  return to.written;
}

/** No format stands around the bytes: two schemas may have one fingerprint. */
function read(reader: string, writer: string, bytes: Uint8Array): unknown {
  const codec = codecOf(reader, writer);
  return codec.versions.map((version) => codec.read(version, bytes, 0))[0];
}

const codecOf = (schema: string, writer: string) =>
  avroCodec({ id: 'reader@1', fingerprint: '', validate: () => [], schema, writers: { 1: writer } });

function attempt<Result>(run: () => Result): Result | ContractError {
  try {
    return run();
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
}
