/** What stands behind a frame that names its writer's schema: Avro's binary or JSON text, as that schema says. */
import { avroCodec } from '../avro/avro-codec.ts';
import { ByteWriter } from '../avro/byte-writer.ts';
import { foreignVersion } from '../avro/foreign-version.ts';
import { type Contract, isAvroContract } from '../contract.ts';
import { json } from './json.ts';
import { unreadable } from './unreadable.ts';
import type { Surroundings, WriterId } from './wire.ts';

/** The JSON form of what begins at byte `at`, written by the schema of that id. Throws `ContractDecodeError`. */
export function readPayload(
  contract: Contract,
  id: WriterId,
  bytes: Uint8Array,
  at: number,
  around: Surroundings,
): unknown {
  const writer = around.writers.get(id);
  if (writer === undefined) throw unreadable(contract, 'unknown schema', `the registry has none with ${nameOf(id)}`);
  if (writer.language === 'protobuf') {
    throw unreadable(contract, 'unsupported', `${nameOf(id)} is Protobuf, and contracts are Avro or JSON Schema`);
  }
  if (isAvroContract(contract) !== (writer.language === 'avro')) {
    throw unreadable(
      contract,
      'incompatible writer',
      `${nameOf(id)} is ${LANGUAGES[writer.language]}, the contract ${LANGUAGES[isAvroContract(contract) ? 'avro' : 'json-schema']}`,
    );
  }
  if (!isAvroContract(contract)) return json.decode(contract, bytes.subarray(at), around);
  return avroCodec(contract).read(foreignVersion(contract, writer), bytes, at);
}

/** Writes a frame and the value behind it. Throws `ContractEncodeError`. */
export function writePayload(contract: Contract, frame: readonly Uint8Array[], value: unknown): Uint8Array {
  const to = new ByteWriter();
  for (const part of frame) to.fixed(part);
  if (isAvroContract(contract)) avroCodec(contract).write(to, value);
  else to.fixed(json.encode(contract, value, {}));
  return to.written;
}

const LANGUAGES = { avro: 'Avro', 'json-schema': 'JSON Schema' } as const;

const nameOf = (id: WriterId): string => `schema ${id.replace(':', ' ')}`;
