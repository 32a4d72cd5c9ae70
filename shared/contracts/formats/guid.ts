import { asBuffer } from '../avro/base64.ts';

export const GUID_BYTES = 16;

const GUID = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;

/** RFC 9562's text of the 16 bytes at `at`. */
export function guidAt(bytes: Uint8Array, at: number): string {
  const hex = asBuffer(bytes).toString('hex', at, at + GUID_BYTES);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Throws a `TypeError` for text that is none: what a registry answered is checked where it arrives. */
export function guidBytes(text: string): Uint8Array {
  const [, ...parts] = GUID.exec(text.toLowerCase()) ?? [];
  if (parts.length === 0) throw new TypeError(`"${text}" is no GUID.`);
  return Buffer.from(parts.join(''), 'hex');
}
