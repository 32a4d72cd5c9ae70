/** What can go wrong with an expression: it does not parse, or its evaluation fails the state. */
export abstract class ExpressionsError extends Error {
  abstract readonly code: string;
}

/** The text is no valid path, intrinsic call or JSONata expression. Fix the definition; `position` counts from 0. */
export class ExpressionSyntaxError extends ExpressionsError {
  override readonly name = 'ExpressionSyntaxError';
  readonly code = 'EXPRESSION_SYNTAX';
  readonly expression: string;
  readonly position: number;

  constructor(message: string, expression: string, position: number, options?: ErrorOptions) {
    super(message, options);
    this.expression = expression;
    this.position = position;
  }
}

export type ExpressionErrorName =
  | 'States.QueryEvaluationError'
  | 'States.ParameterPathFailure'
  | 'States.IntrinsicFailure'
  | 'States.Runtime'
  | 'States.ResultPathMatchFailure';

/** Evaluation failed: the state fails with `errorName` and `cause`, to which the machine adds the state and event. */
export class ExpressionError extends ExpressionsError {
  override readonly name = 'ExpressionError';
  readonly code = 'EXPRESSION_FAILED';
  readonly errorName: ExpressionErrorName;
  override readonly cause: string;
  /** The field that AWS reports as `location` of EvaluationFailed; only JSONata has one. */
  readonly location: string | null;

  constructor(errorName: ExpressionErrorName, cause: string, location: string | null = null) {
    super(`${errorName}: ${cause}`);
    this.errorName = errorName;
    this.cause = cause;
    this.location = location;
  }
}
