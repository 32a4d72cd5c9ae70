import type { JsonText, TimerKind } from '../machine/protocol.ts';
import type { MapRunChanges } from './map-run-catalogue.ts';

/** PENDING_REDRIVE is an unsuccessful child of a map run that is redriven and has not come to it yet. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

/** What every look at a run needs; large texts lie elsewhere, since this row is rewritten as the run goes on. */
export type RunRow = {
  /** Grows with every run. */
  readonly id: number;
  /** The catalogue's ids of the state machine and of the revision that the run keeps until its end. */
  readonly machine: number;
  readonly revision: number;
  /** The version and the alias that it was started by, where it was. */
  readonly version: number | null;
  readonly alias: string | null;
  /** The ARN of the map run whose child execution it is. */
  readonly mapRun: string | null;
  /** Of a child execution of a map run: how many items it has. */
  readonly itemCount: number | null;
  /** AWS X-Ray's, as the execution was started with it. */
  readonly traceHeader: string | null;
  readonly executionArn: string;
  readonly name: string;
  readonly startedAt: number;
  readonly status: ExecutionStatus;
  readonly stoppedAt: number | null;
  readonly redriveCount: number;
  readonly redrivenAt: number | null;
  /** The last row of the run in the log. */
  readonly tail: number;
};

export type RunResult = {
  readonly output: JsonText | null;
  readonly error: string | null;
  readonly cause: string | null;
};

export type RunTexts = RunResult & { readonly input: JsonText };

/** One row of the append-only log: an input of a run and the history that it produced. */
export type StepRow = {
  /** Position in the log, in commit order. */
  readonly id: number;
  /** The run's row before this one. */
  readonly previous: number | null;
  /** JSON of the machine's `Input`. */
  readonly input: string;
  /** JSON of the `HistoryEvent`s, and the id of the first one, or of the next one to come where there is none. */
  readonly history: string;
  readonly firstEvent: number;
};

/** The state of a run after a step, as JSON. */
export type Snapshot = { readonly run: number; readonly step: number; readonly state: string };

export type TimerKey = { readonly run: number; readonly frame: number; readonly timer: TimerKind };
export type TimerRow = TimerKey & { readonly turn: number; readonly at: number };

/** One transaction. A run that starts and ends in it occurs only in `started`. */
export type Changes = {
  readonly started: readonly (RunRow & { readonly input: JsonText })[];
  readonly progressed: readonly RunRow[];
  /** Ended runs that go on: how they had ended counts no more. */
  readonly resumed: readonly number[];
  readonly ended: readonly (RunResult & { readonly run: number })[];
  readonly steps: readonly StepRow[];
  readonly snapshots: readonly Snapshot[];
  readonly mapRuns: MapRunChanges;
  readonly timersCleared: readonly TimerKey[];
  readonly timersSet: readonly TimerRow[];
};

export type RunQuery = {
  /** Of one state machine, else of all. */
  readonly machine?: number;
  readonly version?: number;
  readonly alias?: string;
  /** Children of this map run; null: of none. */
  readonly mapRun?: string | null;
  /** Only those that were redriven, or only those that were not. */
  readonly redriven?: boolean;
  readonly status?: ExecutionStatus;
  /** Only runs that started before this one. */
  readonly before?: number;
  readonly limit: number;
};

/**
 * Keeps runs and their log. All of it is synchronous: the one writer waits for the disk anyway, once for everything
 * that is ready. Every method throws `StoreUnavailableError`.
 */
export interface RunStore {
  /** All or nothing, and durable on return. */
  commit(changes: Changes): void;
  /** Where ids go on from. */
  lastIds(): { readonly run: number; readonly step: number };
  /** The newest run of that ARN: a state machine may have been deleted and created again. */
  find(run: number | string): RunRow | null;
  texts(run: number): RunTexts;
  /** Newest first. */
  list(query: RunQuery): readonly RunRow[];
}

/** What is needed to tell and to rebuild a run. Every method throws `StoreUnavailableError`. */
export interface RunLog {
  /** A run's rows, newest first, from its tail on. */
  walkBack(tail: number): Iterable<StepRow>;
  snapshot(run: number): Snapshot | null;
  /** The timers that come first. */
  timers(limit: number): readonly TimerRow[];
}
