import type { Command, JsonText, TaskResource, Waiting } from '../machine/protocol.ts';

/** Time for the runtime. One alarm at a time: setting another replaces it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  setAlarm(at: number, ring: () => void): void;
  clearAlarm(): void;
}

export type InvokeTask = Extract<Command, { type: 'invokeTask' }>;

export type TaskFailure = { readonly type: 'failed'; readonly error: string; readonly cause: string };

export type TaskOutcome =
  | { readonly type: 'succeeded'; readonly output: JsonText }
  | { readonly type: 'submitted'; readonly output: JsonText }
  | TaskFailure;

/** What surrounds a call: it goes into the invoked function's client context and logs. */
export type TaskSetting = Waiting & {
  readonly executionArn: string;
  readonly executionName: string;
  readonly signal: AbortSignal;
};

/** One integration: performs a task and says how it ended. Never rejects; a broken adapter is a failed task. */
export interface TaskIntegration {
  invoke(task: InvokeTask, setting: TaskSetting): Promise<TaskOutcome>;
  /** How a call that was in flight when the process died has ended, or that it is made again. */
  readonly onCrash: TaskFailure | 'invokeAgain';
}

/** Always gives one: for what is not supported, an integration whose tasks fail saying what is missing. */
export type FindIntegration = (resource: TaskResource) => TaskIntegration;

/** What a person should hear of, once when it begins and once when it is over. */
export interface EngineLog {
  info(message: string): void;
  error(message: string, error?: unknown): void;
}

/** Said when an execution has ended, after it was committed. */
export type EndedExecution = {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly error: string | null;
  readonly cause: string | null;
  readonly durationMs: number;
  /** The states in the order in which they were entered, up to a limit. */
  readonly path: readonly string[];
};
