/** Why an invocation did not take place; `code` is the name that Lambda's API gives it. */
export class HostError extends Error {
  override name = 'HostError';
  readonly code: string;

  constructor(message: string, options: ErrorOptions & { readonly code: string }) {
    super(message, options);
    this.code = options.code;
  }
}

/** The project has no function of that name. */
export class FunctionNotFoundError extends HostError {
  override name = 'FunctionNotFoundError';

  constructor(functionArn: string) {
    super(`Function not found: ${functionArn}`, { code: 'ResourceNotFoundException' });
  }
}

/** Try again later: too many invocations wait already. */
export class TooManyInvocationsError extends HostError {
  override name = 'TooManyInvocationsError';

  constructor() {
    super('Rate Exceeded.', { code: 'TooManyRequestsException' });
  }
}
