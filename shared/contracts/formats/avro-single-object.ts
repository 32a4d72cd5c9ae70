/**
 * Avro's single-object encoding: C3 01, the fingerprint of the writer's schema with the small end first, the value.
 * https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding
 */
import { type AvroCodec, type AvroVersion, avroCodec } from '../avro/avro-codec.ts';
import { asBuffer } from '../avro/base64.ts';
import { ByteWriter } from '../avro/byte-writer.ts';
import { type Fingerprint, fingerprintOf } from '../avro/fingerprint.ts';
import { parseAvroSchema } from '../avro/parse-schema.ts';
import { type AvroContract, type Contract, isAvroContract } from '../contract.ts';
import { ContractDecodeError } from '../errors.ts';
import type { Format } from './format.ts';

const MARKER = 0xc301;
const MARKER_BYTES = 2;
const HEADER_BYTES = 10;

export const avroSingleObject: Format = {
  provesForm: () => true,
  decode: (contract, bytes) => {
    const codec = avroCodec(avro(contract));
    return codec.read(writerOf(contract, codec, bytes), bytes, HEADER_BYTES);
  },
  decodeText: (contract, bytes) => {
    const codec = avroCodec(avro(contract));
    return codec.readText(writerOf(contract, codec, bytes), bytes, HEADER_BYTES);
  },
  encode: (contract, value) => {
    const { own, write } = avroCodec(avro(contract));
    const to = new ByteWriter();
    to.fixed(headerOf(own.fingerprint));
    write(to, value);
    return to.written;
  },
};

/** The contract's own version comes first: logical types are no part of a fingerprint, so an older one may share it. */
function writerOf(contract: Contract, { own, versions }: AvroCodec, given: Uint8Array): AvroVersion {
  const bytes = asBuffer(given);
  if (bytes.length < MARKER_BYTES || bytes.readUInt16BE() !== MARKER) throw notAvro(contract);
  if (bytes.length < HEADER_BYTES) throw truncated(contract);
  const low = bytes.readUInt32LE(MARKER_BYTES);
  const high = bytes.readUInt32LE(MARKER_BYTES + 4);
  const isWriter = ({ fingerprint }: AvroVersion) => fingerprint.low === low && fingerprint.high === high;
  const writer = isWriter(own) ? own : versions.find(isWriter);
  if (writer === undefined) throw unknownFingerprint(contract, low, high);
  return writer;
}

/** The ten bytes that single objects of a schema begin with. Throws `AvroSchemaError` for what is none. */
export const singleObjectHeader = (schema: string): Uint8Array => headerOf(fingerprintOf(parseAvroSchema(schema)));

/** Whether bytes begin as a single object of the version does: ten bytes that nothing else begins with by accident. */
export const isSingleObjectOf = ({ fingerprint }: AvroVersion, bytes: Uint8Array): boolean =>
  asBuffer(bytes.subarray(0, HEADER_BYTES)).equals(headerOf(fingerprint));

function headerOf({ low, high }: Fingerprint): Uint8Array {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  view.setUint16(0, MARKER);
  view.setUint32(MARKER_BYTES, low, true);
  view.setUint32(MARKER_BYTES + 4, high, true);
  return new Uint8Array(view.buffer);
}

const notAvro = ({ id }: Contract) =>
  new ContractDecodeError('not Avro', `Cannot be read as ${id}: not Avro, or no single object of it.`);

const truncated = ({ id }: Contract) =>
  new ContractDecodeError('truncated', `Cannot be read as ${id}: truncated within its first bytes.`);

function unknownFingerprint({ id }: Contract, low: number, high: number): ContractDecodeError {
  const hex = [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
  const message = `Cannot be read as ${id}: unknown fingerprint, no version of its subject has ${hex}.`;
  return new ContractDecodeError('unknown fingerprint', message);
}

function avro(contract: Contract): AvroContract {
  if (isAvroContract(contract)) return contract;
  throw new TypeError(`${contract.id} is JSON Schema, which avro-single-object cannot carry.`);
}
