import { MAX_DEPTH } from './byte-reader.ts';
import { Miswrite } from './misfit.ts';

const FIRST_SIZE = 256;

/** Writes Avro's primitives into bytes that grow as they are needed. What is given is believed, but for its depth. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(FIRST_SIZE);
  #at = 0;
  #depth = 0;

  /** Bytes written so far. */
  get size(): number {
    return this.#at;
  }

  /** What was written, as a copy. */
  get written(): Uint8Array {
    return Uint8Array.prototype.slice.call(this.#bytes, 0, this.#at);
  }

  /** Before a record, a list or a map. Throws `Miswrite` where it lies deeper than a reader follows. */
  enter(value: unknown): void {
    if (++this.#depth > MAX_DEPTH) throw new Miswrite(`values nested no deeper than ${MAX_DEPTH}`, value);
  }

  leave(): void {
    this.#depth--;
  }

  boolean(value: boolean): void {
    this.#byte(value ? 1 : 0);
  }

  long(value: number | bigint): void {
    if (typeof value === 'number' && (value | 0) === value) this.#smallLong(((value << 1) ^ (value >> 31)) >>> 0);
    else this.#bigLong(BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n)));
  }

  float(value: number): void {
    const at = this.#room(4);
    this.#bytes.writeFloatLE(value, at);
  }

  double(value: number): void {
    const at = this.#room(8);
    this.#bytes.writeDoubleLE(value, at);
  }

  bytes(value: Uint8Array): void {
    this.long(value.length);
    this.fixed(value);
  }

  fixed(value: Uint8Array): void {
    const at = this.#room(value.length);
    this.#bytes.set(value, at);
  }

  string(value: string): void {
    const length = Buffer.byteLength(value);
    this.long(length);
    const at = this.#room(length);
    this.#bytes.write(value, at);
  }

  #smallLong(zigzag: number): void {
    let rest = zigzag;
    for (; rest > 0x7f; rest >>>= 7) this.#byte((rest & 0x7f) | 0x80);
    this.#byte(rest);
  }

  #bigLong(zigzag: bigint): void {
    let rest = zigzag;
    for (; rest > 0x7fn; rest >>= 7n) this.#byte(Number(rest & 0x7fn) | 0x80);
    this.#byte(Number(rest));
  }

  #byte(byte: number): void {
    const at = this.#room(1);
    this.#bytes[at] = byte;
  }

  /** Makes room for `size` bytes and returns where it starts. The bytes may be others from then on. */
  #room(size: number): number {
    const at = this.#at;
    if (at + size > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, at + size));
      this.#bytes.copy(grown, 0, 0, at);
      this.#bytes = grown;
    }
    this.#at = at + size;
    return at;
  }
}
