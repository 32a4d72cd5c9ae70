/** What became of a call to start an execution; `clash`: the name is taken by an execution with another input. */
export type StartResult = 'started' | 'duplicate' | 'clash';

/** `traceHeader` is X-Ray's, null where the execution continues no trace. */
export type NewExecution = { readonly name: string; readonly input: string; readonly traceHeader: string | null };

/** Starts executions of the workflow. Rejects with `TransientStartError` or `SystemicError`. */
export interface ExecutionStarter {
  start(execution: NewExecution): Promise<StartResult>;
}

/** How long and in what rhythm to try again. */
export interface Patience {
  /** Milliseconds until the invocation is cut off. */
  remainingMs(): number;
  sleep(ms: number): Promise<void>;
  /** From 0 up to, not including, 1. */
  random(): number;
}
