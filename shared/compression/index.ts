export { BLOCK_CODECS, deflate, snappy, zstandard } from './block-codecs.ts';
export { CompressionError } from './errors.ts';
