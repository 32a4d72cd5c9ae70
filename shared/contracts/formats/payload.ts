/** What stands behind a frame that names its writer's schema: Avro's binary or JSON text, as that schema says. */
import { avroCodec } from '../avro/avro-codec.ts';
import { ByteWriter } from '../avro/byte-writer.ts';
import { foreignVersion } from '../avro/foreign-version.ts';
import { type Contract, isAvroContract } from '../contract.ts';
import { json } from './json.ts';
import { unreadable } from './unreadable.ts';
import type { Surroundings, WriterId, WriterSchema } from './wire.ts';

/** A value behind its frame: `bytes` from byte `at` on, written by the schema of that id. */
export type Payload = { readonly id: WriterId; readonly bytes: Uint8Array; readonly at: number };

/** The JSON form of a payload. Throws `ContractDecodeError`. */
export function readPayload(contract: Contract, payload: Payload, around: Surroundings): unknown {
  const writer = writerOf(contract, payload, around);
  if (!isAvroContract(contract)) return json.decode(contract, payload.bytes.subarray(payload.at), around);
  return avroCodec(contract).read(foreignVersion(contract, writer), payload.bytes, payload.at);
}

/** The same as text. */
export function readPayloadText(contract: Contract, payload: Payload, around: Surroundings): string {
  if (!isAvroContract(contract)) return JSON.stringify(readPayload(contract, payload, around));
  const writer = writerOf(contract, payload, around);
  return avroCodec(contract).readText(foreignVersion(contract, writer), payload.bytes, payload.at);
}

/** A schema of the contract's own language. Throws `ContractDecodeError`. */
function writerOf(contract: Contract, { id }: Payload, { writers }: Surroundings): WriterSchema {
  const writer = writers.get(id);
  if (writer === undefined) throw unreadable(contract, 'unknown schema', `the registry has none with ${nameOf(id)}`);
  const { language } = writer;
  if (language === 'protobuf' || language === 'other') {
    const what = `${nameOf(id)} is ${LANGUAGES[language]}, and contracts are Avro or JSON Schema`;
    throw unreadable(contract, 'unsupported', what);
  }
  const own = isAvroContract(contract) ? 'avro' : 'json-schema';
  if (language === own) return writer;
  const what = `${nameOf(id)} is ${LANGUAGES[language]}, the contract ${LANGUAGES[own]}`;
  throw unreadable(contract, 'incompatible writer', what);
}

/** Writes a frame and the value behind it. Throws `ContractEncodeError`. */
export function writePayload(contract: Contract, frame: readonly Uint8Array[], value: unknown): Uint8Array {
  const to = new ByteWriter();
  for (const part of frame) to.fixed(part);
  if (isAvroContract(contract)) avroCodec(contract).write(to, value);
  else to.fixed(json.encode(contract, value, {}));
  return to.written;
}

const LANGUAGES = {
  avro: 'Avro',
  'json-schema': 'JSON Schema',
  protobuf: 'Protobuf',
  other: 'of another kind',
} as const satisfies Record<WriterSchema['language'], string>;

const nameOf = (id: WriterId): string => `schema ${id.replace(':', ' ')}`;
