import fc from 'fast-check';
import { test } from 'vitest';
import { InvalidDefinitionError, parseDefinition } from './index.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:ship';

/** One state of each type, with most of its fields. */
const DEFINITION = {
  Comment: 'everything',
  StartAt: 'Pass',
  TimeoutSeconds: 60,
  States: {
    Pass: { Type: 'Pass', Result: { a: 1 }, ResultPath: '$.r', Assign: { 'v.$': '$.a' }, Next: 'Wait' },
    Wait: { Type: 'Wait', SecondsPath: '$.s', OutputPath: '$', Next: 'Task' },
    Task: {
      Type: 'Task',
      Resource: FUNCTION,
      Parameters: { 'id.$': 'States.UUID()' },
      ResultSelector: { 'x.$': '$' },
      TimeoutSeconds: 9,
      HeartbeatSeconds: 3,
      Credentials: { RoleArn: 'r' },
      Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 2, MaxDelaySeconds: 3 }],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'Choice' }],
      Next: 'Choice',
    },
    Choice: {
      Type: 'Choice',
      Choices: [
        { And: [{ Variable: '$.a', IsPresent: true }, { Not: { Variable: '$.b', StringMatches: 'x*' } }], Next: 'Map' },
        { Variable: '$.c', NumericEqualsPath: '$.d', Assign: { w: 1 }, Next: 'Fail' },
      ],
      Default: 'Map',
    },
    Map: {
      Type: 'Map',
      ItemsPath: '$.list',
      ItemSelector: { 'i.$': '$$.Map.Item.Index' },
      MaxConcurrency: 2,
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'Each', States: { Each: { Type: 'Succeed' } } },
      Next: 'Spread',
    },
    Spread: {
      Type: 'Map',
      Label: 'rows',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'], MaxItemsPath: '$.n' },
        Parameters: { 'Bucket.$': '$.bucket' },
      },
      ItemBatcher: { MaxItemsPerBatchPath: '$.n', BatchInput: { 'a.$': '$.a' } },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', WriterConfig: { Transformation: 'FLATTEN' } },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Child',
        States: { Child: { Type: 'Pass', Assign: { v: 1 }, End: true } },
      },
      Next: 'Parallel',
    },
    Parallel: {
      Type: 'Parallel',
      QueryLanguage: 'JSONata',
      Branches: [
        {
          StartAt: 'Branch',
          States: { Branch: { Type: 'Pass', Output: '{% 1 %}', QueryLanguage: 'JSONata', End: true } },
        },
      ],
      Arguments: '{% $states.input %}',
      Output: { r: '{% $states.result %}' },
      End: true,
    },
    Fail: { Type: 'Fail', ErrorPath: "States.Format('{}', $.e)", Cause: 'because' },
  },
};

type Place = readonly (string | number)[];

function placesIn(value: unknown, place: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) {
    return [place];
  }
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [place, ...entries.flatMap(([step, member]) => placesIn(member, [...place, step]))];
}

function replaceAt(value: unknown, [step, ...rest]: Place, by: unknown): unknown {
  if (step === undefined) {
    return by;
  }
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[step] = replaceAt(copy[step], rest, by);
  return copy;
}

function parseOrRefuse(text: string): void {
  try {
    parseDefinition(text);
  } catch (error) {
    if (!(error instanceof InvalidDefinitionError)) {
      throw error;
    }
  }
}

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('', '$', '$.', '{%', '{% %}', '{% ( %}', 'Pass', 'States.', -1, 2 ** 60),
);

test('definition - whatever stands where, it is read or refused', () => {
  parseDefinition(JSON.stringify(DEFINITION));
  fc.assert(
    fc.property(fc.constantFrom(...placesIn(DEFINITION)), anything, (place, value) => {
      parseOrRefuse(JSON.stringify(replaceAt(DEFINITION, place, value)));
    }),
    { numRuns: 500 },
  );
});

test('definition - any text at all is read or refused', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), parseOrRefuse), { numRuns: 300 });
});
