import type { AvroContract } from '../contract.ts';
import { AvroSchemaError, ContractDecodeError, ContractEncodeError } from '../errors.ts';
import { pointerOf } from '../json-pointer.ts';
import type { AvroType } from './avro-type.ts';
import { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { type Fingerprint, fingerprintOf } from './fingerprint.ts';
import { Misread, Miswrite } from './misfit.ts';
import { parseAvroSchema } from './parse-schema.ts';
import { compileTextReader, type ReadText } from './read-text.ts';
import { compileReader, type Read } from './read-value.ts';
import { TextWriter } from './text-writer.ts';
import { compileWriter } from './write-value.ts';

/** A contract's Avro, compiled: reads what any version of the subject wrote, writes what this version says. */
export type AvroCodec = {
  readonly type: AvroType;
  /** The version that `write` writes. */
  readonly own: AvroVersion;
  /** All versions of the subject. */
  readonly versions: readonly AvroVersion[];
  /** The JSON form of the value that begins at byte `at` and ends with the bytes. Throws `ContractDecodeError`. */
  readonly read: (writer: AvroVersion, bytes: Uint8Array, at: number) => unknown;
  /** The text of what `read` gives. Throws what `read` throws. */
  readonly readText: (writer: AvroVersion, bytes: Uint8Array, at: number) => string;
  /** Writes the JSON form of a value. Throws `ContractEncodeError`. */
  readonly write: (to: ByteWriter, value: unknown) => void;
};

/** A schema that may have written a value, and how to read that: compiled when it is first met. */
export type AvroVersion = {
  readonly fingerprint: Fingerprint;
  readonly reader: () => Read;
  readonly textReader: () => ReadText;
};

const CODECS = new WeakMap<AvroContract, AvroCodec>();

/** The codec of a contract, compiled when it is first asked for. */
export function avroCodec(contract: AvroContract): AvroCodec {
  const known = CODECS.get(contract);
  if (known !== undefined) return known;
  const codec = compileCodec(contract);
  CODECS.set(contract, codec);
  return codec;
}

function compileCodec(contract: AvroContract): AvroCodec {
  const type = parseAvroSchema(contract.schema);
  const write = compileWriter(type);
  const read: AvroCodec['read'] = (writer, bytes, at) => {
    try {
      const from = new ByteReader(bytes, at);
      const value = writer.reader()(from);
      if (from.left > 0) throw new Misread('trailing bytes', 'bytes that are left over');
      return value;
    } catch (error) {
      throw decodeErrorOf(contract, error);
    }
  };
  const text = new TextWriter();
  return {
    type,
    own: versionOf(type, type),
    versions: Object.values(contract.writers).map((schema) => versionOf(parseAvroSchema(schema), type)),
    read,
    readText: (writer, bytes, at) => textIn(text, writer, bytes, at) ?? JSON.stringify(read(writer, bytes, at)),
    write: (to, value) => {
      try {
        write(to, value);
      } catch (error) {
        throw encodeErrorOf(error);
      }
    },
  };
}

/** The text, or null where the value is to be read: it tells what is wrong, or that nothing is. */
function textIn(to: TextWriter, writer: AvroVersion, bytes: Uint8Array, at: number): string | null {
  try {
    const from = new ByteReader(bytes, at);
    to.truncate(0);
    writer.textReader()(from, to);
    return from.left === 0 ? to.unicode : null;
  } catch (error) {
    if (error instanceof Misread || error instanceof AvroSchemaError) return null;
    throw error;
  }
}

/** How a contract reads what a schema wrote, compiled when it is first needed. */
export function versionOf(writer: AvroType, reader: AvroType): AvroVersion {
  return {
    fingerprint: fingerprintOf(writer),
    reader: once(() => compileReader(writer, reader)),
    textReader: once(() => compileTextReader(writer, reader)),
  };
}

/** Makes it when it is first asked for. A refusal is kept too: every record of the same writer meets it. */
function once<Made extends object>(make: () => Made): () => Made {
  let made: Made | AvroSchemaError | null = null;
  return () => {
    made ??= madeOrRefused(make);
    if (made instanceof AvroSchemaError) throw made;
    return made;
  };
}

function madeOrRefused<Made>(make: () => Made): Made | AvroSchemaError {
  try {
    return make();
  } catch (error) {
    if (error instanceof AvroSchemaError) return error;
    throw error;
  }
}

/** What a reader threw, as the error that callers know. */
export function decodeErrorOf({ id }: AvroContract, error: unknown): unknown {
  if (error instanceof AvroSchemaError) {
    return new ContractDecodeError('incompatible writer', `Cannot be read as ${id}: ${error.message}`, {
      cause: error,
    });
  }
  if (!(error instanceof Misread)) return error;
  const pointer = pointerOf(error.path);
  const at = pointer === '' ? '' : ` at ${pointer}`;
  return new ContractDecodeError(error.reason, `Cannot be read as ${id}${at}: ${error.reason}, ${error.message}.`, {
    pointer,
    cause: error,
  });
}

function encodeErrorOf(error: unknown): unknown {
  if (!(error instanceof Miswrite)) return error;
  const { path, expected, found } = error;
  return new ContractEncodeError({ pointer: pointerOf(path), rule: 'avro', expected, found });
}
