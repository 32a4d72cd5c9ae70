/**
 * Values of a contract in Avro's object container files, with the schema that wrote them. A record of a topic is one
 * value, and a file holds any number, so no trigger names this format: it is how functions store and read objects.
 */
import { avroCodec, decodeErrorOf } from '../avro/avro-codec.ts';
import { type BlockCodec, NULL_CODEC } from '../avro/block-codec.ts';
import { ByteReader, MAX_EMPTY_ITEMS } from '../avro/byte-reader.ts';
import { ByteWriter } from '../avro/byte-writer.ts';
import {
  type Block,
  ContainerCutter,
  type ContainerHeader,
  MAX_BLOCK_BYTES,
  writeContainerFile,
} from '../avro/container.ts';
import { failAt, Misread } from '../avro/misfit.ts';
import { parseAvroSchema } from '../avro/parse-schema.ts';
import { compileReader, type Read } from '../avro/read-value.ts';
import type { AvroContract } from '../contract.ts';

/** A block is closed when it has grown to this. */
const BLOCK_BYTES = 64 * 1024;

/**
 * A container file of values in their JSON form. The same values give the same bytes: the sync marker, which should
 * only not occur by chance, is made of their checksum. Throws `ContractEncodeError`.
 */
export function writeContainer(
  contract: AvroContract,
  values: readonly unknown[],
  codec: BlockCodec = NULL_CODEC,
): Uint8Array {
  const blocks = blocksOf(contract, values);
  const compressed = blocks.map(({ count, bytes }) => ({ count, bytes: codec.compress(bytes) }));
  return writeContainerFile({ schema: contract.schema, codec: codec.name, sync: syncOf(blocks) }, compressed);
}

function blocksOf(contract: AvroContract, values: readonly unknown[]): readonly Block[] {
  const { write } = avroCodec(contract);
  const blocks: Block[] = [];
  let to = new ByteWriter();
  let count = 0;
  for (const [index, value] of values.entries()) {
    write(to, value);
    count++;
    if (to.size < BLOCK_BYTES && index < values.length - 1) continue;
    blocks.push({ count, bytes: to.written });
    to = new ByteWriter();
    count = 0;
  }
  return blocks;
}

/** FNV-1a from four starting points: 128 bits that change with any byte. */
function syncOf(blocks: readonly Block[]): Uint8Array {
  const sums = FNV_OFFSETS.map((offset) => blocks.reduce((sum, { bytes }) => bytes.reduce(fnvStep, sum), offset));
  return new Uint8Array(Uint32Array.from(sums).buffer);
}

const FNV_OFFSETS = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
const FNV_PRIME = 0x01000193;
const fnvStep = (sum: number, byte: number): number => Math.imul(sum ^ byte, FNV_PRIME) >>> 0;

/**
 * Reads a container file that comes in chunks, whoever wrote it by whatever schema that the contract can read. Holds
 * one block at a time. Its methods throw `ContractDecodeError`, whose pointer begins with the value's number.
 */
export class ContainerReader {
  readonly #contract: AvroContract;
  readonly #codecs: readonly BlockCodec[];
  readonly #cutter = new ContainerCutter();
  #file: OpenFile | null = null;
  #valuesRead = 0;
  /** Values without a byte that the file may still hold. */
  #emptyLeft = MAX_EMPTY_ITEMS;

  /** `codecs` besides the null codec. */
  constructor(contract: AvroContract, codecs: readonly BlockCodec[]) {
    this.#contract = contract;
    this.#codecs = [NULL_CODEC, ...codecs];
  }

  /**
   * The JSON forms of the values in all blocks that the next bytes complete, each read when it is asked for. The chunk
   * is kept, not copied: nobody may write to it again.
   */
  *push(chunk: Uint8Array): Generator<unknown, void, undefined> {
    try {
      this.#cutter.add(chunk);
      this.#file ??= this.#open();
      if (this.#file === null) return;
      for (let block = this.#cutter.block(this.#file.header); block; block = this.#cutter.block(this.#file.header)) {
        yield* this.#valuesOf(block, this.#file);
      }
    } catch (error) {
      throw decodeErrorOf(this.#contract, error);
    }
  }

  /** To be called after the last chunk: refuses a file that ends too early. */
  end(): void {
    try {
      this.#cutter.end();
    } catch (error) {
      throw decodeErrorOf(this.#contract, error);
    }
  }

  #open(): OpenFile | null {
    const header = this.#cutter.header();
    if (header === null) return null;
    const codec = this.#codecs.find(({ name }) => name === header.codec);
    if (codec === undefined) {
      const known = this.#codecs.map(({ name }) => name).join(', ');
      throw new Misread('unknown codec', `blocks compressed with ${named(header.codec)} (${known} can be read)`);
    }
    return { header, codec, read: compileReader(parseAvroSchema(header.schema), avroCodec(this.#contract).type) };
  }

  *#valuesOf({ count, bytes }: Block, { codec, read }: OpenFile): Generator<unknown, void, undefined> {
    const from = new ByteReader(inflated(codec, bytes));
    this.#emptyLeft -= Math.max(0, count - from.left);
    if (this.#emptyLeft < 0) throw new Misread('truncated', 'more values than there are bytes');
    for (let left = count; left > 0; left--) {
      yield this.#value(from, read);
      this.#valuesRead++;
    }
    if (from.left > 0) throw new Misread('trailing bytes', 'a block with bytes that are left over');
  }

  #value(from: ByteReader, read: Read): unknown {
    try {
      return read(from);
    } catch (error) {
      failAt(this.#valuesRead, error);
    }
  }
}

type OpenFile = { readonly header: ContainerHeader; readonly codec: BlockCodec; readonly read: Read };

function inflated(codec: BlockCodec, bytes: Uint8Array): Uint8Array {
  const inflated = decompressed(codec, bytes);
  if (inflated === null) throw new Misread('too large', `a block of more than ${MAX_BLOCK_BYTES} bytes when inflated`);
  return inflated;
}

function decompressed(codec: BlockCodec, bytes: Uint8Array): Uint8Array | null {
  try {
    return codec.decompress(bytes, MAX_BLOCK_BYTES);
  } catch (cause) {
    throw new Misread('malformed', `a block that is no ${codec.name}`, { cause });
  }
}

/** What a file says, short enough for a message. */
const named = (text: string): string => JSON.stringify(text.slice(0, 40));
