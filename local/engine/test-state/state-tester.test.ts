import {
  type MockInput,
  TestStateCommand,
  type TestStateCommandInput,
  type TestStateCommandOutput,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROLE, type Served, serve } from '../api/served.fixture.ts';

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:double';

let served: Served;

beforeEach(async () => {
  served = await serve({
    host: {
      invoke: (_name, payload) => {
        const { n } = JSON.parse(payload) as { n?: number };
        return Promise.resolve(
          n === undefined
            ? {
                payload: '{"errorType":"NoNumber","errorMessage":"no n"}',
                functionError: 'Unhandled',
                requestId: 'r',
                durationMs: 1,
              }
            : { payload: String(2 * n), functionError: null, requestId: 'r', durationMs: 1 },
        );
      },
    },
  });
});
afterEach(() => served.close());

type Asked = Omit<Partial<TestStateCommandInput>, 'definition' | 'input'> & { readonly input?: unknown };

/** What AWS's client gives of the answer, without its metadata. */
async function tested(
  state: object,
  { input, ...asked }: Asked = {},
): Promise<Omit<TestStateCommandOutput, '$metadata'>> {
  const text = typeof input === 'string' ? input : JSON.stringify(input ?? {});
  const command = new TestStateCommand({ definition: JSON.stringify(state), input: text, ...asked });
  const { $metadata, ...answer } = await served.sfn.send(command);
  return answer;
}

const refused = (state: object, asked: Asked = {}) =>
  tested(state, asked).catch(({ name, message }) => ({ name, message }));

const task = (more: object = {}) => ({ Type: 'Task', Resource: FUNCTION_ARN, End: true, ...more });
const failing: MockInput = { errorOutput: { error: 'Busy', cause: 'try later' } };

test('test state - a Pass shows what each stage makes of its data', async () => {
  const state = {
    ...{ Type: 'Pass', InputPath: '$.payload', Parameters: { data: 1 }, ResultPath: '$.result' },
    ...{ OutputPath: '$.result.data', Next: 'Another state' },
  };
  expect(await tested(state, { input: { payload: { foo: 'bar' } }, inspectionLevel: 'DEBUG' })).toEqual({
    status: 'SUCCEEDED',
    output: '1',
    nextState: 'Another state',
    inspectionData: {
      input: '{"payload":{"foo":"bar"}}',
      afterInputPath: '{"foo":"bar"}',
      afterParameters: '{"data":1}',
      afterResultPath: '{"payload":{"foo":"bar"},"result":{"data":1}}',
    },
  });
});

test('test state - INFO shows no more than how the state ends', async () => {
  expect(await tested({ Type: 'Pass', End: true }, { input: { a: 1 } })).toEqual({
    status: 'SUCCEEDED',
    output: '{"a":1}',
  });
  const fail = { Type: 'Fail', Error: 'Oops', CausePath: '$.why' };
  expect(await tested(fail, { input: { why: 'no' } })).toEqual({ status: 'FAILED', error: 'Oops', cause: 'no' });
});

test('test state - data that no stage touches keeps its text', async () => {
  const text = '{"price": 1.0, "id": 1152921504606846977}';
  expect(await tested({ Type: 'Pass', End: true }, { input: text })).toMatchObject({ output: text });
  const mock = { result: '[1.0, 2e3]' };
  const parallel = { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: { Type: 'Succeed' } } }], End: true };
  expect(await tested(parallel, { mock })).toMatchObject({ output: '[1.0, 2e3]' });
});

test('test state - a task runs the real function, and its failure is looked at by Retry and Catch', async () => {
  const caught = { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Sorry' };
  const state = task({ ResultPath: '$.twice', Catch: [caught] });
  const asked = { roleArn: ROLE, inspectionLevel: 'DEBUG' } as const;
  expect(await tested(state, { input: { n: 4 }, ...asked })).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"n":4,"twice":8}',
    inspectionData: { result: '8', afterResultSelector: '8', afterResultPath: '{"n":4,"twice":8}' },
  });
  const cause = '{"errorType":"NoNumber","errorMessage":"no n"}';
  expect(await tested(state, { input: { m: 4 }, ...asked })).toMatchObject({
    ...{ status: 'CAUGHT_ERROR', error: 'NoNumber', cause, nextState: 'Sorry' },
    output: JSON.stringify({ m: 4, error: { Error: 'NoNumber', Cause: cause } }),
    inspectionData: { errorDetails: { catchIndex: 0 } },
  });
});

