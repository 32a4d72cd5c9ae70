/** Bytes that were not compressed as they were said to be. */
export class CompressionError extends Error {
  override readonly name = 'CompressionError';
  readonly code = 'COMPRESSION';
}
