/** What can go wrong with an expression: it does not parse, or its evaluation fails the state. */
export abstract class ExpressionsError extends Error {
  abstract readonly code: string;
}

/** The codes of the diagnostics that AWS answers a definition with. */
export type SyntaxErrorCode =
  | 'SCHEMA_VALIDATION_FAILED'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'UNSUPPORTED_JSONATA_EXPRESSION';

type SyntaxErrorDetails = ErrorOptions & {
  readonly code: SyntaxErrorCode;
  readonly expression: string;
  /** Where in the expression, counted from 0. */
  readonly position: number;
  /** Where in the field's value the text stands: `` for the value itself, `/v`, `/values[0]`. */
  readonly location?: string;
};

/** The text is no valid path, intrinsic call or JSONata expression: the definition is refused with code and message. */
export class ExpressionSyntaxError extends ExpressionsError {
  override readonly name = 'ExpressionSyntaxError';
  readonly code: SyntaxErrorCode;
  readonly expression: string;
  readonly position: number;
  readonly location: string;

  constructor(message: string, details: SyntaxErrorDetails) {
    super(message, details);
    this.code = details.code;
    this.expression = details.expression;
    this.position = details.position;
    this.location = details.location ?? '';
  }

  locatedAt(location: string): ExpressionSyntaxError {
    const { code, expression, position, cause } = this;
    return new ExpressionSyntaxError(this.message, { code, expression, position, location, cause });
  }
}

export type ExpressionErrorName =
  | 'States.QueryEvaluationError'
  | 'States.ParameterPathFailure'
  | 'States.IntrinsicFailure'
  | 'States.Runtime'
  | 'States.ReferencePathConflict';

type ExpressionErrorDetails = ErrorOptions & {
  readonly errorName: ExpressionErrorName;
  readonly location?: string;
};

/** Evaluation failed: the state fails with `errorName` and `cause`, to which the machine adds the state and event. */
export class ExpressionError extends ExpressionsError {
  override readonly name = 'ExpressionError';
  readonly code = 'EXPRESSION_FAILED';
  readonly errorName: ExpressionErrorName;
  /** AWS's word for the text, not the error that was met inside: that is `origin`. */
  override readonly cause: string;
  readonly origin: unknown;
  /** The field that AWS reports as `location` of EvaluationFailed; only JSONata has one. */
  readonly location: string | null;

  constructor(cause: string, details: ExpressionErrorDetails) {
    super(`${details.errorName}: ${cause}`);
    this.errorName = details.errorName;
    this.cause = cause;
    this.origin = details.cause;
    this.location = details.location ?? null;
  }
}
