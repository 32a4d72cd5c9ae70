import { randomUUID } from 'node:crypto';
import type { HistoryEvent, JsonText } from '../machine/protocol.ts';
import type { ExecutionStatus, MachineRow, RevisionRow, RunRow, RunTexts, Store } from '../store/index.ts';
import { checkedDescribableArn, checkedExecutionArn, checkedName, executionArn, expressArn } from './arns.ts';
import { ClientTokens } from './client-tokens.ts';
import { refusal } from './errors.ts';
import { MAX_OPEN_EXECUTIONS, MAX_PATH_STATES } from './limits.ts';
import type { Clock, EndedExecution, TestCases } from './ports.ts';
import { redriveObstacle } from './redrivable.ts';
import type { RunLoop } from './run-loop.ts';
import { type StartTarget, Targets } from './start-target.ts';
import type { StateMachines } from './state-machines.ts';

export type Started = { readonly executionArn: string; readonly startedAt: number };

/** An execution as it stands in the store. */
export type ExecutionView = { readonly run: RunRow; readonly texts: RunTexts; readonly machine: MachineRow };

export type DescribedExecution = ExecutionView & {
  /** Why it cannot be redriven. */
  readonly redriveObstacle: string | null;
};

export type HistoryQuery = {
  /** Newest first. */
  readonly reverse: boolean;
  /** The first event of the page: from here on, or from here back. */
  readonly from: number | null;
  readonly limit: number;
};

type Parts = {
  readonly store: Store;
  readonly machines: StateMachines;
  readonly loop: RunLoop;
  readonly clock: Clock;
  readonly testCases?: TestCases | null;
};

/** Executions as AWS names and answers for them, over the loop that runs them. */
export class Executions {
  readonly #store: Store;
  readonly #targets: Targets;
  readonly #loop: RunLoop;
  readonly #clock: Clock;
  readonly #redrives = new ClientTokens();
  readonly #testCases: TestCases | null;
  /** Starts that are not committed yet, by ARN. */
  readonly #starting = new Map<string, { readonly input: JsonText; readonly started: Promise<RunRow> }>();

  constructor({ store, machines, loop, clock, testCases = null }: Parts) {
    this.#store = store;
    this.#targets = new Targets(store, machines);
    this.#loop = loop;
    this.#clock = clock;
    this.#testCases = testCases;
  }

