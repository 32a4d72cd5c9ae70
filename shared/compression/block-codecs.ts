/**
 * The codecs of Avro's container files but for bzip2 and xz, which the specification makes optional, Node has not and no
 * small, well-kept package brings in both directions without native code.
 */
import { constants, crc32, deflateRawSync, inflateRawSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { compress, uncompress } from 'snappyjs';
import type { BlockCodec } from '../contracts/index.ts';
import { CompressionError } from './errors.ts';
import { soundSnappyLength } from './sound-snappy.ts';

/** How far Zstandard may look back, as a power of two: reading takes this much memory, whatever comes out. */
const MAX_WINDOW_LOG = 24;
const CHECKSUM_BYTES = 4;

export const deflate: BlockCodec = {
  name: 'deflate',
  compress: (bytes) => deflateRawSync(bytes),
  decompress: (bytes, limit) => unlessTooLarge(() => inflateRawSync(bytes, { maxOutputLength: limit })),
};

export const zstandard: BlockCodec = {
  name: 'zstandard',
  compress: (bytes) => zstdCompressSync(bytes),
  decompress: (bytes, limit) => {
    const params = { [constants.ZSTD_d_windowLogMax]: MAX_WINDOW_LOG };
    return unlessTooLarge(() => zstdDecompressSync(bytes, { maxOutputLength: limit, params }));
  },
};

/** Followed by the CRC-32 of what was compressed, big end first. */
export const snappy: BlockCodec = {
  name: 'snappy',
  compress: (bytes) => {
    const checksum = Buffer.alloc(CHECKSUM_BYTES);
    checksum.writeUInt32BE(crc32(bytes));
    return Buffer.concat([compress(bytes), checksum]);
  },
  decompress: (bytes, limit) => {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const body = all.subarray(0, -CHECKSUM_BYTES);
    const length = soundSnappyLength(body);
    if (length === null) throw new CompressionError('The bytes are no snappy.');
    if (length > limit) return null;
    const inflated = inflateSnappy(body);
    if (crc32(inflated) !== all.readUInt32BE(body.length)) throw new CompressionError('The checksum is another.');
    return inflated;
  },
};

/** Besides the null codec, which needs no help. */
export const BLOCK_CODECS: readonly BlockCodec[] = [deflate, snappy, zstandard];

function unlessTooLarge(inflate: () => Uint8Array): Uint8Array | null {
  try {
    return inflate();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw new CompressionError((cause as Error).message, { cause });
  }
}

function inflateSnappy(body: Uint8Array): Uint8Array {
  try {
    return uncompress(body);
  } catch (cause) {
    throw new CompressionError((cause as Error).message, { cause });
  }
}
