import { setFlagsFromString } from 'node:v8';
import { apiHandler, type CallFromTask, callsFromTasks, type Handler } from './api/index.ts';
import {
  type FunctionRunner,
  integrations,
  type MockedMachines,
  MockedTasks,
  type ObjectStore,
} from './integrations/index.ts';
import {
  Activities,
  ActivityQueue,
  Aliases,
  arnSetting,
  type Clock,
  type EndedExecution,
  type EngineLog,
  Executions,
  MapRuns,
  type NewSeed,
  Programs,
  RunLoop,
  realClock,
  StateMachines,
  Tagging,
  TaskTokens,
  Versions,
} from './runtime/index.ts';
import { openMemoryStore, openSqliteStore, type RunRow, type Store } from './store/index.ts';
import { StateTester } from './test-state/index.ts';

export { type Diagnostic, InvalidDefinitionError, parseDefinition } from './definition/index.ts';
export {
  MockConfigError,
  type MockedAnswer,
  type MockedCalls,
  type MockedMachines,
  type MockedStates,
  ObjectFolder,
  type ObjectStore,
  parseCallRange,
  parseMockConfig,
  s3Handler,
} from './integrations/index.ts';
export type { HistoryEvent } from './machine/index.ts';
export {
  type Clock,
  type EndedExecution,
  type EngineLog,
  type ExecutionView,
  type NewSeed,
  realClock,
  skippingClock,
} from './runtime/index.ts';
export { StoreError, StoreTooNewError } from './store/index.ts';

export type EngineOptions = {
  /** Where the engine keeps its data; null keeps it in memory, until the process ends. */
  readonly dataFile: string | null;
  /** Runs the project's functions; null where there are none. */
  readonly host: FunctionRunner | null;
  /** What `aws-sdk:s3` tasks work on; null where there is none. */
  readonly objects: ObjectStore | null;
  /**
   * Region, account and endpoints: AWS_REGION, AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL_LAMBDA, AWS_ENDPOINT_URL_S3; and what
   * HTTP tasks may call: BATON_HTTP_CONNECTIONS.
   */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  /** What stands in for tasks in executions started as `<state machine's ARN>#<test case>`. */
  readonly mocks?: MockedMachines;
  readonly newSeed?: NewSeed;
  readonly log?: EngineLog;
};

/** The role that state machines put in process have: nothing checks it here. */
const LOCAL_ROLE = 'arn:aws:iam::000000000000:role/baton-local';

const SILENT: EngineLog = { info() {}, error() {} };

export type EndedListener = (execution: EndedExecution) => void;

/** The engine: what AWS's API is over HTTP, and the same in process for the program that it is part of. */
export class Engine {
  /** Answers what is meant for Step Functions; false leaves the request to others. */
  readonly handle: Handler;
  readonly stateMachines: StateMachines;
  readonly executions: Executions;
  readonly #store: Store;
  readonly #loop: RunLoop;
  readonly #queue = new ActivityQueue();
  /** The API for tasks that call it. */
  readonly #call: CallFromTask;
  readonly #mocked: MockedTasks | null;
  readonly #listeners = new Set<EndedListener>();

  constructor(store: Store, options: EngineOptions) {
    const { clock = realClock(), log = SILENT, environment, mocks, newSeed } = options;
    const arns = arnSetting(environment);
    this.#store = store;
    this.stateMachines = new StateMachines(store, clock, arns);
    this.#mocked = mocks === undefined ? null : new MockedTasks(mocks);
    const find = integrations({
      ...{ ...options, ...arns },
      activities: {
        offer: (...task) => this.#queue.offer(...task),
        exists: (arn) => store.activities.find(arn) !== null,
      },
      stepFunctions: {
        call: (...about) => this.#call(...about),
        whenEnded: (...about) => this.executions.whenEnded(...about),
      },
    });
    this.#loop = new RunLoop({
      ...{ store, clock, log, programs: new Programs(store.machines) },
      findIntegration: this.#mocked?.before(find) ?? find,
      onEnded: (run) => this.#tellEnded(run, log),
      onChild: (...arns) => this.#mocked?.adopt(...arns),
      ...(newSeed && { newSeed }),
    });
    const machines = this.stateMachines;
    this.executions = new Executions({ store, machines, loop: this.#loop, clock, testCases: this.#mocked });
    const { executions } = this;
    const versions = new Versions(store, machines, clock);
    const parts = { store, clock, arns, queue: this.#queue, loop: this.#loop };
    const api = {
      ...{ machines, versions, aliases: new Aliases(store, clock), executions, activities: new Activities(parts) },
      ...{ taskTokens: new TaskTokens(store, this.#loop), tagging: new Tagging(store) },
      mapRuns: new MapRuns(store, this.#loop),
      tester: new StateTester({ clock, arns, find }),
    };
    this.handle = apiHandler(api, log);
    this.#call = callsFromTasks(api, log);
  }

  /** Creates a STANDARD state machine from definition text, or updates it; gives its ARN. Throws `InvalidDefinitionError`. */
  putStateMachine(name: string, definition: string): string {
    const settings = { loggingConfiguration: {}, tracingConfiguration: {} };
    return this.stateMachines.put({ name, definition, roleArn: LOCAL_ROLE, type: 'STANDARD', settings }).arn;
  }

  /** Executions that have not ended. */
  get openExecutions(): number {
    return this.#loop.openRuns;
  }

  /** Tells of all executions but the children of map runs. Gives the function that unsubscribes. */
  onExecutionEnded(listener: EndedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets tasks in flight end for a short while; what is open goes on when the data is opened again. */
  async close(): Promise<void> {
    this.#queue.close();
    await this.#loop.close();
    this.#store.close();
  }

  /** A listener's fault, or one of reading what it is told, is no reason to stop the engine. */
  #tellEnded(run: RunRow, log: EngineLog): void {
    this.#mocked?.end(run.executionArn);
    if (this.#listeners.size === 0 || run.mapRun !== null) return;
    try {
      const ended = this.executions.ended(run);
      for (const tell of this.#listeners) tell(ended);
    } catch (error) {
      log.error(`the end of ${run.executionArn} could not be told`, error);
    }
  }
}

/** Patterns of expressions are matched in counted steps; what is left to V8 goes on in linear time where it backtracks. */
const LINEAR_REGULAR_EXPRESSIONS = '--enable-experimental-regexp-engine-on-excessive-backtracks';

/** Throws `StoreTooNewError`, `StoreUnreadableError` or `StoreUnavailableError` where the data cannot be used. */
export function openEngine(options: EngineOptions): Engine {
  setFlagsFromString(LINEAR_REGULAR_EXPRESSIONS);
  const store = options.dataFile === null ? openMemoryStore() : openSqliteStore(options.dataFile);
  return new Engine(store, options);
}
