import { Misread, Miswrite } from './misfit.ts';
import type { TextWriter } from './text-writer.ts';

/** Thousands of digits, and few enough that their text takes no time. */
const MAX_DECIMAL_BYTES = 1024;

/** What a text writer takes as one number. */
const MAX_DIGITS_AT_ONCE = 9;

const POWERS_OF_TEN = /* @__PURE__ */ Array.from({ length: 16 }, (_, power) => 10 ** power);

const MINUS = 0x2d;
const POINT = 0x2e;

/** Matches a decimal as it is written: all digits of the scale, no leading zeros, no negative zero. */
export function decimalPattern(precision: number, scale: number): string {
  const whole = precision - scale;
  if (scale === 0) return `^(?:0|-?[1-9][0-9]{0,${precision - 1}})$`;
  const integer = whole === 0 ? '0' : `(?:0|[1-9][0-9]{0,${whole - 1}})`;
  return `^(?!-0\\.0*$)-?${integer}\\.[0-9]{${scale}}$`;
}

/** Writes a decimal by its unscaled number. Throws `Misread` for one of too many digits. */
export function writeDecimal(to: TextWriter, unscaled: number | bigint, precision: number, scale: number): void {
  if (unscaled < 0) to.letter(MINUS);
  const size = unscaled < 0 ? -unscaled : unscaled;
  if (typeof size === 'number' && scale <= MAX_DIGITS_AT_ONCE) writeNumber(to, size, precision, scale);
  else writeText(to, String(size), precision, scale);
}

/** Most amounts of money: no text is made of them. */
function writeNumber(to: TextWriter, size: number, precision: number, scale: number): void {
  if (size >= (POWERS_OF_TEN[precision] ?? Number.POSITIVE_INFINITY)) throw tooLong(precision);
  const unit = POWERS_OF_TEN[scale] as number;
  const whole = Math.floor(size / unit);
  to.integer(whole);
  if (scale === 0) return;
  to.letter(POINT);
  to.digits(size - whole * unit, scale);
}

function writeText(to: TextWriter, digits: string, precision: number, scale: number): void {
  if (digits.length > precision) throw tooLong(precision);
  const padded = digits.padStart(scale + 1, '0');
  const point = padded.length - scale;
  to.ascii(padded, 0, point);
  if (scale === 0) return;
  to.letter(POINT);
  to.ascii(padded, point);
}

const tooLong = (precision: number) => new Misread('not in range', `a decimal of more than ${precision} digits`);

/** The bytes of a decimal's text: as few as it takes, or `size` of them. */
export function parseDecimal(text: string, pattern: RegExp, size?: number): Uint8Array {
  if (!pattern.test(text)) throw new Miswrite('a decimal', text);
  return bytesOf(BigInt(text.replace('.', '')), size);
}

/**
 * Two's complement, the big end first. Up to 6 bytes are a safe integer, which is most amounts of money. Throws
 * `Misread` for a number of more than `MAX_DECIMAL_BYTES`.
 */
export function signedOf(bytes: Uint8Array, start: number, end: number): number | bigint {
  const size = end - start;
  if (size <= 6) {
    let number = size > 0 && (bytes[start] as number) > 127 ? -1 : 0;
    for (let at = start; at < end; at++) number = number * 256 + (bytes[at] as number);
    return number;
  }
  const first = firstTelling(bytes, start, end);
  if (end - first > MAX_DECIMAL_BYTES) {
    throw new Misread('too large', `a decimal of more than ${MAX_DECIMAL_BYTES} bytes`);
  }
  let number = 0n;
  for (let at = first; at < end; at++) number = number * 256n + BigInt(bytes[at] as number);
  return BigInt.asIntN((end - first) * 8, number);
}

/** Where a number begins, bytes aside that say its sign once more. */
function firstTelling(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const isSign = (byte: number, next: number) => (byte === 0 && next < 0x80) || (byte === 0xff && next >= 0x80);
  while (at < end - 1 && isSign(bytes[at] as number, bytes[at + 1] as number)) at++;
  return at;
}

function bytesOf(number: bigint, size?: number): Uint8Array {
  let length = size ?? 1;
  if (size === undefined) {
    while (BigInt.asIntN(length * 8, number) !== number) length++;
  }
  const bytes = new Uint8Array(length);
  let rest = number;
  for (let at = length - 1; at >= 0; at--) {
    bytes[at] = Number(rest & 255n);
    rest >>= 8n;
  }
  return bytes;
}
