import type { Command, HistoryEvent, JsonText, Waiting } from '../machine/protocol.ts';

/** Time for the runtime. One alarm at a time: setting another replaces it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  setAlarm(at: number, ring: () => void): void;
  clearAlarm(): void;
}

export type InvokeTask = Extract<Command, { type: 'invokeTask' }>;

export type TaskOutcome =
  | { readonly type: 'succeeded'; readonly output: JsonText }
  | { readonly type: 'submitted'; readonly output: JsonText }
  | { readonly type: 'failed'; readonly error: string; readonly cause: string };

/** What surrounds a call: it goes into the invoked function's client context and logs. */
export type TaskSetting = Waiting & {
  readonly executionArn: string;
  readonly executionName: string;
  readonly signal: AbortSignal;
};

/** One integration: performs a task and says how it ended. Never rejects; a broken adapter is a failed task. */
export interface TaskIntegration {
  invoke(task: InvokeTask, setting: TaskSetting): Promise<TaskOutcome>;
  /** Whether a call that was in flight when the process died fails as on AWS, or is taken up again. */
  readonly onCrash: 'fail' | 'resume';
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One row of the append-only log: an input of a run and the history that the step produced. */
export type StepRow = { readonly run: number; readonly input: string; readonly history: readonly HistoryEvent[] };
