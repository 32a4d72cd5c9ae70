import { expect, test } from 'vitest';
import {
  type EndedExecution,
  type EngineOptions,
  type HistoryEvent,
  type MockedAnswer,
  type MockedStates,
  openEngine,
  skippingClock,
} from './index.ts';

const START = Date.UTC(2026, 0, 1);
const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:work';
const CALLBACK = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

const returned = (output: unknown, durationMs = 0): MockedAnswer => ({
  type: 'returned',
  output: JSON.stringify(output),
  durationMs,
});
const thrown = (error: string, durationMs = 0): MockedAnswer => ({ type: 'thrown', error, cause: 'why', durationMs });

/** The answers of a state's calls, one after the other. */
const inTurn = (...answers: readonly MockedAnswer[]) => answers.map((answer, at) => ({ from: at, to: at, answer }));

type Played = { readonly ended: EndedExecution; readonly history: readonly HistoryEvent[] };

/** Runs a machine as a test case, in virtual time that begins with 2026. */
async function play(
  states: object,
  mocks: MockedStates = new Map(),
  options: Partial<EngineOptions> = {},
): Promise<Played> {
  const engine = openEngine({
    ...{ dataFile: null, host: null, objects: null, environment: {} },
    clock: skippingClock(START, () => {}),
    mocks: new Map([['m', new Map([['case', mocks]])]]),
    newSeed: () => 'seed',
    ...options,
  });
  try {
    const arn = engine.putStateMachine('m', JSON.stringify({ StartAt: Object.keys(states)[0], States: states }));
    const told = new Promise<EndedExecution>((resolve) => engine.onExecutionEnded(resolve));
    await engine.executions.start(`${arn}#case`, '{}', 'e');
    const ended = await told;
    return {
      ended,
      history: engine.executions.history(ended.executionArn, { reverse: false, from: null, limit: 100 }),
    };
  } finally {
    await engine.close();
  }
}

const types = ({ history }: Played): readonly string[] => history.map(({ type }) => type);

test('virtual time - a Wait of a year takes none, and the history shows it', async () => {
  const { ended, history } = await play({ Hold: { Type: 'Wait', Seconds: 365 * 86_400, End: true } });
  expect([ended.status, ended.durationMs]).toEqual(['SUCCEEDED', 365 * 86_400_000]);
  expect(history.map(({ type, timestamp }) => [type, new Date(timestamp).toISOString()])).toEqual([
    ['ExecutionStarted', '2026-01-01T00:00:00.000Z'],
    ['WaitStateEntered', '2026-01-01T00:00:00.000Z'],
    ['WaitStateExited', '2027-01-01T00:00:00.000Z'],
    ['ExecutionSucceeded', '2027-01-01T00:00:00.000Z'],
  ]);
});

test('virtual time - a retry backs off in it', async () => {
  const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, BackoffRate: 2 }];
  const { ended, history } = await play(
    { Work: { Type: 'Task', Resource: FUNCTION_ARN, Retry, End: true } },
    new Map([['Work', inTurn(thrown('Busy'), thrown('Busy'), returned('done'))]]),
  );
  expect([ended.status, ended.durationMs]).toEqual(['SUCCEEDED', 180_000]);
  expect(history.filter(({ type }) => type === 'LambdaFunctionScheduled')).toHaveLength(3);
});

test('virtual time - a task that takes longer than its timeout times out, one that takes as long does not', async () => {
  const states = { Work: { Type: 'Task', Resource: FUNCTION_ARN, TimeoutSeconds: 30, End: true } };
  const late = await play(states, new Map([['Work', inTurn(returned(1, 30_001))]]));
  expect([late.ended.error, late.ended.durationMs]).toEqual(['States.Timeout', 30_000]);
  const inTime = await play(states, new Map([['Work', inTurn(returned(1, 30_000))]]));
  expect([inTime.ended.status, inTime.ended.durationMs]).toEqual(['SUCCEEDED', 30_000]);
});

test('virtual time - a callback that sends no heartbeat is given up', async () => {
  const { ended, history } = await play(
    {
      Ask: {
        ...{ Type: 'Task', Resource: CALLBACK, HeartbeatSeconds: 10, TimeoutSeconds: 60, End: true },
        Parameters: { FunctionName: 'work', 'Payload.$': '$$.Task.Token' },
      },
    },
    new Map([['Ask', inTurn(returned('yes', 3_600_000))]]),
  );
  expect([ended.status, ended.durationMs]).toEqual(['FAILED', 10_000]);
  expect(types({ ended, history })).toContain('TaskSubmitted');
});

test('virtual time - it stands still while a real task is in flight', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const host = {
    async invoke(name: string) {
      if (name === 'slow') await promise;
      return { payload: '"done"', functionError: null, requestId: 'r', durationMs: 1 };
    },
  };
  const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: { ...state, End: true } } });
  const states = {
    Both: {
      Type: 'Parallel',
      End: true,
      Branches: [
        branch('Slow', { Type: 'Task', Resource: `${FUNCTION_ARN.replace('work', 'slow')}`, TimeoutSeconds: 60 }),
        branch('Hold', { Type: 'Wait', Seconds: 3_600 }),
      ],
    },
  };
  const playing = play(states, new Map(), { host });
  for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate);
  resolve();
  const { ended } = await playing;
  expect([ended.status, ended.durationMs]).toEqual(['SUCCEEDED', 3_600_000]);
});