test('test state - a failure meets the retrier that has attempts left, then the catcher', async () => {
  const retry = [
    { ErrorEquals: ['Other'], MaxAttempts: 9 },
    { ErrorEquals: ['Busy'], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 2, MaxDelaySeconds: 5 },
  ];
  const state = task({ Retry: retry });
  const asked = { mock: failing, inspectionLevel: 'DEBUG' } as const;
  const at = (retrierRetryCount: number) => ({ ...asked, stateConfiguration: { retrierRetryCount } });
  expect(await tested(state, at(0))).toMatchObject({
    status: 'RETRIABLE',
    inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 3 } },
  });
  expect(await tested(state, at(1))).toMatchObject({
    inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 5 } },
  });
  const exhausted = await tested(state, at(2));
  expect(exhausted).toMatchObject({ status: 'FAILED', error: 'Busy', cause: 'try later' });
  expect(exhausted.inspectionData?.errorDetails).toEqual({ retryIndex: 1 });
  const caught = { ...state, Catch: [{ ErrorEquals: ['Busy'], Next: 'Sorry' }] };
  const answer = await tested(caught, at(2));
  expect(answer).toMatchObject({ status: 'CAUGHT_ERROR', nextState: 'Sorry' });
  expect(answer.inspectionData?.errorDetails).toEqual({ retryIndex: 1, catchIndex: 0 });
});

test('test state - variables are seen, and shown as the state leaves them', async () => {
  const state = {
    ...{ Type: 'Pass', QueryLanguage: 'JSONata', End: true },
    ...{ Assign: { total: '{% $total + 1 %}' }, Output: '{% $total %}' },
  };
  expect(await tested(state, { variables: '{"total": 4, "kept": [1.0]}', inspectionLevel: 'TRACE' })).toEqual({
    status: 'SUCCEEDED',
    output: '4',
    inspectionData: { input: '{}', variables: '{"total":5,"kept":[1.0]}' },
  });
});

test('test state - a given context takes the place of the whole context object', async () => {
  const state = task({ Parameters: { 'seen.$': '$$' } });
  const asked = { context: '{"Execution":{"Name":"mine"}}', mock: { result: '1' }, inspectionLevel: 'DEBUG' } as const;
  expect((await tested(state, asked)).inspectionData?.afterParameters).toBe('{"seen":{"Execution":{"Name":"mine"}}}');
});

test('test state - a given context gains the item that an ItemSelector is evaluated for', async () => {
  const state = { ...map, ItemSelector: { 'seen.$': '$$' } };
  const asked = { context: '{"State":{"Name":"M"}}', mock: { result: '[]' }, inspectionLevel: 'DEBUG' } as const;
  const { inspectionData } = await tested(state, { ...asked, input: ['x'] });
  expect(inspectionData?.afterItemSelector).toBe(
    '[{"seen":{"State":{"Name":"M"},"Map":{"Item":{"Index":0,"Value":"x"}}}}]',
  );
});

test('test state - without a context the state stands in an Express execution', async () => {
  const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.context %}', End: true };
  const context = JSON.parse((await tested(state, { input: [1] })).output ?? '');
  expect(context).toEqual({
    Execution: {
      Id: expect.stringMatching(/^arn:aws:states:us-east-1:000000000000:express:[0-9a-f-]+:[0-9a-f-]+$/),
      ...{ Input: [1], Name: expect.any(String), RoleArn: null, StartTime: expect.any(String) },
    },
    StateMachine: { Id: expect.any(String), Name: expect.any(String) },
    State: { Name: 'StateName', EnteredTime: expect.any(String) },
  });
});

