/**
 * Confluent's wire format: an id of the writer's schema, then Avro's binary or JSON text.
 *
 *     00  id, 4 bytes, the big end first  payload        v0
 *     01  GUID, 16 bytes                  payload        v1
 *     payload alone, and either of the two ids in the header `__value_schema_id`
 *
 * A header goes before a prefix; of several headers the last one counts, as for Confluent's own deserialisers.
 * https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
 */
import { asBuffer } from '../avro/base64.ts';
import { type Contract, isAvroContract } from '../contract.ts';
import type { Format } from './format.ts';
import { GUID_BYTES, guidAt, guidBytes } from './guid.ts';
import { type Payload, readPayload, readPayloadText, writePayload } from './payload.ts';
import { unreadable } from './unreadable.ts';
import type { Surroundings, WireHeaders, WriterId } from './wire.ts';

export const VALUE_SCHEMA_HEADER = '__value_schema_id';

const V0 = 0;
const V1 = 1;
const V0_BYTES = 1 + 4;
const V1_BYTES = 1 + GUID_BYTES;

/** Ids are Java's ints, counted from 1. */
const MAX_ID = 2 ** 31 - 1;

export const confluent: Format = {
  provesForm: isAvroContract,
  writerId: (bytes, headers) => frameOf(bytes, headers)?.id ?? null,
  decode: (contract, bytes, around) => readPayload(contract, payloadOf(contract, bytes, around), around),
  decodeText: (contract, bytes, around) => readPayloadText(contract, payloadOf(contract, bytes, around), around),
  encode: (contract, value, { writerId }) => {
    if (writerId === undefined) throw new TypeError(`${contract.id} is written as confluent with its schema's id.`);
    return writePayload(contract, prefixOf(writerId), value);
  },
};

function payloadOf(contract: Contract, bytes: Uint8Array, { headers }: Surroundings): Payload {
  const frame = frameOf(bytes, headers);
  if (frame !== null) return { id: frame.id, bytes, at: frame.payloadAt };
  throw notFramed(contract, bytes, headers);
}

type Frame = { readonly id: WriterId; readonly payloadAt: number };

function frameOf(bytes: Uint8Array, headers: WireHeaders): Frame | null {
  const header = headers.findLast(isSchemaId)?.[1];
  if (header === undefined) return idAt(bytes);
  const named = idAt(header);
  // Behind the id a header may list Protobuf's message types; then it is the schema's language that is refused.
  return named && { id: named.id, payloadAt: 0 };
}

/** A header without bytes, as a null one is, names nothing. */
const isSchemaId = ([name, value]: WireHeaders[number]): boolean => name === VALUE_SCHEMA_HEADER && value.length > 0;

function idAt(bytes: Uint8Array): Frame | null {
  if (bytes[0] === V1 && bytes.length >= V1_BYTES) return { id: `guid:${guidAt(bytes, 1)}`, payloadAt: V1_BYTES };
  if (bytes[0] !== V0 || bytes.length < V0_BYTES) return null;
  const id = asBuffer(bytes).readUInt32BE(1);
  return id >= 1 && id <= MAX_ID ? { id: `id:${id}`, payloadAt: V0_BYTES } : null;
}

function prefixOf(writerId: WriterId): readonly Uint8Array[] {
  const [kind, id = ''] = writerId.split(':');
  if (kind === 'guid') return [Uint8Array.of(V1), guidBytes(id)];
  const prefix = Buffer.alloc(V0_BYTES);
  prefix.writeUInt32BE(Number(id), 1);
  return [prefix];
}

function notFramed(contract: Contract, bytes: Uint8Array, headers: WireHeaders) {
  if (headers.some(isSchemaId)) {
    return unreadable(contract, 'malformed', `the header ${VALUE_SCHEMA_HEADER} holds no schema id`);
  }
  const begins = bytes[0] === V0 || bytes[0] === V1;
  return begins && bytes.length < (bytes[0] === V0 ? V0_BYTES : V1_BYTES)
    ? unreadable(contract, 'truncated', 'the bytes end within the schema id')
    : unreadable(contract, 'not framed', "no schema id of Confluent's stands in front of it");
}
