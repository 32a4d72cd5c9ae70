/** The recorded cases cannot be played; the message says why. */
export class ConformanceError extends Error {
  override name = 'ConformanceError';
  readonly code: string = 'NOT_PLAYED';
}

/** The command line makes no sense. */
export class UsageError extends ConformanceError {
  override name = 'UsageError';
  override readonly code = 'USAGE';
}