const MACHINE = {
  QueryLanguage: 'JSONata',
  StartAt: 'Fan',
  States: {
    Fan: {
      Type: 'Map',
      Items: '{% $states.input.rows %}',
      ItemSelector: { row: '{% $states.context.Map.Item.Value %}' },
      ToleratedFailurePercentage: 50,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input.row > 1 %}', Next: 'Big' }],
            Default: 'Small',
          },
          Big: { Type: 'Succeed' },
          Small: { Type: 'Fail' },
        },
      },
      Next: 'End',
    },
    End: { Type: 'Succeed' },
  },
};

test('test state - any state of a state machine can be tested, also within a Map', async () => {
  expect(await tested(MACHINE, { stateName: 'Each', input: { row: 2 } })).toMatchObject({ nextState: 'Big' });
  expect(await tested(MACHINE, { stateName: 'Each', input: { row: 1 } })).toMatchObject({ nextState: 'Small' });
  expect(await refused(MACHINE, { stateName: 'Nobody' })).toEqual({
    name: 'ValidationException',
    message: 'State not found in definition',
  });
});

test('test state - a Map shows its items and settings, and fails when more iterations fail than it tolerates', async () => {
  const asked = {
    stateName: 'Fan',
    input: { rows: [1, 2] },
    mock: { result: '[7, 8]' },
    inspectionLevel: 'DEBUG',
  } as const;
  const failed = (mapIterationFailureCount: number) => ({ ...asked, stateConfiguration: { mapIterationFailureCount } });
  expect(await tested(MACHINE, failed(1))).toEqual({
    ...{ status: 'SUCCEEDED', output: '[7, 8]', nextState: 'End' },
    inspectionData: {
      input: '{"rows":[1,2]}',
      afterItemSelector: '[{"row":1},{"row":2}]',
      maxConcurrency: 0,
      toleratedFailurePercentage: 50,
    },
  });
  expect(await tested(MACHINE, failed(2))).toMatchObject({
    status: 'FAILED',
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  });
});

test('test state - a JSONPath Map shows its items as they stand in the text', async () => {
  const state = {
    ...{ Type: 'Map', ItemsPath: '$.rows[1]', MaxConcurrency: 3, ResultPath: '$.done', End: true },
    ItemProcessor: { StartAt: 'Each', States: { Each: { Type: 'Succeed' } } },
  };
  const asked = { input: '{"rows": [[], [1.0, "]"]]}', mock: { result: '[ 5 ]' }, inspectionLevel: 'TRACE' } as const;
  expect((await tested(state, asked)).inspectionData).toEqual({
    input: '{"rows": [[], [1.0, "]"]]}',
    afterInputPath: '{"rows": [[], [1.0, "]"]]}',
    afterItemsPath: '[1.0, "]"]',
    afterResultSelector: '[ 5 ]',
    afterResultPath: '{"rows":[[],[1.0,"]"]],"done":[5]}',
    maxConcurrency: 3,
  });
});

test('test state - a Distributed Map shows what its ItemReader read, selected and batched', async () => {
  const state = {
    ...{ Type: 'Map', QueryLanguage: 'JSONata', End: true },
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON', ItemsPointer: '/rows' },
      Arguments: { Bucket: 'b', Key: 'k' },
    },
    ItemSelector: { n: '{% $states.context.Map.Item.Value %}' },
    ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { of: '{% $states.input.of %}' } },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      ...{ StartAt: 'Each', States: { Each: { Type: 'Succeed' } } },
    },
  };
  const stateConfiguration = { mapItemReaderData: '{"rows": [1, 2, 3]}' };
  const asked = { input: { of: 'x' }, mock: { result: '[]' }, stateConfiguration, inspectionLevel: 'DEBUG' } as const;
  expect((await tested(state, asked)).inspectionData).toEqual({
    input: '{"of":"x"}',
    afterItemsPointer: '[1,2,3]',
    afterItemSelector: '[{"n":1},{"n":2},{"n":3}]',
    afterItemBatcher:
      '[{"BatchInput":{"of":"x"},"Items":[{"n":1},{"n":2}]},{"BatchInput":{"of":"x"},"Items":[{"n":3}]}]',
    maxConcurrency: 0,
  });
});

