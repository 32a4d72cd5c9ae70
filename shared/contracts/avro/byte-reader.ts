/**
 * Reads Avro's primitives from bytes that may be anything. Owns that reading ends: no length is believed beyond what is
 * there, and what takes no bytes is counted.
 *
 * I1. Every read stays within the bytes, or throws `Misread`.
 * I2. Items in one value are no more than its bytes and `MAX_EMPTY_ITEMS`; nesting is no deeper than `MAX_DEPTH`.
 */
import { asBuffer } from './base64.ts';
import { signedOf } from './decimal.ts';
import { Misread } from './misfit.ts';
import type { TextWriter } from './text-writer.ts';

/** Items of arrays that take no bytes at all, such as nulls. */
export const MAX_EMPTY_ITEMS = 65_536;
/** Records, lists and maps in each other: what Node's stack, JSON and Step Functions bear with ease. */
export const MAX_DEPTH = 500;

/** Texts up to this long are cut out of the letters of all bytes, which is faster than asking Node's decoder for each. */
const SHORT_TEXT = 64;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class ByteReader {
  readonly #bytes: Buffer;
  #at: number;
  #itemsLeft: number;
  #depth = 0;
  /** All bytes as letters, once a text is read; those below 128 are ASCII. */
  #letters: string | null = null;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = asBuffer(bytes);
    this.#at = at;
    this.#itemsLeft = bytes.length + MAX_EMPTY_ITEMS;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  boolean(): boolean {
    const byte = this.#byte();
    if (byte > 1) throw new Misread('malformed', 'a boolean that is neither 0 nor 1');
    return byte === 1;
  }

  int(): number {
    const number = this.long();
    if (typeof number === 'number' && (number | 0) === number) return number;
    throw new Misread('malformed', 'an int of more than 32 bits');
  }

  /** Zigzag, seven bits a byte. A bigint where it is no safe integer. */
  long(): number | bigint {
    const byte = this.#byte();
    if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1);
    return this.#longFrom(byte & 0x7f);
  }

  float(): number {
    return this.#bytes.readFloatLE(this.#skip(4));
  }

  double(): number {
    return this.#bytes.readDoubleLE(this.#skip(8));
  }

  /** A window on the bytes, not a copy. */
  bytes(): Uint8Array {
    return this.fixed(this.#length());
  }

  fixed(size: number): Uint8Array {
    const start = this.#skip(size);
    return this.#bytes.subarray(start, start + size);
  }

  string(): string {
    const length = this.#length();
    const start = this.#skip(length);
    return length <= SHORT_TEXT ? this.#shortText(start, length) : this.#text(start, length);
  }

  /** The number of a union's branch or an enum's symbol. */
  index(): number {
    const byte = this.#byte();
    return byte < 0x80 ? (byte >>> 1) ^ -(byte & 1) : Number(this.#longFrom(byte & 0x7f));
  }

  /** Two's complement, the big end first: of as many bytes as `size` says, or the length before them. */
  signed(size?: number): number | bigint {
    const length = size ?? this.#length();
    const start = this.#skip(length);
    return signedOf(this.#bytes, start, start + length);
  }

  /** Puts a string in as JSON. Bytes that are no UTF-8 are none there either. */
  writeString(to: TextWriter): void {
    const length = this.#length();
    const start = this.#skip(length);
    to.jsonString(this.#bytes, start, start + length);
  }

  /** Puts bytes in as base64: as many as `size` says, or the length before them. */
  writeBase64(to: TextWriter, size?: number): void {
    const length = size ?? this.#length();
    const start = this.#skip(length);
    to.base64(this.#bytes, start, start + length);
  }

  /** How many items the next block of an array or a map has, 0 after the last. */
  blockCount(): number {
    const count = this.long();
    if (count === 0) return 0;
    if (count < 0) this.long();
    const items = Math.abs(Number(count));
    this.#itemsLeft -= items;
    if (this.#itemsLeft < 0) throw new Misread('truncated', 'more items than there are bytes');
    return items;
  }

  enter(): void {
    if (++this.#depth > MAX_DEPTH) throw new Misread('too large', `values nested deeper than ${MAX_DEPTH}`);
  }

  leave(): void {
    this.#depth--;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw truncated();
    return byte;
  }

  #length(): number {
    const length = this.long();
    if (length < 0) throw new Misread('malformed', 'a negative length');
    if (length > this.left) throw truncated();
    return Number(length);
  }

  #skip(size: number): number {
    const start = this.#at;
    if (size > this.#bytes.length - start) throw truncated();
    this.#at = start + size;
    return start;
  }

  /** Up to ten bytes as 28 + 28 + 8 bits, so that a number is only made where it is exact. */
  #longFrom(first: number): number | bigint {
    let low = first;
    let middle = 0;
    let high = 0;
    for (let index = 1; ; index++) {
      const byte = this.#byte();
      const bits = byte & 0x7f;
      if (index < 4) low |= bits << (7 * index);
      else if (index < 8) middle |= bits << (7 * (index - 4));
      else high |= bits << (7 * (index - 8));
      if (byte < 0x80) break;
      if (index === 9) throw new Misread('malformed', 'a number of more than 64 bits');
    }
    if (high > 0xff) throw new Misread('malformed', 'a number of more than 64 bits');
    const isNegative = (low & 1) === 1;
    if (high === 0) {
      const half = (low >>> 1) + middle * 2 ** 27;
      const number = isNegative ? -half - 1 : half;
      if (Number.isSafeInteger(number)) return number;
    }
    const half = BigInt(low >>> 1) + (BigInt(middle) << 27n) + (BigInt(high) << 55n);
    return isNegative ? -half - 1n : half;
  }

  #shortText(start: number, length: number): string {
    const end = start + length;
    for (let at = start; at < end; at++) if ((this.#bytes[at] as number) > 0x7f) return this.#text(start, length);
    this.#letters ??= this.#bytes.toString('latin1');
    return this.#letters.slice(start, end);
  }

  #text(start: number, length: number): string {
    const text = this.#bytes.toString('utf8', start, start + length);
    // Node puts U+FFFD where bytes are no UTF-8; it may also have been written.
    if (!text.includes('\ufffd')) return text;
    try {
      return strictUtf8.decode(this.#bytes.subarray(start, start + length));
    } catch {
      throw new Misread('not UTF-8', 'text that is no UTF-8');
    }
  }
}

const truncated = () => new Misread('truncated', 'the bytes end too early');
