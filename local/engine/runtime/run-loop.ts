import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { pendingCommands, type Run } from '../machine/index.ts';
import type { Command, Input, JsonText } from '../machine/protocol.ts';
import { type RunRow, type Store, StoreUnavailableError } from '../store/index.ts';
import { ChildRuns } from './child-runs.ts';
import { Dispatcher, type Reports, toInput } from './dispatcher.ts';
import { Endings } from './endings.ts';
import { EngineClosedError } from './errors.ts';
import {
  CLOSE_GRACE_MS,
  CLOSE_POLL_MS,
  MAX_INPUTS_PER_TURN,
  MAX_RECOVERIES_PER_TURN,
  MAX_TURN_MS,
  STORE_RETRY_MS,
} from './limits.ts';
import { type LiveRun, LiveRuns } from './live-runs.ts';
import type { Clock, EngineLog, FindIntegration } from './ports.ts';
import type { Programs } from './programs.ts';
import { Turn } from './turn.ts';

export type NewRun = Pick<RunRow, 'machine' | 'revision' | 'executionArn' | 'name'> &
  Partial<Pick<RunRow, 'version' | 'alias' | 'mapRun' | 'itemCount' | 'traceHeader'>> & { readonly input: JsonText };

/** What the random choices come from that follow an input, the first of a run with what begins; default: chance. */
export type NewSeed = (run: number, input: WithoutFacts<Input>, begins?: NewRun) => string;

export type LoopOptions = {
  readonly store: Store;
  readonly programs: Programs;
  readonly clock: Clock;
  readonly findIntegration: FindIntegration;
  readonly log: EngineLog;
  /** Called after an ending is committed. */
  readonly onEnded: (run: RunRow) => void;
  readonly newSeed?: NewSeed;
  /** Called before a Distributed Map's child execution begins. */
  readonly onChild?: (executionArn: string, parentArn: string) => void;
  readonly storeRetryMs?: number;
  /** Milliseconds from any moment on, by which the length of a turn is told; default: the process's own. */
  readonly monotonicMs?: () => number;
};

/** Something that happened to a run, to be stepped; with a caller, somebody waits for its commit. */
type Entry = {
  readonly run: number;
  readonly input: Input;
  readonly begins?: NewRun;
  /** Asked when the input's turn has come: it may not be what the run waits for any more. */
  readonly admits?: (run: Run) => boolean;
  /** Of a run that has ended: whether it goes on. */
  readonly resumes?: (live: LiveRun) => boolean;
  readonly caller?: { resolve(run: RunRow): void; reject(error: Error): void };
};

/** An entry that the turn has taken on: with its run, or, where that has ended before, the row that is left of it. */
type Taken = { readonly entry: Entry; live?: LiveRun | null; ended?: RunRow | null };

type StartChild = Extract<Command, { type: 'startChild' }>;

type WithoutFacts<I> = I extends Input ? Omit<I, 'at' | 'seed'> : never;

/**
 * The one loop: takes inputs, steps the runs, commits, and only then performs what the steps commanded. Owns the order
 * of these; knows nothing of names, ARNs or HTTP.
 *
 * I1. What a step produced is committed before any of its commands is performed, and before its caller is answered.
 * I2. The inputs of one run are stepped in the order in which they were taken.
 * I3. All runs that are ready in one turn of the event loop share one transaction.
 * I4. When a commit fails, nothing of the turn remains: its callers are refused, its runs are rebuilt from the log and
 *     the other inputs, seeds included, are stepped again when writing works. Until then no execution is taken in.
 */
export class RunLoop {
  readonly #options: LoopOptions;
  readonly #runs: LiveRuns;
  readonly #dispatcher: Dispatcher;
  readonly #endings = new Endings();
  readonly #children = new ChildRuns();
  readonly #ids: { run: number; step: number };
  #inbox: Entry[] = [];
  #recovering: number[];
  #scheduled: NodeJS.Immediate | undefined;
  #resting: NodeJS.Immediate | undefined;
  #retry: NodeJS.Timeout | undefined;
  #outage: StoreUnavailableError | null = null;
  #alarmAt = Number.POSITIVE_INFINITY;
  #timersDue = true;
  #closing = false;
  #closed = false;
  #openRuns: number;

  constructor(options: LoopOptions) {
    this.#options = options;
    this.#runs = new LiveRuns(options.store, options.programs);
    const reports: Reports = {
      report: (run, input) => this.#take({ run, input: this.#dated(run, input) }),
      onLanded: () => this.#rest(),
    };
    this.#dispatcher = new Dispatcher(options.findIntegration, reports, options.clock);
    this.#ids = { ...options.store.runs.lastIds() };
    this.#recovering = options.store.runs
      .list({ status: 'RUNNING', limit: Number.MAX_SAFE_INTEGER })
      .map(({ id }) => id);
    this.#openRuns = this.#recovering.length;
    this.#schedule();
  }

