import type { Program } from '../definition/index.ts';
import { createRun, type Run, step } from '../machine/index.ts';
import type { ExecutionFacts, Input, JsonText } from '../machine/protocol.ts';
import type { RunRow, Store } from '../store/index.ts';
import { mapRunLabel } from './arns.ts';
import { MAX_IDLE_RUNS_IN_MEMORY, MIN_STEPS_PER_SNAPSHOT } from './limits.ts';
import type { Programs } from './programs.ts';
import { REPLAYS, Replay } from './replay.ts';

/** A run in memory: what the log says, and the machine's tree that the logged inputs lead to. */
export type LiveRun = {
  row: RunRow;
  readonly program: Program;
  readonly run: Run;
  nextEvent: number;
  readonly sinceSnapshot: { steps: number; bytes: number };
  snapshotBytes: number;
  /** Null but where suites run. */
  readonly replay: Replay | null;
};

/**
 * The runs in memory. A run is here only to be at hand: it can be dropped at any moment and is then rebuilt from its
 * last snapshot and the inputs logged since. Ended runs leave at once, idle ones when there are too many.
 */
export class LiveRuns {
  readonly #store: Store;
  readonly #programs: Programs;
  readonly #runs = new Map<number, LiveRun>();
  readonly #idle = new Set<number>();
  readonly #replays: boolean;

  constructor(store: Store, programs: Programs, replays = REPLAYS) {
    this.#store = store;
    this.#programs = programs;
    this.#replays = replays;
  }

  begin(row: RunRow, input: JsonText): LiveRun {
    const live = this.#fromRow(row, input, null);
    this.#runs.set(row.id, live);
    return live;
  }

  /** Null for a run that has ended or never was. */
  get(id: number): LiveRun | null {
    this.#idle.delete(id);
    const known = this.#runs.get(id);
    if (known !== undefined) return known;
    const row = this.#store.runs.find(id);
    if (row === null || row.status !== 'RUNNING') return null;
    const live = this.#rebuild(row);
    this.#runs.set(id, live);
    return live;
  }

  /** A run that has ended without success, as it was then; null for any other, and for one that goes on already. */
  ended(id: number): LiveRun | null {
    if (this.#runs.has(id)) return null;
    const row = this.#store.runs.find(id);
    if (row === null || row.status === 'RUNNING' || row.status === 'SUCCEEDED') return null;
    const live = this.#rebuild(row);
    this.#runs.set(id, live);
    return live;
  }

  drop(id: number): void {
    this.#runs.delete(id);
    this.#idle.delete(id);
  }

  /** Nothing but time or a token will go on with it. */
  letIdle(id: number): void {
    if (this.#runs.has(id)) this.#idle.add(id);
    for (const oldest of this.#idle) {
      if (this.#idle.size <= MAX_IDLE_RUNS_IN_MEMORY) break;
      this.drop(oldest);
    }
  }

  facts(row: RunRow, input: JsonText): ExecutionFacts {
    const { machine, revision } = this.#programs.of(row.revision);
    const mapLabel = row.mapRun === null ? undefined : mapRunLabel(row.mapRun);
    const labelled = (name: string) => (mapLabel === undefined ? name : `${name}/${mapLabel}`);
    return {
      executionArn: row.executionArn,
      executionName: row.name,
      stateMachineArn: labelled(machine.arn),
      stateMachineName: labelled(machine.name),
      roleArn: revision.roleArn,
      input,
      ...(row.version === null ? {} : { stateMachineVersionArn: `${machine.arn}:${row.version}` }),
      ...(row.alias === null ? {} : { stateMachineAliasArn: `${machine.arn}:${row.alias}` }),
      ...(mapLabel === undefined ? {} : { mapLabel }),
    };
  }

  #rebuild(row: RunRow): LiveRun {
    const snapshot = this.#store.log.snapshot(row.id);
    const missed: string[] = [];
    let nextEvent: number | null = null;
    for (const logged of this.#store.log.walkBack(row.tail)) {
      nextEvent ??= logged.firstEvent + (JSON.parse(logged.history) as unknown[]).length;
      if (logged.id === snapshot?.step) break;
      missed.push(logged.input);
    }
    const live = this.#fromRow(row, this.#store.runs.texts(row.id).input, snapshot?.state ?? null);
    live.nextEvent = nextEvent ?? 1;
    if (live.replay !== null) live.replay.catchUp([...this.#store.log.walkBack(row.tail)].reverse());
    for (const text of missed.reverse()) {
      step(live.program, live.run, JSON.parse(text) as Input);
      countStep(live, text.length);
    }
    return live;
  }

  #fromRow(row: RunRow, input: JsonText, state: string | null): LiveRun {
    const { program } = this.#programs.of(row.revision);
    const facts = this.facts(row, input);
    return {
      row,
      program,
      run: state === null ? createRun(program, facts) : (JSON.parse(state) as Run),
      nextEvent: 1,
      sinceSnapshot: { steps: 0, bytes: 0 },
      snapshotBytes: state?.length ?? 0,
      replay: this.#replays ? new Replay(program, facts) : null,
    };
  }
}

export function countStep(live: LiveRun, bytes: number): void {
  live.sinceSnapshot.steps++;
  live.sinceSnapshot.bytes += bytes;
}

/**
 * The run's state as JSON when it is time for a snapshot. Not before the log since the last has grown by what that one
 * took: so snapshots never cost more than the log itself, however large the state.
 */
export function dueSnapshot(live: LiveRun): string | null {
  const { steps, bytes } = live.sinceSnapshot;
  if (steps < MIN_STEPS_PER_SNAPSHOT || bytes < live.snapshotBytes) return null;
  const state = JSON.stringify(live.run);
  live.sinceSnapshot.steps = 0;
  live.sinceSnapshot.bytes = 0;
  live.snapshotBytes = state.length;
  return state;
}
