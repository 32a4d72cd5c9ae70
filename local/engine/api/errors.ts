/** A request that is not even one: its form is wrong. `code`, status and message are those of AWS. */
export class BadRequestError extends Error {
  override name = 'BadRequestError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function validationException(failures: readonly string[]): BadRequestError {
  const errors = failures.length === 1 ? 'error' : 'errors';
  return new BadRequestError(
    'ValidationException',
    `${failures.length} validation ${errors} detected: ${failures.join('; ')}`,
  );
}

export class UnreadableRequestError extends BadRequestError {
  override name = 'UnreadableRequestError';

  constructor(message: string, options?: ErrorOptions) {
    super('SerializationException', message);
    this.cause = options?.cause;
  }
}

export function unknownOperation(operation: string): BadRequestError {
  return new BadRequestError('UnknownOperationException', `The engine does not have the operation ${operation} yet`);
}

export function requestTooLarge(limitBytes: number): BadRequestError {
  return new BadRequestError('RequestEntityTooLarge', `The request is larger than ${limitBytes} bytes`, 413);
}
