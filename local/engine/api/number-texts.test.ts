import { GetExecutionHistoryCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Served, serve } from './served.fixture.ts';

/** Numbers whose JSON text a double would not give back. */
const TEXT = '{"a":1.0,"b":1e3,"c":1152921504606846976,"d":-0.0,"e":[1.50,0.1e-7,123456789012345678901234567890]}';
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:echo';
const ECHO = {
  invoke: (_name: string, payload: string) =>
    Promise.resolve({ payload, functionError: null, requestId: 'r', durationMs: 0 }),
};

let served: Served;
beforeEach(async () => {
  served = await serve({ host: ECHO });
});
afterEach(() => served.close());

const inside = (state: object) => ({ StartAt: 'Inside', States: { Inside: { ...state, End: true } } });
const PASS = { Type: 'Pass' };

/** Each leaves its data as it is. */
const STATES: Readonly<Record<string, object>> = {
  Pass: { ...PASS, End: true },
  'Pass with paths': { ...PASS, InputPath: '$', Parameters: { 'x.$': '$' }, OutputPath: '$.x', End: true },
  'Pass with a variable': { ...PASS, Assign: { 'v.$': '$' }, Next: 'Read' },
  'Pass in JSONata': { ...PASS, QueryLanguage: 'JSONata', End: true },
  Succeed: { Type: 'Succeed' },
  Wait: { Type: 'Wait', Seconds: 0, End: true },
  Choice: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'End' }] },
  'Task of a function': { Type: 'Task', Resource: FUNCTION, End: true },
  'Task with paths': {
    ...{ Type: 'Task', Resource: FUNCTION, Parameters: { 'in.$': '$' } },
    ...{ ResultSelector: { 'out.$': '$.in' }, ResultPath: '$.r', OutputPath: '$.r.out', End: true },
  },
  Parallel: { Type: 'Parallel', Branches: [inside(PASS)], OutputPath: '$[0]', End: true },
  Map: { Type: 'Map', InputPath: '$', ItemsPath: '$.e', ItemProcessor: inside(PASS), ResultPath: '$.e', End: true },
  'Distributed Map': {
    ...{ Type: 'Map', ItemsPath: '$.e', ResultPath: '$.e', End: true },
    ItemProcessor: { ...inside(PASS), ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
  },
};
const OTHERS = {
  End: { Type: 'Succeed' },
  Read: { ...PASS, Parameters: { 'x.$': '$v' }, OutputPath: '$.x', End: true },
};

test.each(Object.keys(STATES))('numbers - %s hands on their text', async (name) => {
  const state = STATES[name] ?? {};
  const used = Object.entries(OTHERS).filter(([other]) => JSON.stringify(state).includes(`"Next":"${other}"`));
  const definition = { StartAt: 'State', States: { State: state, ...Object.fromEntries(used) } };
  const stateMachineArn = await served.create(name.replaceAll(' ', '-'), definition);
  const { executionArn } = await served.sfn.send(new StartExecutionCommand({ stateMachineArn, input: TEXT }));
  const ended = await served.ended(executionArn ?? '');
  expect([ended.status, ended.input, ended.output]).toEqual(['SUCCEEDED', TEXT, TEXT]);

  const { events } = await served.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.[0]?.executionStartedEventDetails?.input).toBe(TEXT);
  expect(events?.[1]?.stateEnteredEventDetails?.input).toBe(TEXT);
  expect(events?.at(-1)?.executionSucceededEventDetails?.output).toBe(TEXT);
});
