import type { AvroContract } from '../contract.ts';
import { avroCodec } from './avro-codec.ts';
import { ByteWriter } from './byte-writer.ts';

const MAGIC = new Uint8Array([0x4f, 0x62, 0x6a, 0x01]);
const BLOCK_BYTES = 64 * 1024;

/**
 * An Avro object container file, uncompressed. The same values give the same bytes: the sync marker, which should only
 * not occur by chance, is made of their checksum. Throws `ContractEncodeError`.
 * https://avro.apache.org/docs/1.12.0/specification/#object-container-files
 */
export function writeContainer(contract: AvroContract, values: readonly unknown[]): Uint8Array {
  const blocks = blocksOf(contract, values);
  const sync = syncOf(blocks);
  const to = new ByteWriter();
  to.fixed(MAGIC);
  writeMeta(to, { 'avro.schema': contract.schema, 'avro.codec': 'null' });
  to.fixed(sync);
  for (const { count, bytes } of blocks) {
    to.long(count);
    to.bytes(bytes);
    to.fixed(sync);
  }
  return to.written;
}

type Block = { readonly count: number; readonly bytes: Uint8Array };

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

function writeMeta(to: ByteWriter, meta: Readonly<Record<string, string>>): void {
  const entries = Object.entries(meta);
  to.long(entries.length);
  for (const [name, text] of entries) {
    to.string(name);
    to.bytes(new TextEncoder().encode(text));
  }
  to.long(0);
}
