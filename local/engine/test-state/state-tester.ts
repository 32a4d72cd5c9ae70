import { randomUUID } from 'node:crypto';
import { LONE_STATE, loneProgram, type Program, parseDefinition, parseState } from '../definition/index.ts';
import { parseJson } from '../expressions/index.ts';
import {
  type Arrival,
  type Departure,
  type ExecutionFacts,
  exceedsTolerance,
  type JsonText,
  LoneState,
  type MapPlan,
  THRESHOLD_EXCEEDED,
} from '../machine/index.ts';
import {
  type ArnSetting,
  type Clock,
  type FindIntegration,
  type HttpExchange,
  type InvokeTask,
  refusal,
  type TaskSetting,
} from '../runtime/index.ts';
import type { FindApiModel } from './api-model.ts';
import { checkRequest, variablesOf } from './check-request.ts';
import { testRefusal } from './errors.ts';
import { type InspectionData, inspectionData } from './inspection.ts';
import { apiModels } from './read-api-model.ts';
import { itemsReadBy } from './read-items.ts';
import type { Mock, TestRequest } from './request.ts';

export type TestResult = {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: JsonText;
  readonly nextState?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly inspectionData: InspectionData;
};

/** A test that takes longer fails. https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */
const MAX_TEST_SECONDS = 300;

const TIMEOUT = { error: 'States.Timeout', cause: null };

type Setting = {
  readonly clock: Clock;
  readonly arns: ArnSetting;
  /** Performs the tasks that are not mocked. */
  readonly find: FindIntegration;
};

/** What surrounds a task. */
type Around = Pick<ExecutionFacts, 'executionArn' | 'executionName'> &
  Required<Pick<TaskSetting, 'onExchange'>> & { readonly hungUp: AbortSignal };

/** Tests single states: nothing of it is kept, and no execution comes of it. */
export class StateTester {
  readonly #setting: Setting;
  readonly #models: FindApiModel = apiModels();

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  /** `hungUp` ends a task that nobody waits for any more. Throws `InvalidDefinitionError` and `RequestRefusedError`. */
  async test(request: TestRequest, hungUp: AbortSignal): Promise<TestResult> {
    const program = programOf(request);
    const { input = '{}', stateConfiguration: { retrierRetryCount = 0, mapItemReaderData } = {} } = request;
    const state = program.scopes[0]?.states.get(LONE_STATE);
    if (state === undefined) throw testRefusal.stateNotFound();
    checkRequest(program, state, request, this.#models);
    checkInput(input);
    const facts = this.#facts(request, input);
    const read = itemsReadBy(state.type === 'Map' ? (state.distribution?.reader ?? null) : null, mapItemReaderData);
    const lone = new LoneState(program, {
      ...{ facts, retryCount: retrierRetryCount, readItems: read?.items ?? null },
      ...{ variables: variablesOf(request.variables), at: this.#setting.clock.now(), seed: randomUUID() },
    });
    const arrival = lone.enter();
    const seen: { exchange: HttpExchange | null } = { exchange: null };
    const onExchange = (exchange: HttpExchange) => {
      seen.exchange = exchange;
    };
    const departure = await this.#depart(lone, arrival, request, { ...facts, hungUp, onExchange });
    const { stages, variables } = lone;
    const about = {
      type: state.type,
      language: state.flow.language,
      pointed: read?.pointed ?? null,
      plan: planOf(arrival),
      exchange: seen.exchange,
      revealSecrets: request.revealSecrets === true,
    };
    return {
      ...resultOf(departure),
      inspectionData: inspectionData({ ...about, input, stages, variables, departure }),
    };
  }

  #depart(lone: LoneState, arrival: Arrival, request: TestRequest, around: Around): Departure | Promise<Departure> {
    switch (arrival.type) {
      case 'asksTask':
        return request.mock === undefined ? this.#perform(lone, arrival.command, around) : answer(lone, request.mock);
      case 'forks':
        return judge(lone, arrival.plan, request);
      case 'waits':
        return this.#wait(lone, arrival.until);
      default:
        return arrival;
    }
  }

  #facts({ roleArn, context }: TestRequest, input: JsonText): ExecutionFacts {
    const { region, account } = this.#setting.arns;
    const [machine, name] = [randomUUID(), randomUUID()];
    const prefix = `arn:aws:states:${region}:${account}`;
    return {
      executionArn: `${prefix}:express:${machine}:${name}`,
      executionName: name,
      stateMachineArn: `${prefix}:stateMachine:${machine}`,
      stateMachineName: machine,
      roleArn: roleArn ?? null,
      input,
      ...(context !== undefined && { context }),
    };
  }

