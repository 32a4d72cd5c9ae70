import type { Program, State } from '../definition/index.ts';
import { isJsonObject, type Json, parseJson, writeJson } from '../expressions/index.ts';
import type { JsonText } from '../machine/index.ts';
import { apiCallOf } from './api-call.ts';
import type { FindApiModel } from './api-model.ts';
import { faultIn } from './check-answer.ts';
import { testRefusal } from './errors.ts';
import type { Mock, StateConfiguration, TestRequest } from './request.ts';

/** Throws what AWS answers where the state cannot be tested so. */
export function checkRequest(program: Program, state: State, request: TestRequest, models: FindApiModel): void {
  const { mock, context } = request;
  if (mock === undefined) {
    checkUnmocked(state, request);
  } else {
    checkMocked(state, mock, request);
  }
  if (context !== undefined) checkContext(state, context);
  if (mock?.result !== undefined) checkResult(state, mock.result, mock, models);
  const { errorCausedByState: cause } = request.stateConfiguration ?? {};
  if (cause !== undefined && isFork(state) && !program.scopes.slice(1).some(({ states }) => states.has(cause))) {
    throw testRefusal.noSuchCause(cause);
  }
}

/** What makes no sense without a mock, by its name in the sentence. */
const MOCK_ONLY: readonly (readonly [keyof StateConfiguration, string])[] = [
  ['mapIterationFailureCount', 'MapIterationFailureCount'],
  ['retrierRetryCount', 'RetrierRetryCount'],
  ['errorCausedByState', 'ErrorCausedByState'],
  ['mapItemReaderData', 'MapItemReaderData'],
];

function checkUnmocked(state: State, { roleArn, context, stateConfiguration }: TestRequest): void {
  const [, given] = MOCK_ONLY.find(([name]) => stateConfiguration?.[name] !== undefined) ?? [];
  if (given !== undefined) throw testRefusal.needsMockFor(given);
  if (context !== undefined) throw testRefusal.needsMockFor('Context');
  if (isFork(state)) throw testRefusal.needsMock();
  if (state.type !== 'Task') return;
  const waiting = waitsForOthers(state);
  if (waiting !== null) throw testRefusal.taskNeedsMock(waiting);
  if (roleArn === undefined) throw testRefusal.roleMissing();
}

function checkMocked(state: State, { result, errorOutput }: Mock, { revealSecrets }: TestRequest): void {
  if (revealSecrets === true) throw testRefusal.secretsOfMock();
  if (result !== undefined && errorOutput !== undefined) throw testRefusal.mockOfBoth();
  if (state.type !== 'Task' && !isFork(state)) throw testRefusal.notMockable(state.type);
}

function isFork({ type }: State): boolean {
  return type === 'Map' || type === 'Parallel';
}

/** What only others can end; null for a task that answers by itself. */
function waitsForOthers({ resource }: State & { type: 'Task' }): string | null {
  if (resource.kind === 'activity') return 'Activity tasks';
  const isCallback = resource.kind === 'service' && resource.pattern !== 'requestResponse';
  return isCallback ? `the '.${resource.pattern}' service integration pattern` : null;
}

function checkContext(state: State, text: string): void {
  const context = parsed(text, () => testRefusal.invalidContext('Context object must be valid JSON'));
  if (!isJsonObject(context)) throw testRefusal.invalidContext('Context object must be a JSON object');
  if (Object.hasOwn(context, 'Task') && (state.type !== 'Task' || waitsForOthers(state) === null)) {
    const where = "a Task state with a '.sync' or '.waitForTaskToken' service integration pattern";
    throw testRefusal.invalidContext(`Context object contains 'Task' when state is not ${where}`);
  }
}

function checkResult(state: State, text: string, mock: Mock, models: FindApiModel): void {
  const result = parsed(text, testRefusal.resultNotJson);
  switch (state.type) {
    case 'Map':
      checkFork(result, typeof state.distribution?.writer?.resource === 'string');
      break;
    case 'Parallel':
      checkFork(result, false);
      break;
    case 'Task':
      checkAnswer(state, result, mock, models);
      break;
    default:
  }
}

/** A Map that writes its results elsewhere says where: one object. */
function checkFork(result: Json, writes: boolean): void {
  if (writes && !isJsonObject(result)) throw testRefusal.resultNotObject();
  if (!writes && !Array.isArray(result)) throw testRefusal.resultNotArray();
}

function checkAnswer(state: State & { type: 'Task' }, result: Json, mock: Mock, models: FindApiModel): void {
  const { fieldValidationMode: mode = 'STRICT' } = mock;
  const call = apiCallOf(state.resource);
  if (mode === 'NONE' || call === null) return;
  const model = models(call.service);
  const output = model?.operations[call.operation];
  if (model === null || output === undefined) throw testRefusal.modelMissing(call.service, call.operation);
  if (output === null) return;
  if (!isJsonObject(result)) throw testRefusal.resultNotObject();
  const fault = faultIn(result, model, output, { mode, parsed: call.parsed });
  if (fault !== null) throw testRefusal.answerNotAsModelled(fault);
}

function parsed(text: string, refuse: () => Error): Json {
  try {
    return parseJson(text);
  } catch {
    throw refuse();
  }
}

/** The request's variables, each as text. Throws where they are no JSON object. */
export function variablesOf(text: string | undefined): Readonly<Record<string, JsonText>> {
  const variables = text === undefined ? {} : parsed(text, testRefusal.invalidVariables);
  if (!isJsonObject(variables)) throw testRefusal.invalidVariables();
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, writeJson(value)]));
}
