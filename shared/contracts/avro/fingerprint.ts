import type { AvroType } from './avro-type.ts';
import { canonicalFormOf } from './canonical-form.ts';

/** CRC-64-AVRO of nothing, and the polynomial. https://avro.apache.org/docs/1.12.0/specification/#schema-fingerprints */
const EMPTY = 0xc15d213aa4d7a795n;

const TABLE = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) => {
  let row = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) row = (row >> 1n) ^ (EMPTY & -(row & 1n));
  return row;
});

/** 64 bits in two halves, which are compared faster than a bigint. */
export type Fingerprint = { readonly low: number; readonly high: number };

/** The fingerprint that a schema's single objects begin with. */
export function fingerprintOf(type: AvroType): Fingerprint {
  const crc = crc64(new TextEncoder().encode(canonicalFormOf(type)));
  return { low: Number(crc & 0xffff_ffffn), high: Number(crc >> 32n) };
}

const crc64 = (bytes: Uint8Array): bigint =>
  bytes.reduce((crc, byte) => (crc >> 8n) ^ (TABLE[Number((crc ^ BigInt(byte)) & 0xffn)] as bigint), EMPTY);