  /** Nothing happens while time passes, so that it need not. */
  #wait(lone: LoneState, until: number): Departure {
    const seconds = (until - this.#setting.clock.now()) / 1000;
    return seconds > MAX_TEST_SECONDS ? lone.fail(TIMEOUT) : lone.awake();
  }

  async #perform(
    lone: LoneState,
    task: InvokeTask,
    { executionArn, executionName, hungUp, onExchange }: Around,
  ): Promise<Departure> {
    const { clock, find } = this.#setting;
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, hungUp]);
    const seconds = Math.min(task.timeoutSeconds ?? MAX_TEST_SECONDS, MAX_TEST_SECONDS);
    const sleep = (ms: number) => clock.sleep(ms, signal);
    const { frame, turn } = task;
    const about = { frame, turn, executionArn, executionName };
    const setting = { ...about, signal, sleep, progress() {}, onExchange };
    const outcome = await Promise.race([find(task.resource).invoke(task, setting), sleep(seconds * 1000)]);
    over.abort();
    if (outcome === undefined || outcome.type === 'handedOver') return lone.fail(TIMEOUT);
    return outcome.type === 'failed' ? lone.fail(outcome) : lone.succeed(outcome.output);
  }
}

function programOf({ definition, stateName }: TestRequest): Program {
  if (stateName === undefined) return parseState(definition);
  const program = loneProgram(parseDefinition(definition), stateName);
  if (program === null) throw testRefusal.stateNotFound();
  return program;
}

function checkInput(input: string): void {
  try {
    parseJson(input);
  } catch (error) {
    throw refusal.invalidExecutionInput((error as Error).message);
  }
}

function planOf(arrival: Arrival): MapPlan | null {
  return arrival.type === 'forks' ? arrival.plan : null;
}

/** A mock of nothing is an empty result. */
function answer(lone: LoneState, { result = '{}', errorOutput }: Mock): Departure {
  if (errorOutput === undefined) return lone.succeed(result);
  return lone.fail({ error: errorOutput.error ?? null, cause: errorOutput.cause ?? null });
}

/** How a Parallel or Map ends whose frames or children are said to have gone as mocked. */
function judge(lone: LoneState, plan: MapPlan | null, { mock, stateConfiguration }: TestRequest): Departure {
  const { mapIterationFailureCount: failedItems = 0 } = stateConfiguration ?? {};
  if (
    plan !== null &&
    isLimited(plan) &&
    exceedsTolerance({ ...plan, failedItems }) &&
    mock?.errorOutput === undefined
  ) {
    return lone.fail(THRESHOLD_EXCEEDED);
  }
  return answer(lone, { fieldValidationMode: undefined, errorOutput: undefined, result: '[]', ...mock });
}

/** Failed iterations of a Map that says nothing of tolerance do not end its test. */
function isLimited({ settings }: MapPlan): boolean {
  return settings.toleratedFailureCount !== null || settings.toleratedFailurePercentage !== null;
}

const STATUS = {
  succeeded: 'SUCCEEDED',
  retriable: 'RETRIABLE',
  caught: 'CAUGHT_ERROR',
  failed: 'FAILED',
} as const satisfies Record<Departure['type'], TestResult['status']>;

function resultOf(departure: Departure): Omit<TestResult, 'inspectionData'> {
  const { error = null, cause = null } = 'failure' in departure ? departure.failure : {};
  const next = 'next' in departure ? departure.next : null;
  return {
    status: STATUS[departure.type],
    ...('output' in departure && { output: departure.output }),
    ...(next !== null && { nextState: next }),
    ...(error !== null && { error }),
    ...(cause !== null && { cause }),
  };
}
