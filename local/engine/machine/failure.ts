import { ExpressionError } from '../expressions/index.ts';

/** How a state, a frame or the execution failed. Null where nobody gave it a name or a cause. */
export type Failure = {
  readonly error: string | null;
  readonly cause: string | null;
  /** More names that ErrorEquals may know it by. */
  readonly aliases?: readonly string[];
};

/**
 * Thrown where a state cannot go on, and caught where its recovery is decided. Its cause is told as it is unless the
 * state is to be named in front.
 */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly error: string;
  override readonly cause: string;
  readonly namesState: boolean;
  /** The field of EvaluationFailed; null where no such event is told. */
  readonly location: string | null;
  /** Whether the expression itself failed, or only what the state made of its value. */
  readonly evaluating: boolean;

  constructor(
    error: string,
    cause: string,
    options: { readonly namesState?: boolean; readonly location?: string; readonly evaluating?: boolean } = {},
  ) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
    this.namesState = options.namesState ?? true;
    this.location = options.location ?? null;
    this.evaluating = options.evaluating ?? true;
  }
}

/** The state's own errors and those of expressions, as one; anything else is a fault of the engine. */
export function toStateError(error: unknown): StateError {
  if (error instanceof ExpressionError) {
    const { errorName, cause, location } = error;
    return new StateError(errorName, cause, location === null ? {} : { location });
  }
  if (error instanceof StateError) {
    return error;
  }
  throw error;
}

/** The history is full: no state can catch that. */
export class HistoryLimitError extends Error {
  override readonly name = 'HistoryLimitError';
}

/** States.DataLimitExceeded of a state or a task's resource. */
export function dataLimitError(what: string): StateError {
  const cause = `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return new StateError('States.DataLimitExceeded', cause, { namesState: false });
}

export const TIMEOUT: Failure = { error: 'States.Timeout', cause: null };
/** Told as a timeout, and caught under both names. */
export const HEARTBEAT_TIMEOUT: Failure = { ...TIMEOUT, aliases: ['States.HeartbeatTimeout'] };

/** Nothing catches these, not even by name. */
const FATAL = new Set<string | null>(['States.Runtime']);
/** Caught by name alone. */
const NAMED_ONLY = new Set<string | null>(['States.DataLimitExceeded']);
const NOT_TASK_FAILED = new Set<string | null>(['States.Timeout']);

export function isFatal({ error }: Failure): boolean {
  return FATAL.has(error);
}

/** Whether a Retrier's or Catcher's ErrorEquals names the failure. */
export function isNamedBy({ error, aliases }: Failure, errorEquals: readonly string[]): boolean {
  return errorEquals.some((name) => {
    switch (name) {
      case 'States.ALL':
        return !NAMED_ONLY.has(error);
      case 'States.TaskFailed':
        return !NAMED_ONLY.has(error) && !NOT_TASK_FAILED.has(error);
      default:
        return name === error || (aliases?.includes(name) ?? false);
    }
  });
}
