/**
 * How a container file's blocks are compressed. Handed in, since contracts compute and do nothing else: compressors are
 * Node's.
 */
export type BlockCodec = {
  /** As `avro.codec` says it, `deflate`. */
  readonly name: string;
  readonly compress: (bytes: Uint8Array) => Uint8Array;
  /** Null where the bytes would inflate to more than `limit`; throws for bytes that were not compressed so. */
  readonly decompress: (bytes: Uint8Array, limit: number) => Uint8Array | null;
};

/** The codec that does nothing, which every file may name. */
export const NULL_CODEC: BlockCodec = {
  name: 'null',
  compress: (bytes) => bytes,
  decompress: (bytes, limit) => (bytes.length > limit ? null : bytes),
};
