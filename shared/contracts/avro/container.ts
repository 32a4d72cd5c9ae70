/**
 * Avro's object container file as bytes: a header that says schema and codec, then blocks with a marker after each.
 * Owns where blocks begin and end; knows neither what is in them nor how they are compressed.
 * https://avro.apache.org/docs/1.12.0/specification/#object-container-files
 *
 * I1. No more is held than a header or a block, and neither is larger than its limit.
 * I2. A header or block is given out whole, however the bytes were cut into chunks.
 */
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { Misread } from './misfit.ts';

/** Schema and all other metadata. */
export const MAX_HEADER_BYTES = 1024 * 1024;
export const MAX_METADATA_ENTRIES = 1_000;
/** A block, as it lies in the file and inflated. */
export const MAX_BLOCK_BYTES = 16 * 1024 * 1024;

export type ContainerHeader = { readonly schema: string; readonly codec: string; readonly sync: Uint8Array };

/** Values in a row, still compressed. */
export type Block = { readonly count: number; readonly bytes: Uint8Array };

const VERSION = 1;
const MAGIC = Uint8Array.of(0x4f, 0x62, 0x6a, VERSION);
const SYNC_BYTES = 16;
const SCHEMA = 'avro.schema';
const CODEC = 'avro.codec';

export function writeContainerFile({ schema, codec, sync }: ContainerHeader, blocks: readonly Block[]): Uint8Array {
  const to = new ByteWriter();
  to.fixed(MAGIC);
  writeMetadata(to, { [SCHEMA]: schema, [CODEC]: codec });
  to.fixed(sync);
  for (const { count, bytes } of blocks) {
    to.long(count);
    to.bytes(bytes);
    to.fixed(sync);
  }
  return to.written;
}

function writeMetadata(to: ByteWriter, metadata: Readonly<Record<string, string>>): void {
  const entries = Object.entries(metadata);
  to.long(entries.length);
  for (const [name, text] of entries) {
    to.string(name);
    to.string(text);
  }
  to.long(0);
}

/** Cuts a file that comes in chunks. Throws `Misread` for bytes that are no container file. */
export class ContainerCutter {
  #chunks: Uint8Array[] = [];
  #size = 0;
  /** So many bytes have to be there before another look is worth it. */
  #needed = 0;
  #header: ContainerHeader | null = null;

  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** Null until all of it has come. */
  header(): ContainerHeader | null {
    this.#header ??= this.#take(readHeader);
    if (this.#header === null && this.#size > MAX_HEADER_BYTES) {
      throw new Misread('too large', `a header of more than ${MAX_HEADER_BYTES} bytes`);
    }
    return this.#header;
  }

  /** The next one, or null while it has not come. */
  block({ sync }: ContainerHeader): Block | null {
    return this.#take((from) => this.#readBlock(from, sync));
  }

  /** To be called when no more bytes come. */
  end(): void {
    if (this.#header === null || this.#size > 0) throw new Misread('truncated', 'a file that ends too early');
  }

  #take<Part>(read: (from: ByteReader) => Part): Part | null {
    if (this.#size === 0 || this.#size < this.#needed) return null;
    const bytes = this.#joined();
    const from = new ByteReader(bytes);
    try {
      const part = read(from);
      this.#chunks = [bytes.subarray(bytes.length - from.left)];
      this.#size = from.left;
      this.#needed = 0;
      return part;
    } catch (error) {
      if (error instanceof Misread && error.reason === 'truncated') return null;
      throw error;
    }
  }

  #joined(): Uint8Array {
    const bytes = this.#chunks.length === 1 ? this.#chunks[0] : undefined;
    const joined = bytes ?? Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  #readBlock(from: ByteReader, sync: Uint8Array): Block {
    const count = from.long();
    const size = from.long();
    if (!(count >= 0 && size >= 0)) throw new Misread('malformed', 'a block of a negative size');
    if (size > MAX_BLOCK_BYTES) throw new Misread('too large', `a block of more than ${MAX_BLOCK_BYTES} bytes`);
    this.#needed = this.#size - from.left + Number(size) + SYNC_BYTES;
    const bytes = from.fixed(Number(size));
    const marker = from.fixed(SYNC_BYTES);
    if (!isEqual(marker, sync)) throw new Misread('malformed', 'a block without the marker of its file');
    return { count: Number(count), bytes };
  }
}

function readHeader(from: ByteReader): ContainerHeader {
  readMagic(from);
  const metadata = readMetadata(from);
  const sync = from.fixed(SYNC_BYTES);
  const schema = metadata.get(SCHEMA);
  if (schema === undefined) throw new Misread('malformed', 'a container file without a schema');
  return { schema: textOf(schema), codec: textOf(metadata.get(CODEC) ?? new Uint8Array()) || 'null', sync };
}

/** Byte by byte, so that what begins otherwise is refused however little of it has come. */
function readMagic(from: ByteReader): void {
  for (const expected of MAGIC) {
    const [byte] = from.fixed(1);
    if (byte === expected) continue;
    const isOlder = expected === VERSION && byte === 0;
    throw new Misread(
      'not Avro',
      isOlder ? 'a container file of version 0, as before Avro 1.3' : 'no container file of it',
    );
  }
}

function readMetadata(from: ByteReader): ReadonlyMap<string, Uint8Array> {
  const metadata = new Map<string, Uint8Array>();
  let entries = 0;
  for (let count = from.blockCount(); count > 0; count = from.blockCount()) {
    entries += count;
    if (entries > MAX_METADATA_ENTRIES) {
      throw new Misread('too large', `a header of more than ${MAX_METADATA_ENTRIES} entries`);
    }
    for (let left = count; left > 0; left--) metadata.set(textOf(from.bytes()), from.bytes());
  }
  return metadata;
}

function textOf(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new Misread('not UTF-8', 'a header that is no UTF-8');
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => one.every((byte, at) => byte === other[at]);
