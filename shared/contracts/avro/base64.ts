import { Miswrite } from './misfit.ts';

/** RFC 4648 with padding, spelt in the one way that bytes have: the bits that the last character has to spare are 0. */
const TAILS = ['', '[A-Za-z0-9+/][AQgw]==', '[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]='] as const;

export const BASE64_PATTERN = `^(?:[A-Za-z0-9+/]{4})*(?:${TAILS[1]}|${TAILS[2]})?$`;

export const base64PatternOf = (bytes: number): string =>
  `^[A-Za-z0-9+/]{${Math.floor(bytes / 3) * 4}}${TAILS[(bytes % 3) as 0 | 1 | 2]}$`;

/** The same bytes with Node's methods: not a copy. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const toBase64 = (bytes: Uint8Array): string => asBuffer(bytes).toString('base64');

/** Throws `Miswrite` for text that is no base64, which Node would pass over. */
export function fromBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new Miswrite('base64', text);
  return bytes;
}
