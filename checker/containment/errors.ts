import type { Place } from './schema/schema-node.ts';

type ErrorCode = 'MALFORMED_SCHEMA' | 'BEYOND_REASONING' | 'LIMIT_EXCEEDED' | 'VALIDATOR_FAILED';

/** Why a question cannot be answered. None leaves this part: each becomes an `undecided`. */
export abstract class UndecidedError extends Error {
  abstract readonly code: ErrorCode;
  readonly place: Place;

  constructor(reason: string, place: Place, options?: ErrorOptions) {
    super(reason, options);
    this.place = place;
  }
}

/** A keyword has no value that JSON Schema 2020-12 allows, or a reference leads nowhere. */
export class MalformedSchemaError extends UndecidedError {
  override readonly name = 'MalformedSchemaError';
  readonly code = 'MALFORMED_SCHEMA';
}

/** A keyword is used in a way that is not reasoned about. */
export class BeyondReasoningError extends UndecidedError {
  override readonly name = 'BeyondReasoningError';
  readonly code = 'BEYOND_REASONING';
}

/** A named limit of `ContainmentLimits` is exceeded. */
export class LimitExceededError extends UndecidedError {
  override readonly name = 'LimitExceededError';
  readonly code = 'LIMIT_EXCEEDED';
}

/** One of the validators that were handed in threw where it should have answered. */
export class ValidatorFailedError extends UndecidedError {
  override readonly name = 'ValidatorFailedError';
  readonly code = 'VALIDATOR_FAILED';
}
