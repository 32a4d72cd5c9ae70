/** How an invocation ended, as Lambda's Invoke operation answers it. */
export type InvokeAnswer = {
  /** The returned JSON, or the error document when `functionError` is set. */
  readonly payload: string;
  readonly functionError: 'Unhandled' | null;
  readonly requestId: string;
  readonly durationMs: number;
};

/** Which task called, so that what the function prints is found again. */
export type Caller = { readonly executionArn: string; readonly stateName: string; readonly retryCount: number };

export type InvokeOptions = {
  readonly caller?: Caller;
  /** JSON text of Lambda's client context. */
  readonly clientContext?: string;
  /** Nobody waits any longer. As on Lambda, a handler that runs already runs on. */
  readonly signal?: AbortSignal;
};

/** A piece of output, as written: mostly a line, its newline included. */
export type Printed = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly functionName: string;
  readonly requestId: string;
  readonly caller: Caller | null;
  readonly text: string;
};

export type PrintedQuery = { readonly executionArn: string } | { readonly requestId: string };

/** Runs a project's functions as Lambda would. */
export interface FunctionHost {
  /** The ARN of a function of that name; throws `FunctionNotFoundError` where the project has none. */
  arnOf(functionName: string): string;
  /**
   * Rejects with `FunctionNotFoundError` for a name that the project does not have, `TooManyInvocationsError` when too
   * many wait already, and with the signal's reason. Everything that the function does wrong is an answer.
   */
  invoke(functionName: string, payload: string, options?: InvokeOptions): Promise<InvokeAnswer>;
  /** What functions printed lately, oldest first. */
  printed(query: PrintedQuery): readonly Printed[];
  close(): Promise<void>;
}
