/** Whatever goes wrong in running a project on a laptop; `code` is stable. */
export class DevError extends Error {
  override name = 'DevError';
  readonly code: string;

  constructor(message: string, options: ErrorOptions & { readonly code: string }) {
    super(message, options);
    this.code = options.code;
  }
}

/** Nothing can start as things are: one line says what is wrong, `advice` what to do about it. */
export class StartUpError extends DevError {
  override name = 'StartUpError';
  readonly advice: string;

  constructor(message: string, options: ErrorOptions & { readonly code: string; readonly advice: string }) {
    super(message, options);
    this.advice = options.advice;
  }
}

/** A request to /_baton/v1 that cannot be answered; `status` is HTTP's. */
export class ApiError extends DevError {
  override name = 'ApiError';
  readonly status: number;

  constructor(status: number, code: string, message: string, options: ErrorOptions = {}) {
    super(message, { ...options, code });
    this.status = status;
  }
}