test('test state - time is not waited for, and a test has five minutes', async () => {
  const wait = (Seconds: number) => tested({ Type: 'Wait', Seconds, Next: 'Then' }, { input: 1 });
  expect(await wait(299)).toEqual({ status: 'SUCCEEDED', output: '1', nextState: 'Then' });
  expect(await wait(31_536_000)).toEqual({ status: 'FAILED', error: 'States.Timeout' });
});

test('test state - an evaluation that fails is the failure of the state', async () => {
  const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input.nothing %}', End: true };
  expect(await tested(state)).toMatchObject({
    status: 'FAILED',
    error: 'States.QueryEvaluationError',
    cause: expect.stringContaining("while executing the state 'StateName' (entered at the event id #2)"),
  });
});

const map = { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, End: true };
const parallel = { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: { Type: 'Succeed' } } }], End: true };
const start = {
  ...{ Type: 'Task', Resource: 'arn:aws:states:::states:startExecution', End: true },
  Parameters: { StateMachineArn: 'arn' },
};
const result = (text: string): MockInput => ({ result: text });

test.each<[string, object, Asked, string]>([
  ['a task without a role', task(), {}, 'RoleArn must be specified when testing a Task state'],
  [
    'a mock of a Pass',
    { Type: 'Pass', End: true },
    { mock: failing },
    "State type 'Pass' is not supported when a mock is specified",
  ],
  [
    'a Map alone',
    map,
    {},
    'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
  ],
  [
    'a count of failures without a mock',
    map,
    { stateConfiguration: { mapIterationFailureCount: 0 } },
    'TestState does not support MapIterationFailureCount when a mock is not specified.',
  ],
  [
    'a context without a mock',
    task(),
    { context: '{}', roleArn: ROLE },
    'TestState does not support Context when a mock is not specified.',
  ],
  [
    'secrets of a mock',
    task(),
    { mock: failing, revealSecrets: true },
    'TestState does not support RevealSecrets when a mock is specified.',
  ],
  [
    'a result and an error',
    task(),
    { mock: { ...failing, result: '1' } },
    'A test mock should have only one of the following fields: [result, errorOutput].',
  ],
  ['a result that is no JSON', task(), { mock: result('{') }, 'Mocked result must be valid JSON'],
  ['a Map of one result', map, { mock: result('{}') }, 'Mocked result must be an array.'],
  ['a Parallel of one result', parallel, { mock: result('1') }, 'Mocked result must be an array.'],
  [
    'an activity alone',
    task({ Resource: 'arn:aws:states:us-east-1:000000000000:activity:a' }),
    { roleArn: ROLE },
    'TestState API does not support Activity tasks when a mock is not specified',
  ],
  [
    'an answer that lacks something',
    start,
    { mock: result('{"StartDate":"2026"}') },
    "Mock result schema validation error: Required field 'ExecutionArn' is missing",
  ],
  [
    'a service without a model',
    task({ Resource: 'arn:aws:states:::aws-sdk:nowhere:doIt' }),
    { mock: result('{}') },
    'The engine has no API model of nowhere:DoIt to validate the mocked result with: set fieldValidationMode to NONE',
  ],
  [
    'a context that is none',
    task(),
    { mock: failing, context: '[]' },
    'Invalid Context object provided: Context object must be a JSON object',
  ],
  [
    'a cause that is elsewhere',
    map,
    { mock: failing, stateConfiguration: { errorCausedByState: 'B' } },
    "The state 'B' that caused the error is not in the tested state",
  ],
])('test state - %s is refused', async (_what, state, asked, message) => {
  expect(await refused(state, asked)).toMatchObject({ message });
});

test('test state - a definition is refused with the places of a state machine', async () => {
  expect(await refused({ Type: 'Parallel', Branches: [], End: true })).toEqual({
    name: 'InvalidDefinition',
    message:
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'",
  });
});
