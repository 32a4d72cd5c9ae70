import { ExpressionError } from '../expressions/index.ts';
import { StateError } from './errors.ts';
import { MAX_VARIABLES_BYTES } from './limits.ts';

/** How a state, a frame or the execution failed. Null where nobody gave it a name or a cause. */
export type Failure = {
  readonly error: string | null;
  readonly cause: string | null;
  /** More names that ErrorEquals may know it by. */
  readonly aliases?: readonly string[];
};

/** The state's own errors and those of expressions, as one; anything else is a fault of the engine. */
export function toStateError(error: unknown): StateError {
  if (error instanceof ExpressionError) {
    const { errorName, cause, location } = error;
    const namesState = errorName !== 'States.ReferencePathConflict';
    return new StateError(errorName, cause, { namesState, ...(location !== null && { location }) });
  }
  if (error instanceof StateError) {
    return error;
  }
  throw error;
}

/** States.DataLimitExceeded of a state or a task's resource. */
export function dataLimitError(what: string): StateError {
  const cause = `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return new StateError('States.DataLimitExceeded', cause, { namesState: false });
}

export function variablesLimitError(): StateError {
  const cause = `The variables of the execution exceed the maximum of ${MAX_VARIABLES_BYTES} bytes together.`;
  return new StateError('States.DataLimitExceeded', cause);
}

export const TIMEOUT: Failure = { error: 'States.Timeout', cause: null };
/** Told as a timeout, and caught under both names. */
export const HEARTBEAT_TIMEOUT: Failure = { ...TIMEOUT, aliases: ['States.HeartbeatTimeout'] };

/** What the documentation calls otherwise than the service tells it. */
const DOCUMENTED: { readonly [told: string]: string | undefined } = {
  'States.ReferencePathConflict': 'States.ResultPathMatchFailure',
};

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
        return name === error || name === DOCUMENTED[error ?? ''] || (aliases?.includes(name) ?? false);
    }
  });
}
