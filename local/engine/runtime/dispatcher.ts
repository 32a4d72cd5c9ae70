import type { Input, Waiting } from '../machine/protocol.ts';
import { MAX_TASKS_IN_FLIGHT } from './limits.ts';
import type { LiveRun } from './live-runs.ts';
import type { Clock, FindIntegration, InvokeTask, TaskFailure, TaskOutcome, TaskProgress } from './ports.ts';

type TaskInput =
  | Pick<Extract<Input, { type: 'taskSucceeded' }>, 'type' | 'output' | keyof Waiting>
  | Pick<Extract<Input, { type: 'taskStarted' }>, 'type' | 'workerName' | keyof Waiting>
  | Pick<Extract<Input, { type: 'taskSubmitted' }>, 'type' | 'output' | keyof Waiting>
  | Pick<Extract<Input, { type: 'taskFailed' }>, 'type' | 'error' | 'cause' | keyof Waiting>;

/** Where the dispatcher tells the loop what became of calls. */
export type Reports = {
  /** How far a call is, or how it ended. */
  readonly report: (run: number, input: TaskInput) => void;
  /** A call is over, whether or not anybody waited for its answer. */
  readonly onLanded: () => void;
};

type Call = {
  readonly task: InvokeTask;
  readonly executionArn: string;
  readonly executionName: string;
  readonly abort: AbortController;
  readonly onlyWaits: boolean;
};

/** Performs tasks, a limited number at a time; the answer of one that was cancelled is not reported. */
export class Dispatcher {
  readonly #find: FindIntegration;
  readonly #reports: Reports;
  readonly #clock: Pick<Clock, 'sleep'>;
  /** By run and by what the run's frame waits for. */
  readonly #calls = new Map<number, Map<string, Call>>();
  readonly #waiting: { readonly run: number; readonly call: Call }[] = [];
  #inFlight = 0;

  constructor(find: FindIntegration, reports: Reports, clock: Pick<Clock, 'sleep'>) {
    this.#find = find;
    this.#reports = reports;
    this.#clock = clock;
  }

  invoke({ row }: LiveRun, task: InvokeTask): void {
    const { executionArn, name: executionName } = row;
    const { onlyWaits = false } = this.#find(task.resource);
    const call: Call = { task, executionArn, executionName, abort: new AbortController(), onlyWaits };
    const calls = this.#calls.get(row.id) ?? new Map<string, Call>();
    this.#calls.set(row.id, calls.set(keyOf(task), call));
    if (onlyWaits) {
      void this.#perform(row.id, call);
    } else {
      this.#waiting.push({ run: row.id, call });
      this.#fill();
    }
  }

  cancel(run: number, waiting: Waiting): void {
    this.#calls.get(run)?.get(keyOf(waiting))?.abort.abort();
    this.#forget(run, waiting);
  }

  cancelAll(run: number): void {
    for (const { abort } of this.#calls.get(run)?.values() ?? []) abort.abort();
    this.#calls.delete(run);
  }

  /** Whether something is done for the run, and not only waited for. */
  isBusy(run: number): boolean {
    for (const { onlyWaits } of this.#calls.get(run)?.values() ?? []) if (!onlyWaits) return true;
    return false;
  }

  /** Whether this process makes the call already. */
  has(run: number, waiting: Waiting): boolean {
    return this.#calls.get(run)?.has(keyOf(waiting)) ?? false;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  close(): void {
    for (const run of [...this.#calls.keys()]) this.cancelAll(run);
  }

  #fill(): void {
    while (this.#inFlight < MAX_TASKS_IN_FLIGHT) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      if (!next.call.abort.signal.aborted) void this.#perform(next.run, next.call);
    }
  }

  async #perform(run: number, { task, executionArn, executionName, abort, onlyWaits }: Call): Promise<void> {
    const places = onlyWaits ? 0 : 1;
    this.#inFlight += places;
    const { signal } = abort;
    const progress = (made: TaskProgress) => {
      if (!signal.aborted) this.#reports.report(run, toInput(made, task));
    };
    const sleep = async (ms: number) => {
      this.#inFlight -= places;
      this.#fill();
      await this.#clock.sleep(ms, signal);
      this.#inFlight += places;
    };
    const { frame, turn } = task;
    const setting = { frame, turn, executionArn, executionName, signal, progress, sleep };
    const outcome = await this.#find(task.resource).invoke(task, setting).catch(brokenAdapter);
    this.#inFlight -= places;
    if (!signal.aborted) {
      this.#forget(run, task);
      if (outcome.type !== 'handedOver') this.#reports.report(run, toInput(outcome, task));
    }
    this.#fill();
    this.#reports.onLanded();
  }

  #forget(run: number, waiting: Waiting): void {
    const calls = this.#calls.get(run);
    calls?.delete(keyOf(waiting));
    if (calls?.size === 0) this.#calls.delete(run);
  }
}

/** Integrations promise not to reject; one that does is no reason to stop the engine. */
function brokenAdapter(error: unknown): TaskFailure {
  return { type: 'failed', error: 'States.TaskFailed', cause: `The integration broke: ${error}` };
}

const keyOf = ({ frame, turn }: Waiting): string => `${frame}/${turn}`;

export function toInput(
  outcome: Exclude<TaskOutcome, { type: 'handedOver' }> | TaskProgress,
  { frame, turn }: Waiting,
): TaskInput {
  const waiting = { frame, turn };
  switch (outcome.type) {
    case 'started':
      return { type: 'taskStarted', workerName: outcome.workerName, ...waiting };
    case 'succeeded':
      return { type: 'taskSucceeded', output: outcome.output, ...waiting };
    case 'submitted':
      return { type: 'taskSubmitted', output: outcome.output, ...waiting };
    case 'failed':
      return { type: 'taskFailed', error: outcome.error, cause: outcome.cause, ...waiting };
  }
}
