import fc from 'fast-check';
import { expect, test } from 'vitest';
import { virtualClock } from '../runtime/clock.ts';
import { RequestRefusedError } from '../runtime/index.ts';
import type { TestRequest } from './request.ts';
import { StateTester } from './state-tester.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:ship';
const recovery = {
  Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
  Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'Fail' }],
};
const each = { StartAt: 'Each', States: { Each: { Type: 'Succeed' } } };

const DEFINITION = JSON.stringify({
  StartAt: 'Pass',
  States: {
    Pass: { Type: 'Pass', Parameters: { 'a.$': '$.a' }, ResultPath: '$.r', Assign: { 'v.$': '$' }, Next: 'Wait' },
    Wait: { Type: 'Wait', SecondsPath: '$.a', Next: 'Task' },
    Task: { Type: 'Task', Resource: FUNCTION, ResultSelector: { 'x.$': '$.a' }, ...recovery, Next: 'Invoke' },
    Invoke: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      InputPath: '$$.Execution',
      Parameters: { FunctionName: 'f' },
      Next: 'Choice',
    },
    Choice: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericLessThanPath: '$v', Next: 'Map' }], Default: 'Map' },
    Map: {
      ...{ Type: 'Map', ItemsPath: '$.a', ItemSelector: { 'i.$': '$$.Map.Item.Value.a' }, MaxConcurrencyPath: '$v' },
      ...{ ItemProcessor: each, ResultPath: '$.a.b', ...recovery, Next: 'Spread' },
    },
    Spread: {
      Type: 'Map',
      QueryLanguage: 'JSONata',
      ItemReader: {
        ...{ Resource: 'arn:aws:states:::s3:getObject', Arguments: { Bucket: 'b', Key: '{% $states.input.a %}' } },
        ReaderConfig: { InputType: 'JSON', ItemsPointer: '/a' },
      },
      ItemBatcher: { MaxItemsPerBatch: '{% $v %}' },
      ToleratedFailurePercentage: '{% $states.input.a %}',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        ...{ StartAt: 'Child', States: { Child: { Type: 'Pass', QueryLanguage: 'JSONata', End: true } } },
      },
      Next: 'Parallel',
    },
    Parallel: {
      ...{ Type: 'Parallel', QueryLanguage: 'JSONata', Output: '{% $states.result[0].a %}', End: true },
      Branches: [{ StartAt: 'Branch', States: { Branch: { Type: 'Succeed' } } }],
    },
    Fail: { Type: 'Fail', ErrorPath: '$.a', CausePath: '$v' },
  },
});

const NAMES = [
  'Pass',
  'Wait',
  'Task',
  'Invoke',
  'Choice',
  'Map',
  'Spread',
  'Parallel',
  'Fail',
  'Each',
  'Child',
  'None',
];

const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.record({ a: fc.jsonValue({ maxDepth: 2 }) }));
const json = fc.oneof(
  { weight: 9, arbitrary: value.map((made) => JSON.stringify(made)) },
  { weight: 1, arbitrary: fc.string() },
);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const count = maybe(fc.nat(3));

const request: fc.Arbitrary<TestRequest> = fc.record({
  definition: fc.constant(DEFINITION),
  stateName: fc.constantFrom(...NAMES),
  roleArn: maybe(fc.constant('arn:aws:iam::000000000000:role/r')),
  input: maybe(json),
  variables: maybe(fc.oneof(json, fc.constant('{"v":1}'))),
  context: maybe(json),
  revealSecrets: maybe(fc.boolean()),
  mock: maybe(
    fc.record({
      result: maybe(json),
      errorOutput: maybe(
        fc.record({ error: maybe(fc.constantFrom('E', 'States.Runtime')), cause: maybe(fc.string()) }),
      ),
      fieldValidationMode: maybe(fc.constantFrom('STRICT' as const, 'PRESENT' as const, 'NONE' as const)),
    }),
  ),
  stateConfiguration: maybe(
    fc.record({
      ...{ retrierRetryCount: count, mapIterationFailureCount: count, mapItemReaderData: maybe(json) },
      errorCausedByState: maybe(fc.constantFrom('Each', 'None')),
    }),
  ),
});

test('test state - whatever is asked is answered or refused', async () => {
  const tester = new StateTester({
    clock: virtualClock(0),
    arns: { region: 'us-east-1', account: '000000000000' },
    find: () => ({
      onCrash: 'invokeAgain',
      invoke: ({ arguments: output }) => Promise.resolve({ type: 'succeeded', output }),
    }),
  });
  const statuses = new Set<string>();
  await fc.assert(
    fc.asyncProperty(request, async (asked) => {
      try {
        statuses.add((await tester.test(asked, new AbortController().signal)).status);
      } catch (error) {
        if (!(error instanceof RequestRefusedError)) throw error;
      }
    }),
    { numRuns: 2000 },
  );
  expect(statuses).toContain('SUCCEEDED');
});