test('virtual time - an execution within an execution takes its time, and the outer one no more', async () => {
  const inner = 'arn:aws:states:us-east-1:000000000000:stateMachine:inner';
  const engine = openEngine({
    ...{ dataFile: null, host: null, objects: null, environment: {}, clock: skippingClock(START, () => {}) },
  });
  engine.putStateMachine('inner', '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":60,"End":true}}}');
  const start = { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Next: 'B' };
  const states = {
    A: { ...start, Parameters: { StateMachineArn: inner } },
    B: { Type: 'Wait', Seconds: 3_600, End: true },
  };
  const arn = engine.putStateMachine('outer', JSON.stringify({ StartAt: 'A', States: states }));
  const ends: [string, number][] = [];
  const all = new Promise<void>((resolve) => {
    engine.onExecutionEnded(({ stateMachineName, durationMs }) => {
      if (ends.push([stateMachineName, durationMs]) === 2) resolve();
    });
  });
  await engine.executions.start(arn, '{}');
  await all;
  expect(ends).toEqual([
    ['inner', 60_000],
    ['outer', 3_660_000],
  ]);
  await engine.close();
});

test('mocks - a callback is submitted before it is answered, and an activity taken up', async () => {
  const ask = { Type: 'Task', Resource: CALLBACK, Parameters: { FunctionName: 'f', 'Payload.$': '$$.Task.Token' } };
  const dig = { Type: 'Task', Resource: 'arn:aws:states:us-east-1:000000000000:activity:dig', End: true };
  const played = await play(
    { Ask: { ...ask, Next: 'Dig' }, Dig: dig },
    new Map([
      ['Ask', inTurn(returned('yes'))],
      ['Dig', inTurn(returned('done'))],
    ]),
  );
  expect(types(played).filter((type) => /Task[^S]|TaskS[^t]|Activity/.test(type))).toEqual([
    ...['TaskScheduled', 'TaskSubmitted', 'TaskSucceeded'],
    ...['ActivityScheduled', 'ActivityStarted', 'ActivitySucceeded'],
  ]);
});

test('mocks - a call that may be invoked runs the real task, and one that nothing answers fails and says so', async () => {
  const host = {
    invoke: () => Promise.resolve({ payload: '{}', functionError: null, requestId: 'r', durationMs: 1 }),
  };
  const task = { Type: 'Task', Resource: FUNCTION_ARN };
  const { ended, history } = await play(
    {
      First: { ...task, Next: 'Second' },
      Second: { ...task, Next: 'Again' },
      Again: { Type: 'Choice', Choices: [{ Variable: '$.end', IsPresent: true, Next: 'Done' }], Default: 'Second' },
      Done: { Type: 'Succeed' },
    },
    new Map([['Second', [{ from: 0, to: 0, answer: { type: 'invoked' } }]]]),
    { host },
  );
  expect([ended.error, ended.path]).toEqual(['States.Runtime', ['First', 'Second', 'Again', 'Second']]);
  expect(ended.cause).toContain('The mocks of Second have no answer for call 1');
  expect(history.filter(({ type }) => type === 'LambdaFunctionSucceeded')).toHaveLength(2);
});

test('mocks - of a response, a state with the ARN of a function takes the payload', async () => {
  const states = { Work: { Type: 'Task', Resource: FUNCTION_ARN, End: true } };
  const responded = (output: string): MockedAnswer => ({ type: 'responded', output, durationMs: 0 });
  const outputOf = async (response: string) => {
    const { history } = await play(states, new Map([['Work', inTurn(responded(response))]]));
    return history.at(-1)?.details?.value.output;
  };
  expect(await outputOf('{"StatusCode":200,"Payload":{"a":1.0}}')).toBe('{"a":1.0}');
  expect(await outputOf('"as it is"')).toBe('"as it is"');
});

test('mocks - child executions of a Distributed Map have them too, and count their calls together', async () => {
  const work = { StartAt: 'Work', States: { Work: { Type: 'Task', Resource: FUNCTION_ARN, End: true } } };
  const { ended } = await play(
    {
      Items: { Type: 'Pass', Result: [1, 2, 3], Next: 'Each' },
      Each: {
        ...{ Type: 'Map', MaxConcurrency: 1, End: true },
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...work },
      },
    },
    new Map([['Work', inTurn(returned('a', 60_000), returned('b'), returned('c'))]]),
    { newSeed: (run, { type }) => `${run}/${type}` },
  );
  expect([ended.status, ended.durationMs]).toEqual(['SUCCEEDED', 60_000]);
});

test('mocks - an unknown test case is refused, and without one the real tasks run', async () => {
  const engine = openEngine({ dataFile: null, host: null, objects: null, environment: {}, mocks: new Map() });
  const arn = engine.putStateMachine('m', '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}');
  await expect(engine.executions.start(`${arn}#case`, '{}')).rejects.toMatchObject({ code: 'InvalidName' });
  await expect(engine.executions.start(arn, '{}')).resolves.toMatchObject({ startedAt: expect.any(Number) });
  await engine.close();
});
