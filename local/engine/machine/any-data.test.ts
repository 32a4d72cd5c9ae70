import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runHistory } from './run-history.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:ship';

/** Every field that reads data, in both query languages; what each expects is up to chance. */
const PATHS = {
  StartAt: 'Wait',
  States: {
    Wait: { Type: 'Wait', SecondsPath: '$.a', Next: 'Until' },
    Until: { Type: 'Wait', TimestampPath: '$.b', Next: 'Task' },
    Task: {
      Type: 'Task',
      Resource: FUNCTION,
      InputPath: '$.a',
      TimeoutSecondsPath: '$.a',
      Parameters: { 'x.$': '$', 'y.$': '$$.State' },
      ResultSelector: { 'z.$': '$.b' },
      ResultPath: '$.a.b',
      Assign: { 'v.$': '$' },
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.a', Next: 'Choice' }],
      Next: 'Choice',
    },
    Choice: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.a', NumericLessThanPath: '$.b', Next: 'Map' },
        {
          And: [
            { Variable: '$.b', IsPresent: true },
            { Variable: '$.b', StringMatches: '*' },
          ],
          Next: 'Fail',
        },
      ],
      Default: 'Map',
    },
    Map: {
      Type: 'Map',
      ItemsPath: '$.a',
      MaxConcurrencyPath: '$.b',
      ItemSelector: { 'i.$': '$$.Map.Item.Value' },
      ItemProcessor: { StartAt: 'Each', States: { Each: { Type: 'Pass', OutputPath: '$.i', End: true } } },
      End: true,
    },
    Fail: { Type: 'Fail', ErrorPath: '$.a', CausePath: "States.Format('{}', $.b)" },
  },
};

const JSONATA = {
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: {
    Wait: { Type: 'Wait', Seconds: '{% $states.input.a %}', Next: 'Task' },
    Task: {
      Type: 'Task',
      Resource: FUNCTION,
      Arguments: '{% $states.input.b %}',
      HeartbeatSeconds: '{% $states.input.a %}',
      Assign: { v: '{% $states.result %}' },
      Output: { a: '{% $states.result.a %}', b: '{% $states.input.b %}' },
      Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'Choice' }],
      Next: 'Choice',
    },
    Choice: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.a %}', Next: 'Fail' }], Default: 'Map' },
    Map: {
      Type: 'Map',
      Items: '{% $states.input.a %}',
      MaxConcurrency: '{% $states.input.b %}',
      ItemSelector: '{% $states.context.Map.Item.Value %}',
      ItemProcessor: { StartAt: 'Each', States: { Each: { Type: 'Pass', End: true } } },
      End: true,
    },
    Fail: { Type: 'Fail', Error: '{% $states.input.a %}', Cause: '{% $states.input.b %}' },
  },
};

const member = fc.oneof(
  fc.jsonValue(),
  fc.integer({ min: -1, max: 5 }),
  fc.constant('2026-01-01T00:00:00Z'),
  fc.constant([1]),
);
const document = fc.oneof(fc.record({ a: member, b: member }, { requiredKeys: [] }), fc.jsonValue());

test.each([
  ['JSONPath', PATHS],
  ['JSONata', JSONATA],
])('data - whatever comes, a machine in %s ends and never breaks the engine', (_language, definition) => {
  fc.assert(
    fc.property(document, document, (input, output) => {
      const { end } = runHistory(definition, JSON.stringify(input), () => [{ output }]);
      expect(end?.status).toMatch(/SUCCEEDED|FAILED/);
    }),
    { numRuns: 300 },
  );
});
