/** What a check can fail with, besides `Contract.InputViolation`. */
export abstract class ValidateError extends Error {
  abstract readonly code: string;
}

/** The state passes something else than a contract and values: a mistake in the definition. */
export class ValidateInputError extends ValidateError {
  override readonly name = 'Validate.InvalidInput';
  readonly code = 'VALIDATE_INVALID_INPUT';
}

/** The project has no such contract. */
export class UnknownContractError extends ValidateError {
  override readonly name = 'Validate.UnknownContract';
  readonly code = 'VALIDATE_UNKNOWN_CONTRACT';
}
