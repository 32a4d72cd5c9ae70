import { isJsonObject, parseJson, writeJson } from '../../expressions/index.ts';
import type { JsonText } from '../../machine/protocol.ts';
import type { FindIntegration, InvokeTask, TaskOutcome, TaskSetting, TestCases } from '../../runtime/ports.ts';
import { failed } from '../failures.ts';

/**
 * What stands in for one call of a task. `returned`: the task's result; `responded`: what its service answered, of which
 * a state with a function's ARN takes the `Payload`. `invoked`: nothing does, the real task runs.
 */
export type MockedAnswer =
  | { readonly type: 'returned' | 'responded'; readonly output: JsonText; readonly durationMs: number }
  | { readonly type: 'thrown'; readonly error: string; readonly cause: string; readonly durationMs: number }
  | { readonly type: 'invoked' };

/** The calls of a state, counted from 0 in each execution, that have the same answer; `to` is the last of them. */
export type MockedCalls = { readonly from: number; readonly to: number; readonly answer: MockedAnswer };

/** A test case: what its states' tasks answer. A state that it does not name runs its real task. */
export type MockedStates = ReadonlyMap<string, readonly MockedCalls[]>;

/** Test cases by their name, by their state machine's name. */
export type MockedMachines = ReadonlyMap<string, ReadonlyMap<string, MockedStates>>;

/** Ended executions whose calls are still counted, since they may be redriven; the one that ended first goes first. */
const MAX_ENDED_EXECUTIONS = 1_000;

type MockedExecution = { readonly states: MockedStates; readonly calls: Map<string, number> };

/**
 * Answers in place of tasks, in the executions that were started as a test case. A retry, a Map's iteration and a
 * further visit of the state are calls alike, and so is what a redrive asks for again. Executions that outlive the
 * process go on with their real tasks.
 */
export class MockedTasks implements TestCases {
  readonly #machines: MockedMachines;
  readonly #executions = new Map<string, MockedExecution>();
  readonly #ended = new Set<string>();

  constructor(machines: MockedMachines) {
    this.#machines = machines;
  }

  begin(executionArn: string, stateMachineName: string, testCase: string): boolean {
    const states = this.#machines.get(stateMachineName)?.get(testCase);
    if (states !== undefined) this.#executions.set(executionArn, { states, calls: new Map() });
    return states !== undefined;
  }

  /** A Distributed Map's child execution is of the same test case, and its calls count with the others'. */
  adopt(executionArn: string, parentArn: string): void {
    const parent = this.#executions.get(parentArn);
    if (parent !== undefined) this.#executions.set(executionArn, parent);
  }

  end(executionArn: string): void {
    if (!this.#executions.has(executionArn)) return;
    this.#ended.delete(executionArn);
    this.#ended.add(executionArn);
    const [oldest] = this.#ended;
    if (oldest === undefined || this.#ended.size <= MAX_ENDED_EXECUTIONS) return;
    this.#ended.delete(oldest);
    this.#executions.delete(oldest);
  }

  /** The integrations, with what is mocked before them. */
  before(find: FindIntegration): FindIntegration {
    return (resource) => {
      const real = find(resource);
      return {
        ...real,
        invoke: (task, setting) => {
          const answer = this.#next(task, setting);
          return answer.type === 'invoked' ? real.invoke(task, setting) : this.#play(answer, task, setting);
        },
      };
    };
  }

  #next({ stateName }: InvokeTask, { executionArn }: TaskSetting): MockedAnswer {
    const execution = this.#executions.get(executionArn);
    const mocked = execution?.states.get(stateName);
    if (execution === undefined || mocked === undefined) return { type: 'invoked' };
    const call = execution.calls.get(stateName) ?? 0;
    execution.calls.set(stateName, call + 1);
    return mocked.find(({ from, to }) => from <= call && call <= to)?.answer ?? unmocked(stateName, call);
  }

  async #play(
    answer: Exclude<MockedAnswer, { type: 'invoked' }>,
    { resource }: InvokeTask,
    { progress, sleep }: TaskSetting,
  ): Promise<TaskOutcome> {
    if (resource.kind === 'activity') progress({ type: 'started', workerName: null });
    const isSubmitted = resource.kind === 'service' && resource.pattern !== 'requestResponse';
    if (isSubmitted) progress({ type: 'submitted', output: '{}' });
    if (answer.durationMs > 0) await sleep(answer.durationMs);
    if (answer.type === 'thrown') return failed(answer.error, answer.cause);
    const isPayload = answer.type === 'responded' && resource.kind === 'lambda';
    return { type: 'succeeded', output: isPayload ? payloadOf(answer.output) : answer.output };
  }
}

function payloadOf(response: JsonText): JsonText {
  const parsed = parseJson(response);
  const payload = isJsonObject(parsed) ? parsed.Payload : undefined;
  return payload === undefined ? response : writeJson(payload);
}

/** The test case is wrong, not the workflow. */
function unmocked(stateName: string, call: number): MockedAnswer {
  const cause = `The mocks of ${stateName} have no answer for call ${call} (calls count from 0): add one, or a range that ends later.`;
  return { type: 'thrown', error: 'States.Runtime', cause, durationMs: 0 };
}
