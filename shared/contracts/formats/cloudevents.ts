/**
 * CloudEvents 1.0 in Kafka's and NATS's bindings. What a contract describes is an event's data; its attributes say
 * which event it is, and stay out of the value.
 *
 *     structured   content-type: application/cloudevents+json     value: {specversion, id, …, data | data_base64}
 *     binary       ce_id, ce_source, … and content-type           value: the data
 *
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/nats-protocol-binding.md
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 */
import { type AvroVersion, avroCodec } from '../avro/avro-codec.ts';
import { asBuffer, toBase64 } from '../avro/base64.ts';
import { type AvroContract, type Contract, isAvroContract } from '../contract.ts';
import { avroSingleObject, isSingleObjectOf } from './avro-single-object.ts';
import { mediaTypeOf, readCloudEvent } from './cloud-event.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import { readAs, unreadable } from './unreadable.ts';
import type { EventAttributes, Surroundings, WireHeaders } from './wire.ts';

export const cloudevents: Format = {
  // The data may be JSON, whatever the contract is.
  provesForm: () => false,
  decode: (contract, bytes, around) => {
    const parse = (text: Uint8Array) => json.decode(contract, text, around);
    const event = readAs(contract, () => readCloudEvent(bytes, around.headers, parse));
    if (!('data' in event)) return readData(contract, event.attributes, event.bytes, around);
    if (dataTypeOf(contract, event.attributes, 'json') === 'json') return event.data;
    throw unreadable(contract, 'malformed', 'Avro as data, where bytes are data_base64');
  },
  encode: (contract, value, { event }) => {
    if (event === undefined)
      throw new TypeError(`${contract.id} is written as cloudevents with an event's attributes.`);
    const data = isAvroContract(contract)
      ? { datacontenttype: AVRO, data_base64: toBase64(avroSingleObject.encode(contract, value, {})) }
      : { datacontenttype: JSON_DATA, data: value };
    return json.encode(contract, { specversion: '1.0', ...event, ...data }, {});
  },
};

/** What makes two events the same, or null where there is no event. */
export function eventIdentity(bytes: Uint8Array, headers: WireHeaders): { source: string; id: string } | null {
  try {
    const { source, id } = readCloudEvent(bytes, headers, (text) => JSON.parse(asBuffer(text).toString())).attributes;
    return { source, id };
  } catch {
    return null;
  }
}

const JSON_DATA = 'application/json';
const AVRO = 'application/avro';

const DATA_TYPES = [
  { type: 'json', pattern: /^(?:application|text)\/(?:[\w.-]+\+)?json$/ },
  {
    type: 'avro',
    pattern: /^(?:application\/(?:[\w.-]+\+)?avro|application\/vnd\.apache\.avro(?:\+binary)?|avro\/binary)$/,
  },
] as const;

type DataType = (typeof DATA_TYPES)[number]['type'];

function dataTypeOf(contract: Contract, { datacontenttype }: EventAttributes, otherwise: DataType): DataType {
  if (datacontenttype === undefined) return otherwise;
  const mediaType = readAs(contract, () => mediaTypeOf(datacontenttype));
  const found = DATA_TYPES.find(({ pattern }) => pattern.test(mediaType));
  if (found !== undefined) return found.type;
  throw unreadable(contract, 'unsupported', `data that is ${mediaType}, neither JSON nor Avro`);
}

/** Bytes without a type are of the contract's own kind. */
function readData(contract: Contract, event: EventAttributes, bytes: Uint8Array, around: Surroundings): unknown {
  const ofContract = isAvroContract(contract) ? 'avro' : 'json';
  if (dataTypeOf(contract, event, ofContract) === 'json') return json.decode(contract, bytes, around);
  if (isAvroContract(contract)) return readAvro(contract, event, bytes, around);
  throw unreadable(contract, 'incompatible writer', 'the data is Avro, the contract JSON Schema');
}

/**
 * A single object of a version that is known: ten bytes that no other data begins with by accident. Else bare Avro, by
 * the version that `dataschema` names in Baton's way, or by the contract's own.
 */
function readAvro(contract: AvroContract, event: EventAttributes, bytes: Uint8Array, around: Surroundings): unknown {
  const { own, versions, read } = avroCodec(contract);
  if (versions.some((version) => isSingleObjectOf(version, bytes)))
    return avroSingleObject.decode(contract, bytes, around);
  return read(namedVersion(contract, event) ?? own, bytes, 0);
}

function namedVersion(contract: AvroContract, { dataschema = '' }: EventAttributes): AvroVersion | undefined {
  const [, subject, version = ''] = /^urn:baton:contract:(.+)@(\d+)$/.exec(dataschema) ?? [];
  if (subject === undefined || !contract.id.startsWith(`${subject}@`)) return undefined;
  return avroCodec(contract).versions[Object.keys(contract.writers).indexOf(version)];
}