  /** The same name with the same input is the same execution as long as it runs. */
  async start(machineArn: string, input: JsonText, name?: string, traceHeader: string | null = null): Promise<Started> {
    const { target, testCase } = this.#targetOf(machineArn);
    const { machine } = target;
    const arn = arnOf(machine, name === undefined ? randomUUID() : checkedName(name));
    checkInput(input);
    if (name !== undefined) {
      const same = this.#existing(arn, machine, input);
      if (same !== null) return toStarted(await same);
    }
    if (this.#loop.openRuns >= MAX_OPEN_EXECUTIONS) throw refusal.executionLimitExceeded(MAX_OPEN_EXECUTIONS);
    if (testCase !== undefined && this.#testCases?.begin(arn, machine.name, testCase) === false) {
      throw refusal.invalidName(testCase);
    }
    const started = this.#begin(arn, target, { input, traceHeader });
    this.#starting.set(arn, { input, started });
    return toStarted(await started.finally(() => this.#starting.delete(arn)));
  }

  /** Starts an Express execution and gives it when it has ended, or as it is when the signal is aborted. */
  async startSync(arn: string, input: JsonText, name: string | undefined, hungUp: AbortSignal): Promise<ExecutionView> {
    if (this.#targetOf(arn).target.machine.type !== 'EXPRESS') throw refusal.typeNotSupported();
    const { executionArn } = await this.start(arn, input, name);
    const { id } = this.#store.runs.find(executionArn) as RunRow;
    await this.#loop.whenEnded(id, hungUp);
    const run = this.#store.runs.find(id) as RunRow;
    return { run, texts: this.#store.runs.texts(id), machine: this.#store.machines.find(run.machine) as MachineRow };
  }

  /** Resolves when the execution has ended, or when the signal is aborted. */
  whenEnded(arn: string, signal: AbortSignal): Promise<void> {
    return this.#loop.whenEnded(this.#find(checkedExecutionArn(arn)).run.id, signal);
  }

  async stop(arn: string, error: string | null, cause: string | null): Promise<number> {
    const { run } = this.#find(checkedExecutionArn(arn));
    if (run.status !== 'RUNNING') return run.stoppedAt ?? run.startedAt;
    const stopped = await this.#loop.stop(run.id, error, cause);
    return stopped.stoppedAt ?? stopped.startedAt;
  }

  /** Lets an execution go on that has ended without success; gives when. The same token again is the same redrive. */
  redrive(arn: string, clientToken: string | null): Promise<number> {
    const { id } = this.#find(checkedExecutionArn(arn)).run;
    return this.#redrives.once(arn, clientToken, this.#clock.now(), () => this.#redrive(id));
  }

  async #redrive(id: number): Promise<number> {
    const run = this.#store.runs.find(id) as RunRow;
    if (run.mapRun !== null) throw refusal.notRedrivable('Execution can be redriven with its Map Run only');
    const obstacle = this.#redriveObstacle(run);
    if (obstacle !== null) throw refusal.notRedrivable(obstacle);
    const redriven = await this.#loop.redrive(id);
    if (redriven !== null) return redriven.redrivenAt ?? redriven.startedAt;
    // Another redrive came first, or the run cannot be rebuilt.
    const found = this.#redriveObstacle(this.#store.runs.find(id) as RunRow);
    throw refusal.notRedrivable(found ?? 'Execution cannot be taken up again');
  }

  #redriveObstacle(run: RunRow): string | null {
    const [last] = this.#store.log.walkBack(run.tail);
    const events = last === undefined ? 0 : last.firstEvent + eventsOf(last.history).length - 1;
    return redriveObstacle(run, { now: this.#clock.now(), events });
  }

  /** Also a map run's Express child. */
  describe(arn: string): DescribedExecution {
    const { run, machine } = this.#find(checkedDescribableArn(arn));
    const obstacle = this.#redriveObstacle(run);
    return { run, machine, texts: this.#store.runs.texts(run.id), redriveObstacle: obstacle };
  }

  /** The state machine as it was when the execution started. */
  definition(arn: string): Omit<ExecutionView, 'texts'> & { readonly revision: RevisionRow } {
    const { run, machine } = this.#find(checkedDescribableArn(arn));
    return { run, machine, revision: this.#store.machines.revision(run.revision) as RevisionRow };
  }

  /** Newest first; of a version or an alias those that were started by it. */
  list(
    arn: string,
    query: { status?: ExecutionStatus; before?: number; limit: number },
  ): { readonly machine: MachineRow; readonly runs: readonly RunRow[] } {
    const { machine, ...qualified } = this.#targets.toList(arn);
    if (machine.type !== 'STANDARD') throw refusal.typeNotSupported();
    return { machine, runs: this.#store.runs.list({ ...query, ...qualified, machine: machine.id, mapRun: null }) };
  }

  history(arn: string, query: HistoryQuery): readonly HistoryEvent[] {
    const { tail } = this.#find(checkedExecutionArn(arn)).run;
    return query.reverse ? this.#newestFirst(tail, query) : this.#oldestFirst(tail, query);
  }

  ended(run: RunRow): EndedExecution {
    const machine = this.#store.machines.find(run.machine) as MachineRow;
    const { error, cause } = this.#store.runs.texts(run.id);
    return {
      executionArn: run.executionArn,
      name: run.name,
      stateMachineArn: machine.arn,
      stateMachineName: machine.name,
      status: run.status as EndedExecution['status'],
      error,
      cause,
      durationMs: (run.stoppedAt ?? run.startedAt) - run.startedAt,
      path: this.#path(run.tail),
    };
  }

  /** `ARN#CASE` where there are test cases; without any, `#` is a sign like others. */
  #targetOf(arn: string): { readonly target: StartTarget; readonly testCase: string | undefined } {
    const [plainArn = '', testCase] = this.#testCases === null ? [arn] : arn.split('#');
    return { target: this.#targets.toStart(plainArn), testCase };
  }

  #begin(
    executionArn: string,
    { machine, ...rest }: StartTarget,
    given: { readonly input: JsonText; readonly traceHeader: string | null },
  ): Promise<RunRow> {
    const name = executionArn.split(':')[NAME_IN_ARN] as string;
    return this.#loop.start({ ...rest, ...given, machine: machine.id, executionArn, name });
  }

  #existing(arn: string, machine: MachineRow, input: JsonText): Promise<RunRow> | RunRow | null {
    const starting = this.#starting.get(arn);
    if (starting !== undefined) {
      if (starting.input !== input) throw refusal.executionAlreadyExists(arn);
      return starting.started;
    }
    const run = this.#store.runs.find(arn);
    if (run === null || run.machine !== machine.id) return null;
    if (run.status !== 'RUNNING' || this.#store.runs.texts(run.id).input !== input) {
      throw refusal.executionAlreadyExists(arn);
    }
    return run;
  }

  #find(arn: string): { readonly run: RunRow; readonly machine: MachineRow } {
    const run = this.#store.runs.find(arn);
    if (run === null) throw refusal.executionDoesNotExist(arn);
    return { run, machine: this.#store.machines.find(run.machine) as MachineRow };
  }

  #newestFirst(tail: number, { from, limit }: HistoryQuery): readonly HistoryEvent[] {
    const page: HistoryEvent[] = [];
    for (const step of this.#store.log.walkBack(tail)) {
      if (page.length >= limit) break;
      if (from !== null && step.firstEvent > from) continue;
      const events = eventsOf(step.history).reverse();
      page.push(...events.filter(({ id }) => from === null || id <= from));
    }
    return page.slice(0, limit);
  }

  /** The log is walked from its end, so what comes after the page is passed without being read. */
  #oldestFirst(tail: number, { from, limit }: HistoryQuery): readonly HistoryEvent[] {
    const first = from ?? 1;
    const pages: (readonly HistoryEvent[])[] = [];
    for (const step of this.#store.log.walkBack(tail)) {
      if (step.firstEvent < first + limit) pages.push(eventsOf(step.history));
      if (step.firstEvent <= first) break;
    }
    return pages
      .reverse()
      .flat()
      .filter(({ id }) => id >= first)
      .slice(0, limit);
  }

  #path(tail: number): readonly string[] {
    const names: string[] = [];
    for (const step of this.#store.log.walkBack(tail)) names.push(...eventsOf(step.history).reverse().flatMap(entered));
    return names.reverse().slice(0, MAX_PATH_STATES);
  }
}

/** `arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME` */
const NAME_IN_ARN = 7;

/** Each start of an Express workflow is an execution of its own, whatever its name. */
function arnOf({ arn, type }: MachineRow, name: string): string {
  return type === 'EXPRESS' ? expressArn(arn, name, randomUUID()) : executionArn(arn, name);
}

function toStarted({ executionArn, startedAt }: RunRow): Started {
  return { executionArn, startedAt };
}

function eventsOf(history: string): HistoryEvent[] {
  return JSON.parse(history) as HistoryEvent[];
}

function entered({ type, details }: HistoryEvent): string[] {
  return type.endsWith('StateEntered') && typeof details?.value.name === 'string' ? [details.value.name] : [];
}

function checkInput(input: JsonText): void {
  try {
    JSON.parse(input);
  } catch (error) {
    throw refusal.invalidExecutionInput((error as Error).message);
  }
}