  get openRuns(): number {
    return this.#openRuns;
  }

  /** Resolves when the start is committed; rejects with `StoreUnavailableError` when it could not be. */
  start(run: NewRun): Promise<RunRow> {
    const id = ++this.#ids.run;
    return this.#ask({ run: id, input: this.#dated(id, { type: 'executionStarted' }, run), begins: run });
  }

  /** Resolves with the run as it is after the stop; one that has ended before is left as it is. */
  stop(run: number, error: string | null, cause: string | null): Promise<RunRow> {
    return this.#ask({ run, input: this.#dated(run, { type: 'executionStopped', error, cause }) });
  }

  /**
   * Lets a run go on that has ended without success. Resolves with the run when that is committed, with null where it has
   * not ended so.
   */
  async redrive(run: number): Promise<RunRow | null> {
    let resumed = false;
    const resumes = () => {
      resumed = true;
      return true;
    };
    const row = await this.#ask({ run, input: this.#dated(run, { type: 'executionRedriven' }), resumes });
    return resumed ? row : null;
  }

  /** Resolves when the run has ended and that is committed, or when the signal is aborted. */
  async whenEnded(run: number, signal: AbortSignal): Promise<void> {
    if (this.#options.store.runs.find(run)?.status === 'RUNNING') await this.#endings.next(run, signal);
  }

  /** Resolves with whether the run admitted the input when its turn came; what it did is committed then. */
  async tell(run: number, input: WithoutFacts<Input>, admits: (run: Run) => boolean): Promise<boolean> {
    let admitted = false;
    await this.#ask({
      run,
      input: this.#dated(run, input),
      admits(live) {
        admitted = admits(live);
        return admitted;
      },
    });
    return admitted;
  }

  /** Takes nothing more from outside, gives the tasks in flight some time to end, and stops. */
  async close(graceMs = CLOSE_GRACE_MS): Promise<void> {
    this.#closing = true;
    const until = performance.now() + graceMs;
    while (this.#dispatcher.inFlight > 0 && performance.now() < until) await setTimeout(CLOSE_POLL_MS);
    this.#closed = true;
    this.#options.clock.clearAlarm();
    clearImmediate(this.#scheduled);
    clearImmediate(this.#resting);
    clearTimeout(this.#retry);
    this.#dispatcher.close();
    for (const { caller } of this.#inbox) caller?.reject(new EngineClosedError());
    this.#inbox = [];
  }

  #ask(entry: Entry): Promise<RunRow> {
    if (this.#closing) return Promise.reject(new EngineClosedError());
    if (this.#outage !== null && this.#retry !== undefined) return Promise.reject(this.#outage);
    return new Promise((resolve, reject) => this.#take({ ...entry, caller: { resolve, reject } }));
  }

  #dated(run: number, input: WithoutFacts<Input>, begins?: NewRun): Input {
    const { clock, newSeed = () => randomUUID() } = this.#options;
    return { at: clock.now(), seed: newSeed(run, input, begins), ...input } as Input;
  }

  #take(entry: Entry): void {
    if (this.#closed) return;
    this.#inbox.push(entry);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#retry !== undefined || this.#closed) return;
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = undefined;
      this.#turn();
    });
  }

  #turn(): void {
    const taken: Taken[] = [];
    const turn = this.#committed(taken);
    if (turn !== null) this.#afterCommit(turn, taken);
    if (this.#inbox.length > 0 || this.#recovering.length > 0 || this.#timersDue) this.#schedule();
    this.#rest();
  }

  /** Looked at once everybody who waited for what has happened could go on. */
  #rest(): void {
    const { clock } = this.#options;
    if (clock.rest === undefined || this.#closed) return;
    this.#resting ??= setImmediate(() => {
      this.#resting = undefined;
      const isAtRest = this.#scheduled === undefined && this.#retry === undefined && this.#dispatcher.inFlight === 0;
      if (isAtRest) clock.rest?.();
    });
  }

  /** Null when it could not be committed and was withdrawn. */
  #committed(taken: Taken[]): Turn | null {
    const turn = new Turn(() => ++this.#ids.step);
    try {
      this.#recoverSome();
      for (const entry of this.#dueTimers()) this.#step(turn, entry, taken);
      this.#stepInbox(turn, taken);
      if (taken.length > 0) this.#options.store.runs.commit(turn.changes());
      return turn;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      this.#withdraw(taken, error);
      return null;
    }
  }

  #stepInbox(turn: Turn, taken: Taken[]): void {
    const { monotonicMs = () => performance.now() } = this.#options;
    const until = monotonicMs() + MAX_TURN_MS;
    let next = 0;
    try {
      while (next < this.#inbox.length && next < MAX_INPUTS_PER_TURN && monotonicMs() < until) {
        this.#step(turn, this.#inbox[next++] as Entry, taken);
      }
    } finally {
      this.#inbox.splice(0, next);
    }
  }

  #step(turn: Turn, entry: Entry, taken: Taken[]): void {
    const step: Taken = { entry };
    taken.push(step);
    turn.clearFired(entry.run, entry.input);
    step.live = this.#liveFor(turn, entry);
    if (step.live?.row.status === 'RUNNING' && (entry.admits?.(step.live.run) ?? true)) {
      turn.take(step.live, entry.input);
    }
    if (step.live === null && entry.caller !== undefined) step.ended = this.#options.store.runs.find(entry.run);
  }

  #liveFor(turn: Turn, entry: Entry): LiveRun | null {
    const { run, begins, resumes, input } = entry;
    if (begins !== undefined) return this.#begin(turn, entry, begins);
    if (resumes === undefined) return this.#load(run);
    const live = this.#load(run, () => this.#runs.ended(run));
    if (live !== null && resumes(live)) {
      turn.resume(live, input.at);
      return live;
    }
    if (live !== null) this.#runs.drop(run);
    return null;
  }

  /** Null also for a run that cannot be rebuilt: one such run is no reason to stop the others. */
  #load(run: number, from = () => this.#runs.get(run)): LiveRun | null {
    try {
      return from();
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      this.#options.log.error(
        `an execution cannot be taken up again: ${this.#options.store.runs.find(run)?.executionArn}`,
        error,
      );
      return null;
    }
  }

  #begin(turn: Turn, { run: id, input: { at: startedAt } }: Entry, { input, ...begun }: NewRun): LiveRun {
    const unsaid = { version: null, alias: null, mapRun: null, itemCount: null, traceHeader: null } as const;
    const fresh = {
      ...unsaid,
      status: 'RUNNING',
      stoppedAt: null,
      redriveCount: 0,
      redrivenAt: null,
      tail: 0,
    } as const;
    const live = this.#runs.begin({ ...fresh, ...begun, id, startedAt }, input);
    turn.begin(live, input);
    return live;
  }

  #afterCommit(turn: Turn, taken: readonly Taken[]): void {
    this.#endOutage(taken.length > 0);
    const begun = taken.filter(({ entry }) => entry.begins !== undefined).length;
    this.#openRuns += begun + turn.resumed.length - turn.ended.length;
    this.#perform(turn);
    for (const { row } of turn.ended) {
      this.#dispatcher.cancelAll(row.id);
      this.#runs.drop(row.id);
      this.#options.onEnded(row);
      this.#endings.tell(row.id);
      this.#tellParent(row);
    }
    for (const { entry, live } of taken) if (entry.resumes !== undefined && live === null) this.#tellOfEnded(entry.run);
    for (const { row } of turn.touched) if (!this.#dispatcher.isBusy(row.id)) this.#runs.letIdle(row.id);
    for (const { entry, live, ended } of taken) entry.caller?.resolve((live?.row ?? ended) as RunRow);
    this.#setAlarm(turn.earliestTimer());
  }

  #perform(turn: Turn): void {
    for (const { live, command } of turn.deeds) {
      if (command.type === 'cancelTask') this.#dispatcher.cancel(live.row.id, command);
      else if (command.type === 'endMapRun') this.#stopChildren(command.mapRunArn);
      else if (live.row.status !== 'RUNNING') continue;
      else if (command.type === 'startChild') this.#ensureChild(live.row, command);
      else this.#dispatcher.invoke(live, command);
    }
    for (const { row } of turn.unfinished) {
      if (row.status === 'RUNNING') this.#take({ run: row.id, input: this.#dated(row.id, { type: 'proceeded' }) });
    }
  }

  #startChild({ id: parent, machine, revision, executionArn: parentArn }: RunRow, command: StartChild): void {
    const { executionArn, executionName: name, input } = command.child.facts;
    const id = ++this.#ids.run;
    this.#children.add(id, parent, command);
    const { itemCount } = command.child;
    const begins = { machine, revision, executionArn, name, mapRun: command.mapRunArn, itemCount, input };
    this.#options.onChild?.(executionArn, parentArn);
    this.#take({ run: id, input: this.#dated(id, { type: 'executionStarted' }, begins), begins });
  }

  /** What the last process, or the map run before it was redriven, has begun is not begun again. */
  #ensureChild(parent: RunRow, command: StartChild): void {
    const { facts, redrives } = command.child;
    const child = this.#options.store.runs.find(facts.executionArn);
    if (child === null) {
      this.#startChild(parent, command);
      return;
    }
    this.#children.add(child.id, parent.id, command);
    if (child.redriveCount < redrives) {
      const input = this.#dated(child.id, { type: 'executionRedriven' });
      this.#take({ run: child.id, input, resumes: ({ row }) => row.redriveCount < redrives });
    } else if (child.status !== 'RUNNING') this.#tellParent(child);
  }

  /** A child that was to go on and has nothing to go on with. */
  #tellOfEnded(run: number): void {
    const row = this.#options.store.runs.find(run);
    if (row !== null && row.status !== 'RUNNING') this.#tellParent(row);
  }

  #tellParent(child: RunRow): void {
    if (child.mapRun === null) return;
    const told = this.#children.take(child, this.#options.store.runs.texts(child.id));
    if (told !== null) this.#take({ run: told.parent, input: this.#dated(told.parent, told.input) });
  }

  #stopChildren(mapRunArn: string): void {
    for (const run of this.#children.release(mapRunArn)) this.#stopChild(run);
  }

  /** A child whose map run ended before the last process did, and nobody could stop it any more. */
  #isAbandoned({ mapRun }: RunRow): boolean {
    return mapRun !== null && this.#options.store.mapRuns.find(mapRun)?.status !== 'RUNNING';
  }

  #stopChild(run: number): void {
    this.#take({ run, input: this.#dated(run, { type: 'executionStopped', error: null, cause: null }) });
  }

  #setAlarm(at: number): void {
    if (at >= this.#alarmAt) return;
    this.#alarmAt = at;
    this.#options.clock.setAlarm(at, () => {
      this.#alarmAt = Number.POSITIVE_INFINITY;
      this.#timersDue = true;
      this.#schedule();
    });
  }

  /** To be stepped in the turn that asks, since it clears their rows. */
  #dueTimers(): Entry[] {
    if (!this.#timersDue) return [];
    const now = this.#options.clock.now();
    const timers = this.#options.store.log.timers(MAX_INPUTS_PER_TURN + 1);
    const due = timers.slice(0, MAX_INPUTS_PER_TURN).filter(({ at }) => at <= now);
    const next = timers[due.length];
    this.#timersDue = next !== undefined && next.at <= now;
    if (next !== undefined && !this.#timersDue) this.#setAlarm(next.at);
    return due.map(({ run, ...timer }) => {
      const { frame, turn, timer: kind } = timer;
      return { run, input: this.#dated(run, { type: 'timerFired', frame, turn, timer: kind }) };
    });
  }

  /** Runs that were open when the last process ended: what was in flight has failed, or is done again. */
  #recoverSome(): void {
    for (const id of this.#recovering.slice(-MAX_RECOVERIES_PER_TURN).reverse()) {
      const live = this.#load(id);
      if (live !== null) this.#recover(live);
      this.#recovering.pop();
    }
  }

  #recover(live: LiveRun): void {
    if (this.#isAbandoned(live.row)) this.#stopChild(live.row.id);
    for (const command of pendingCommands(live.run)) {
      const run = live.row.id;
      if (command.type === 'proceed') this.#take({ run, input: this.#dated(run, { type: 'proceeded' }) });
      if (command.type === 'startChild') this.#ensureChild(live.row, command);
      if (command.type !== 'invokeTask' || this.#dispatcher.has(run, command)) continue;
      const { onCrash } = this.#options.findIntegration(command.resource);
      if (onCrash === 'invokeAgain') this.#dispatcher.invoke(live, command);
      else this.#take({ run, input: this.#dated(run, toInput(onCrash, command)) });
    }
    if (!this.#dispatcher.isBusy(live.row.id)) this.#runs.letIdle(live.row.id);
  }

  #withdraw(taken: readonly Taken[], error: StoreUnavailableError): void {
    const entries = [...taken.map(({ entry }) => entry), ...this.#inbox];
    for (const { entry } of taken) this.#runs.drop(entry.run);
    for (const { caller } of entries) caller?.reject(error);
    // Timers are rows still.
    this.#inbox = entries.filter(({ caller, input }) => caller === undefined && input.type !== 'timerFired');
    this.#timersDue = true;
    if (this.#outage === null) {
      this.#options.log.error(`${error.message}; no execution is started until it can be written again`, error);
    }
    this.#outage = error;
    this.#retry = globalThis.setTimeout(() => {
      this.#retry = undefined;
      this.#schedule();
    }, this.#options.storeRetryMs ?? STORE_RETRY_MS);
  }

  #endOutage(wrote: boolean): void {
    if (this.#outage === null || !wrote) return;
    this.#outage = null;
    this.#options.log.info("the engine's data can be written again; executions are started again");
  }
}
