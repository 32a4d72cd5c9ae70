import type { Command, JsonText, TaskResource, Waiting } from '../machine/protocol.ts';

/** Time for the runtime. One alarm at a time: setting another replaces it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  setAlarm(at: number, ring: () => void): void;
  clearAlarm(): void;
  /** Resolves when so much time has passed, or when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Told when all has been stepped and no task is at work, so that nothing but time goes on: virtual time does then. */
  rest?(): void;
}

export type InvokeTask = Extract<Command, { type: 'invokeTask' }>;

export type TaskFailure = { readonly type: 'failed'; readonly error: string; readonly cause: string };

export type TaskOutcome =
  | { readonly type: 'succeeded'; readonly output: JsonText }
  | { readonly type: 'submitted'; readonly output: JsonText }
  /** Whoever has the token says how it ends. */
  | { readonly type: 'handedOver' }
  | TaskFailure;

/** What is known of a call before it has ended. */
export type TaskProgress =
  | { readonly type: 'started'; readonly workerName: string | null }
  | { readonly type: 'submitted'; readonly output: JsonText };

/** What surrounds a call: it goes into the invoked function's client context and logs. */
export type TaskSetting = Waiting & {
  readonly executionArn: string;
  readonly executionName: string;
  readonly signal: AbortSignal;
  readonly progress: (made: TaskProgress) => void;
  /** Lets time pass, or the signal be aborted; the call is not at work meanwhile. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Shown what an HTTP Task has sent and got. */
  readonly onExchange?: (exchange: HttpExchange) => void;
};

export type HttpRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
};

export type HttpResponse = {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HttpRequest['headers'];
  readonly body: string;
};

export type HttpExchange = {
  readonly request: HttpRequest;
  /** The request as the state alone has it, without what the connection adds. */
  readonly withoutSecrets: HttpRequest;
  /** Null where none came that could be read. */
  readonly response: HttpResponse | null;
};

/** One integration: performs a task and says how it ended. Never rejects; a broken adapter is a failed task. */
export interface TaskIntegration {
  invoke(task: InvokeTask, setting: TaskSetting): Promise<TaskOutcome>;
  /** How a call that was in flight when the process died has ended, or that it is made again. */
  readonly onCrash: TaskFailure | 'invokeAgain';
  /** Its calls wait for others and do nothing themselves: they take no place among the tasks in flight. */
  readonly onlyWaits?: boolean;
}

/** Always gives one: for what is not supported, an integration whose tasks fail saying what is missing. */
export type FindIntegration = (resource: TaskResource) => TaskIntegration;

/** Test cases, under which executions are started as `<state machine's ARN>#<test case>`. */
export interface TestCases {
  /** False when the state machine has no such test case. */
  begin(executionArn: string, stateMachineName: string, testCase: string): boolean;
  /** The execution has ended. */
  end(executionArn: string): void;
}

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
