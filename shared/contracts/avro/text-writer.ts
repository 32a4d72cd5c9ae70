import { asBuffer } from './base64.ts';
import { type Phrase, WORD_BYTES } from './phrase.ts';

const FIRST_SIZE = 4 * 1024;
/** What a longer text took is given back. */
const MAX_KEPT_SIZE = 512 * 1024;

const ZERO = 0x30;
const MINUS = 0x2d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;
const FIRST_BEYOND_ASCII = 0x80;

const PAD = 0x3d;
const BASE64 = /* @__PURE__ */ Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

const BILLION = 1_000_000_000;

/** 1 for the bytes that cannot stand in a JSON string as they are. */
const IS_ESCAPED = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < FIRST_PRINTABLE || byte === QUOTE || byte === BACKSLASH ? 1 : 0,
);

/**
 * Text of many small pieces, as the bytes of its UTF-8: they are put beside each other and become one text at the end,
 * where pieces of text would each be an object. What is given is believed.
 */
export class TextWriter {
  #bytes: Buffer = Buffer.allocUnsafe(FIRST_SIZE);
  #view = viewOf(this.#bytes);
  #length = 0;
  /** All bits that a byte had. */
  #bits = 0;

  get length(): number {
    return this.#length;
  }

  /** The byte at a place that was written to. */
  codeAt(at: number): number {
    return this.#bytes[at] as number;
  }

  /** A number that is the same for the same bytes from `start` on, and hardly for others. */
  checksum(start: number): number {
    let sum = 0;
    for (let at = start; at < this.#length; at++) sum = (Math.imul(sum, 31) + this.codeAt(at)) | 0;
    return sum;
  }

  /** What was written from `start` on. Bytes that are no UTF-8 are U+FFFD in it. */
  textFrom(start: number): string {
    return this.#bytes.toString(this.#bits < FIRST_BEYOND_ASCII ? 'latin1' : 'utf8', start, this.#length);
  }

  /** What was written, or null where that may be no UTF-8: U+FFFD stands for it, or for itself. */
  get unicode(): string | null {
    const text = this.textFrom(0);
    return this.#bits < FIRST_BEYOND_ASCII || !text.includes('\ufffd') ? text : null;
  }

  /** Forgets what was written from `start` on. */
  truncate(start: number): void {
    this.#length = start;
    if (start > 0) return;
    this.#bits = 0;
    if (this.#bytes.length > MAX_KEPT_SIZE) this.#use(Buffer.allocUnsafe(FIRST_SIZE));
  }

  /** The code of a letter of ASCII. */
  letter(code: number): void {
    const at = this.#room(1);
    this.#bytes[at] = code;
  }

  /** Text whose letters are ASCII, or a part of it. */
  ascii(text: string, start = 0, end = text.length): void {
    const shift = this.#room(end - start) - start;
    const to = this.#bytes;
    for (let at = start; at < end; at++) to[at + shift] = text.charCodeAt(at);
  }

  /** UTF-8. */
  bytes(bytes: Uint8Array): void {
    const start = this.#room(bytes.length);
    const to = this.#bytes;
    let bits = this.#bits;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      bits |= byte;
      to[start + at] = byte;
    }
    this.#bits = bits;
  }

  /** Text that was prepared, four bytes at a time. */
  phrase({ words, length, bits }: Phrase): void {
    const start = this.#room(words.length * WORD_BYTES);
    const view = this.#view;
    for (let index = 0; index < words.length; index++)
      view.setUint32(start + index * WORD_BYTES, words[index] as number);
    this.#length = start + length;
    this.#bits |= bits;
  }

  /** Any text that is Unicode. */
  text(text: string): void {
    this.bytes(Buffer.from(text));
  }

  /** A whole number of at most 53 bits. */
  integer(number: number): void {
    if (number < 0) {
      this.letter(MINUS);
      this.integer(-number);
    } else if (number < BILLION) {
      this.digits(number, digitsOf(number));
    } else {
      // Less than 2^24, where doubles lie so close that the quotient is not rounded up to the next whole number.
      const billions = Math.floor(number / BILLION);
      this.integer(billions);
      this.digits(number - billions * BILLION, 9);
    }
  }

  /** A number below 10^`count`, which is at most 10^9, with zeros before it. */
  digits(number: number, count: number): void {
    const start = this.#room(count);
    const to = this.#bytes;
    let rest = number | 0;
    for (let at = start + count - 1; at >= start; at--) {
      const tens = (rest / 10) | 0;
      to[at] = ZERO + rest - tens * 10;
      rest = tens;
    }
  }

  /** The bytes between `start` and `end` as base64. */
  base64(bytes: Uint8Array, start = 0, end = bytes.length): void {
    let at = this.#room(Math.ceil((end - start) / 3) * 4);
    const to = this.#bytes;
    for (let from = start; from < end; from += 3) {
      const left = end - from;
      const second = left > 1 ? (bytes[from + 1] as number) : 0;
      const third = left > 2 ? (bytes[from + 2] as number) : 0;
      const bits = ((bytes[from] as number) << 16) | (second << 8) | third;
      to[at++] = BASE64[bits >>> 18] as number;
      to[at++] = BASE64[(bits >>> 12) & 63] as number;
      to[at++] = left > 1 ? (BASE64[(bits >>> 6) & 63] as number) : PAD;
      to[at++] = left > 2 ? (BASE64[bits & 63] as number) : PAD;
    }
  }

  /** The JSON string of the UTF-8 that lies between `start` and `end`. */
  jsonString(bytes: Uint8Array, start: number, end: number): void {
    const first = this.#room(end - start + 2);
    const to = this.#bytes;
    let bits = this.#bits;
    let at = first;
    to[at++] = QUOTE;
    for (let from = start; from < end; from++) {
      const byte = bytes[from] as number;
      if (IS_ESCAPED[byte] === 1) {
        this.#length = first;
        this.text(JSON.stringify(asBuffer(bytes).toString('utf8', start, end)));
        return;
      }
      bits |= byte;
      to[at++] = byte;
    }
    to[at] = QUOTE;
    this.#bits = bits;
  }

  /** The JSON string of a text. */
  jsonText(text: string): void {
    const first = this.#room(text.length + 2);
    const to = this.#bytes;
    let at = first;
    to[at++] = QUOTE;
    for (let from = 0; from < text.length; from++) {
      const code = text.charCodeAt(from);
      if (code >= FIRST_BEYOND_ASCII || IS_ESCAPED[code] === 1) {
        this.#length = first;
        this.text(JSON.stringify(text));
        return;
      }
      to[at++] = code;
    }
    to[at] = QUOTE;
  }

  /** Makes room for `size` bytes and returns where it starts. The bytes may be others from then on. */
  #room(size: number): number {
    const at = this.#length;
    if (at + size > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, at + size));
      this.#bytes.copy(grown, 0, 0, at);
      this.#use(grown);
    }
    this.#length = at + size;
    return at;
  }

  #use(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

function digitsOf(number: number): number {
  let count = 1;
  for (let limit = 10; number >= limit; limit *= 10) count++;
  return count;
}

const scratch = /* @__PURE__ */ new TextWriter();

/** The text that `write` writes of a value. */
export function textOf<Value>(write: (to: TextWriter, value: Value) => void, value: Value): string {
  scratch.truncate(0);
  write(scratch, value);
  return scratch.textFrom(0);
}
