/**
 * The words between the pure machine and the runtime: an *input* says what happened, a *command* what is to be done,
 * a *history event* what AWS would show. The machine never sees a clock, randomness or I/O: they come with the input.
 *
 * I1. The same program and the same inputs give the same commands and history, always.
 * I2. History is an output: no history event is ever read back by the machine.
 * I3. A frame's `turn` grows each time it starts to wait for something new; an input with an older turn is ignored.
 */

/** 0 is the execution; a Parallel's branch and a Map's iteration have frames of their own. */
export type FrameId = number;

/** What a frame waits for: its own address and which wait it is. */
export type Waiting = { readonly frame: FrameId; readonly turn: number };

/** Data travels as JSON text, so that what no state touches keeps its bytes. */
export type JsonText = string;

/** `at` is in milliseconds since the epoch; `seed` feeds jitter, uuids, $random and task tokens. */
export type Input = { readonly at: number; readonly seed: string } & (
  | { readonly type: 'executionStarted' }
  /** A worker has taken up an activity's task. */
  | ({ readonly type: 'taskStarted'; readonly workerName: string | null } & Waiting)
  | ({ readonly type: 'taskSubmitted'; readonly output: JsonText } & Waiting)
  | ({ readonly type: 'taskSucceeded'; readonly output: JsonText } & Waiting)
  /** Null where nobody gave the failure a name or a cause. */
  | ({ readonly type: 'taskFailed'; readonly error: string | null; readonly cause: string | null } & Waiting)
  | ({ readonly type: 'taskHeartbeat' } & Waiting)
  | ({ readonly type: 'timerFired'; readonly timer: TimerKind } & Waiting)
  /** An execution that has ended without success is to go on. */
  | { readonly type: 'executionRedriven' }
  | { readonly type: 'executionStopped'; readonly error: string | null; readonly cause: string | null }
  | { readonly type: 'proceeded' }
  /** A child execution of a map run has ended. `slot` is the child's in the map run. */
  | ({ readonly type: 'childEnded'; readonly slot: number; readonly startedAt: number } & ChildEnding & Waiting)
  /** UpdateMapRun: what is not given stays as it is. */
  | ({ readonly type: 'mapRunUpdated' } & Partial<MapRunSettings> & Waiting)
);

export type ChildEnding =
  | { readonly status: 'SUCCEEDED'; readonly output: JsonText }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error: string | null;
      readonly cause: string | null;
    };

/** What UpdateMapRun can change while the map run goes on. */
export type MapRunSettings = {
  /** 0 where the definition sets no limit. */
  readonly maxConcurrency: number;
  /** Null where the definition does not speak of it. */
  readonly toleratedFailureCount: number | null;
  readonly toleratedFailurePercentage: number | null;
};

/** A Distributed Map under way, as DescribeMapRun knows it from its beginning. */
export type MapRunFacts = MapRunSettings & {
  readonly mapRunArn: string;
  readonly itemCount: number;
  /** How many child executions there will be; null where batches are filled by bytes. */
  readonly childCount: number | null;
};

/**
 * An execution that a map run starts. It is a run of its own, of the same program, whose facts these are: `createRun`
 * finds the processor by their `mapLabel`. Its names are made of the map run's and the slot's alone.
 */
export type ChildExecution = {
  readonly facts: ExecutionFacts;
  readonly workflowType: 'STANDARD' | 'EXPRESS';
  readonly slot: number;
  readonly itemCount: number;
  /** How often it is to have been redriven: 0 begins it. */
  readonly redrives: number;
};

export type TimerKind = 'wait' | 'retry' | 'taskTimeout' | 'heartbeat' | 'executionTimeout';

/** A Task state's Resource, taken apart once when the definition is parsed. */
export type TaskResource =
  | { readonly kind: 'lambda'; readonly functionArn: string }
  | {
      readonly kind: 'service';
      /** `lambda`, `states`, `sqs`, or for SDK integrations `aws-sdk:s3`. */
      readonly service: string;
      /** As written after the service: `invoke`, `putObject`. */
      readonly action: string;
      readonly pattern: 'requestResponse' | 'sync' | 'sync:2' | 'waitForTaskToken';
    }
  | { readonly kind: 'activity'; readonly activityArn: string };

export type Command =
  | ({
      readonly type: 'invokeTask';
      readonly stateName: string;
      readonly resource: TaskResource;
      readonly arguments: JsonText;
      /** Only with `.waitForTaskToken` and activities. */
      readonly taskToken: string | null;
      readonly timeoutSeconds: number | null;
      readonly heartbeatSeconds: number | null;
      readonly retryCount: number;
      /** The role of the state's Credentials. */
      readonly credentialsRoleArn?: string;
      /** What submitting answered, where a `.sync` task is taken up again after it. */
      readonly submission?: JsonText;
    } & Waiting)
  | ({ readonly type: 'cancelTask' } & Waiting)
  | ({ readonly type: 'setTimer'; readonly timer: TimerKind; readonly at: number } & Waiting)
  | ({ readonly type: 'cancelTimer'; readonly timer: TimerKind } & Waiting)
  /** A map run and its children begin once: the runtime ignores one that it has begun (see `pendingCommands`). */
  | ({ readonly type: 'startMapRun'; readonly mapRun: MapRunFacts } & Waiting)
  /** Answered by `childEnded`, also when the child has ended long since. */
  | ({ readonly type: 'startChild'; readonly mapRunArn: string; readonly child: ChildExecution } & Waiting)
  /** The settings as `mapRunUpdated` has left them. */
  | ({ readonly type: 'updateMapRun'; readonly mapRunArn: string; readonly settings: MapRunSettings } & Waiting)
  /** A map run that has ended goes on, and its unsuccessful children with it. */
  | ({ readonly type: 'redriveMapRun'; readonly mapRunArn: string; readonly redriveCount: number } & Waiting)
  /** Nothing waits for the map run any more: its children that still run are stopped. */
  | ({
      readonly type: 'endMapRun';
      readonly mapRunArn: string;
      readonly status: 'SUCCEEDED' | 'FAILED' | 'ABORTED';
    } & Waiting)
  /** One step expands a bounded number of frames: the runtime feeds `proceeded` back. */
  | { readonly type: 'proceed' }
  | {
      readonly type: 'endExecution';
      readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly output: JsonText | null;
      readonly error: string | null;
      readonly cause: string | null;
    };

/**
 * An event as GetExecutionHistory shows it: `details` is the one `…EventDetails` object, under AWS's member name.
 * Source: https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export type HistoryEvent = {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly details: { readonly member: string; readonly value: Readonly<Record<string, unknown>> } | null;
};

/** What the machine is told once about the execution that it runs; all of it shows in the context object. */
export type ExecutionFacts = {
  readonly executionArn: string;
  readonly executionName: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  /** Null where a state is tested without one. */
  readonly roleArn: string | null;
  readonly input: JsonText;
  /** The version and the alias that it was started by, where it was. */
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  /** Takes the place of the whole context object, where a state is tested with one. */
  readonly context?: JsonText;
  /** In a child execution of a map run: the Map's label, which the two state machine names end with (`machine/label`). */
  readonly mapLabel?: string;
};

export type StepResult = { readonly commands: readonly Command[]; readonly history: readonly HistoryEvent[] };
