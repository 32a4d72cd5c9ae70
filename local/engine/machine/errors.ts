export abstract class MachineError extends Error {
  abstract readonly code: string;
}

/** The run is none of this program: a run keeps the revision that it was created with. */
export class ForeignProgramError extends MachineError {
  override readonly name = 'ForeignProgramError';
  readonly code = 'FOREIGN_PROGRAM';
}

/** The history is full, and no state can catch that. Never leaves the machine. */
export class HistoryLimitError extends MachineError {
  override readonly name = 'HistoryLimitError';
  readonly code = 'HISTORY_FULL';
}

/** A state cannot go on. Caught where its recovery is decided, so it never leaves the machine. */
export class StateError extends MachineError {
  override readonly name = 'StateError';
  readonly code = 'STATE_FAILED';
  readonly error: string;
  override readonly cause: string;
  /** Whether the cause is told with the state's name and entry in front. */
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
