/** Subjects cannot be taken over as they are asked for. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly code: 'OWNER_MISSING' | 'BAD_NAME';
  /** What to do about it. */
  readonly advice: string;

  constructor(code: ImportError['code'], message: string, advice: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}
