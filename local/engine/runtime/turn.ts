import { step } from '../machine/index.ts';
import type { Command, HistoryEvent, Input, StepResult } from '../machine/protocol.ts';
import type { Changes, MapRunChanges, RunResult, Snapshot, StepRow, TimerKey, TimerRow } from '../store/index.ts';
import { countStep, dueSnapshot, type LiveRun } from './live-runs.ts';

type Ending = Extract<Command, { type: 'endExecution' }>;
type OfMapRun = Extract<Command, { type: 'startMapRun' | 'updateMapRun' | 'redriveMapRun' | 'endMapRun' }>;
type Gathered<T> = { [Name in keyof T]: T[Name] extends readonly (infer Row)[] ? Row[] : never };

/** What is to be done once the turn is committed. */
export type Deed = {
  readonly live: LiveRun;
  readonly command: Extract<Command, { type: 'invokeTask' | 'cancelTask' | 'startChild' | 'endMapRun' }>;
};

/** Gathers what the steps of one turn of the loop change, to be committed together. */
export class Turn {
  readonly touched = new Set<LiveRun>();
  readonly deeds: Deed[] = [];
  /** Runs whose step asked to go on. */
  readonly unfinished: LiveRun[] = [];
  readonly ended: LiveRun[] = [];
  readonly resumed: number[] = [];
  readonly #started = new Map<LiveRun, string>();
  readonly #results: (RunResult & { readonly run: number })[] = [];
  readonly #steps: StepRow[] = [];
  readonly #mapRuns: Gathered<MapRunChanges> = { started: [], updated: [], ended: [], redriven: [] };
  readonly #timers = new Map<string, TimerKey | TimerRow>();
  readonly #nextStepId: () => number;

  constructor(nextStepId: () => number) {
    this.#nextStepId = nextStepId;
  }

  begin(live: LiveRun, input: string): void {
    this.#started.set(live, input);
  }

  /** An ended run goes on with the next input. */
  resume(live: LiveRun, at: number): void {
    const { redriveCount } = live.row;
    const row = { ...live.row, status: 'RUNNING' as const, stoppedAt: null };
    live.row = { ...row, redriveCount: redriveCount + 1, redrivenAt: at };
    this.resumed.push(live.row.id);
  }

  /** A timer that has fired is none any more, whatever becomes of its run. */
  clearFired(run: number, input: Input): void {
    if (input.type === 'timerFired') this.#setTimer({ run, frame: input.frame, timer: input.timer });
  }

  take(live: LiveRun, input: Input): void {
    this.#record(live, input, attempt(live, input));
  }

  earliestTimer(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const timer of this.#timers.values()) if ('at' in timer) earliest = Math.min(earliest, timer.at);
    return earliest;
  }

  changes(): Changes {
    const timers = [...this.#timers.values()];
    return {
      started: [...this.#started].map(([live, input]) => ({ ...live.row, input })),
      progressed: [...this.touched].filter((live) => !this.#started.has(live)).map(({ row }) => row),
      resumed: this.resumed,
      ended: this.#results,
      steps: this.#steps,
      snapshots: this.#snapshots(),
      mapRuns: this.#mapRuns,
      timersCleared: timers.filter((timer) => !('at' in timer)),
      timersSet: timers.filter((timer): timer is TimerRow => 'at' in timer),
    };
  }

  #record(live: LiveRun, input: Input, { commands, history }: StepResult): void {
    const id = this.#nextStepId();
    const row: StepRow = {
      id,
      previous: live.row.tail === 0 ? null : live.row.tail,
      input: JSON.stringify(input),
      history: JSON.stringify(history),
      firstEvent: live.nextEvent,
    };
    this.#steps.push(row);
    this.touched.add(live);
    live.row = { ...live.row, tail: id };
    live.nextEvent += history.length;
    countStep(live, row.input.length + row.history.length);
    for (const command of commands) this.#note(live, command, input.at);
  }

  #note(live: LiveRun, command: Command, at: number): void {
    const run = live.row.id;
    switch (command.type) {
      case 'invokeTask':
      case 'cancelTask':
      case 'startChild':
        this.deeds.push({ live, command });
        break;
      case 'startMapRun':
      case 'updateMapRun':
      case 'redriveMapRun':
        this.#keepMapRun(run, command, at);
        break;
      case 'endMapRun':
        this.#keepMapRun(run, command, at);
        this.deeds.push({ live, command });
        break;
      case 'setTimer':
        this.#setTimer({ run, frame: command.frame, timer: command.timer, turn: command.turn, at: command.at });
        break;
      case 'cancelTimer':
        this.#setTimer({ run, frame: command.frame, timer: command.timer });
        break;
      case 'proceed':
        this.unfinished.push(live);
        break;
      case 'endExecution':
        this.#end(live, command, at);
        break;
    }
  }

  #keepMapRun(run: number, command: OfMapRun, at: number): void {
    const { started, updated, ended, redriven } = this.#mapRuns;
    const { frame, turn } = command;
    switch (command.type) {
      case 'startMapRun': {
        const { mapRunArn: arn, ...facts } = command.mapRun;
        const begun = { run, frame, turn, startedAt: at, status: 'RUNNING', stoppedAt: null } as const;
        started.push({ ...facts, ...begun, arn, redriveCount: 0, redrivenAt: null });
        break;
      }
      case 'updateMapRun':
        updated.push({ arn: command.mapRunArn, ...command.settings });
        break;
      case 'redriveMapRun':
        redriven.push({ arn: command.mapRunArn, frame, turn, redriveCount: command.redriveCount, redrivenAt: at });
        break;
      case 'endMapRun':
        ended.push({ arn: command.mapRunArn, status: command.status, stoppedAt: at });
        break;
    }
  }

  #setTimer(timer: TimerKey | TimerRow): void {
    this.#timers.set(`${timer.run}/${timer.frame}/${timer.timer}`, timer);
  }

  #end(live: LiveRun, { status, output, error, cause }: Ending, at: number): void {
    live.row = { ...live.row, status, stoppedAt: at };
    this.#results.push({ run: live.row.id, output, error, cause });
    this.ended.push(live);
  }

  #snapshots(): Snapshot[] {
    return [...this.touched].flatMap((live) => {
      const state = live.row.status === 'RUNNING' ? dueSnapshot(live) : null;
      return state === null ? [] : [{ run: live.row.id, step: live.row.tail, state }];
    });
  }
}

/** A fault of the machine ends the one execution that met it, visibly, and leaves the others alone. */
function attempt(live: LiveRun, input: Input): StepResult {
  let result: StepResult;
  try {
    result = step(live.program, live.run, input);
  } catch (fault) {
    return failedBy(fault, live, input);
  }
  live.replay?.check(input, result);
  return result;
}

function failedBy(fault: unknown, { nextEvent }: LiveRun, input: Input): StepResult {
  const error = 'States.Runtime';
  const cause = `The engine met a fault of its own: ${fault instanceof Error ? (fault.stack ?? fault.message) : fault}`;
  const failed: HistoryEvent = {
    id: nextEvent,
    previousEventId: nextEvent - 1,
    type: 'ExecutionFailed',
    timestamp: input.at,
    details: { member: 'executionFailedEventDetails', value: { error, cause } },
  };
  return {
    commands: [{ type: 'endExecution', status: 'FAILED', output: null, error, cause }],
    history: [failed],
  };
}
