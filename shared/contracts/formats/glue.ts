/**
 * The wire format of AWS Glue Schema Registry: the version of the writer's schema, then Avro's binary or JSON text.
 *
 *     03  compression (00 none, 05 zlib)  schema version id, 16 bytes  payload
 *
 * https://github.com/awslabs/aws-glue-schema-registry: AWSSchemaRegistryConstants, GlueSchemaRegistryDeserializerDataParser
 */
import { type Contract, isAvroContract } from '../contract.ts';
import type { Format } from './format.ts';
import { GUID_BYTES, guidAt, guidBytes } from './guid.ts';
import { inflate } from './inflate.ts';
import { type Payload, readPayload, readPayloadText, writePayload } from './payload.ts';
import { readAs, unreadable } from './unreadable.ts';

const VERSION = 3;
const NOT_COMPRESSED = 0;
const ZLIB = 5;
const ID_AT = 2;
const HEADER_BYTES = ID_AT + GUID_BYTES;

export const glue: Format = {
  provesForm: isAvroContract,
  writerId: (bytes) => (isFramed(bytes) ? idOf(bytes) : null),
  decode: (contract, bytes, around) => readPayload(contract, payloadOf(contract, bytes), around),
  decodeText: (contract, bytes, around) => readPayloadText(contract, payloadOf(contract, bytes), around),
  encode: (contract, value, { writerId = '' }) => {
    const [kind, id = ''] = writerId.split(':');
    if (kind !== 'guid') throw new TypeError(`${contract.id} is written as glue with its schema version's id.`);
    return writePayload(contract, [Uint8Array.of(VERSION, NOT_COMPRESSED), guidBytes(id)], value);
  },
};

function payloadOf(contract: Contract, bytes: Uint8Array): Payload {
  if (!isFramed(bytes)) throw notFramed(contract, bytes);
  const id = idOf(bytes);
  if (bytes[1] === NOT_COMPRESSED) return { id, bytes, at: HEADER_BYTES };
  if (bytes[1] === ZLIB) {
    return { id, bytes: readAs(contract, () => inflate(bytes.subarray(HEADER_BYTES))), at: 0 };
  }
  throw unreadable(contract, 'unsupported', `compression ${bytes[1]}, where Glue has 0 (none) and 5 (zlib)`);
}

const isFramed = (bytes: Uint8Array): boolean => bytes[0] === VERSION && bytes.length >= HEADER_BYTES;

const idOf = (bytes: Uint8Array) => `guid:${guidAt(bytes, ID_AT)}` as const;

const notFramed = (contract: Contract, bytes: Uint8Array) =>
  bytes[0] === VERSION
    ? unreadable(contract, 'truncated', 'the bytes end within the schema version id')
    : unreadable(contract, 'not framed', 'no header of Glue stands in front of it');
