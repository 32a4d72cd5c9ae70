import { expect, test } from 'vitest';
import { type Diagnostic, InvalidDefinitionError, parseDefinition } from './index.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:ship';

function diagnosticsOf(text: string, workflowType: 'STANDARD' | 'EXPRESS' = 'STANDARD'): readonly Diagnostic[] {
  try {
    parseDefinition(text, { workflowType });
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidDefinitionError);
    return (error as InvalidDefinitionError).diagnostics;
  }
}

/** `code message location` of each diagnostic of a machine whose only state is A. */
function sentencesOf(state: object, machine: object = {}, workflowType?: 'STANDARD' | 'EXPRESS'): readonly string[] {
  const text = JSON.stringify({ StartAt: 'A', States: { A: state }, ...machine });
  return diagnosticsOf(text, workflowType).map(({ code, message, location }) => `${code} ${message} ${location}`);
}

test('definition - compiles JSON into scopes of states', () => {
  const program = parseDefinition(
    JSON.stringify({
      Comment: 'two branches',
      TimeoutSeconds: 60,
      StartAt: 'Fan',
      States: {
        Fan: {
          Type: 'Parallel',
          End: true,
          Branches: [
            { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
            { StartAt: 'Right', States: { Right: { Type: 'Succeed' } } },
          ],
        },
      },
    }),
  );
  expect(program.comment).toBe('two branches');
  expect(program.timeoutSeconds).toBe(60);
  expect(program.scopes.map(({ startAt }) => startAt)).toEqual(['Fan', 'Left', 'Right']);
  expect(program.scopes[0]?.states.get('Fan')).toMatchObject({ type: 'Parallel', branches: [1, 2], next: null });
});

test('definition - reads YAML as it reads JSON', () => {
  const yaml = 'StartAt: A\nStates:\n  A:\n    Type: Wait\n    Seconds: 5\n    End: true\n';
  const json = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 5, End: true } } });
  expect(parseDefinition(yaml)).toEqual(parseDefinition(json));
});

test('definition - tells everything that is wrong at once, and where', () => {
  const text = `StartAt: A
States:
  A:
    Type: Pass
    Next: Nowhere
  B:
    Type: Pas
  C:
    Type: Wait
    End: true
    Colour: red
`;
  expect(diagnosticsOf(text)).toEqual([
    {
      code: 'SCHEMA_VALIDATION_FAILED',
      message:
        "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
      location: '/States/B/Type',
      line: 7,
      column: 5,
    },
    {
      code: 'SCHEMA_VALIDATION_FAILED',
      message: "Field 'Colour' is not supported",
      location: '/States/C/Colour',
      line: 11,
      column: 5,
    },
    {
      code: 'SCHEMA_VALIDATION_FAILED',
      message: 'One of these fields is required: [Seconds, SecondsPath, Timestamp, TimestampPath]',
      location: '/States/C',
      line: 8,
      column: 3,
    },
    {
      code: 'MISSING_TRANSITION_TARGET',
      message: "Missing 'Next' target: Nowhere",
      location: '/States/A/Next',
      line: 5,
      column: 5,
    },
    {
      code: 'MISSING_TRANSITION_TARGET',
      message: 'State "C" is not reachable.',
      location: '/States/C',
      line: 8,
      column: 3,
    },
    {
      code: 'MISSING_TRANSITION_TARGET',
      message: 'No terminal state can be reached',
      location: '/States',
      line: 2,
      column: 1,
    },
  ]);
});

test('definition - says where text is no JSON', () => {
  expect(diagnosticsOf('{\n  "StartAt": oops\n}')).toMatchObject([
    { code: 'INVALID_JSON_DESCRIPTION', location: '/', line: 2, column: 14 },
  ]);
});

test('definition - says where text is no YAML', () => {
  expect(diagnosticsOf('StartAt: A\nStates:\n  A: "open')).toMatchObject([
    { code: 'INVALID_JSON_DESCRIPTION', line: 3 },
  ]);
});

test.each([
  [{ Type: 'Pass', End: true, Parameters: { 'a.$': '$.a' } }],
  [{ Type: 'Pass', End: true, QueryLanguage: 'JSONata', Output: '{% $states.input %}' }],
  [{ Type: 'Wait', End: true, TimestampPath: '$.at' }],
  [{ Type: 'Wait', End: true, QueryLanguage: 'JSONata', Seconds: '{% 1 + 1 %}' }],
  [{ Type: 'Fail', ErrorPath: '$.error', CausePath: "States.Format('{}', $.cause)" }],
  [{ Type: 'Choice', Choices: [{ Variable: '$.a', NumericLessThanPath: '$.b', Next: 'A' }], Default: 'B' }],
  [{ Type: 'Task', Resource: FUNCTION, End: true, TimeoutSeconds: 9, HeartbeatSeconds: 3 }],
  [{ Type: 'Task', Resource: FUNCTION, End: true, Retry: [{ ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL' }] }],
  [
    {
      Type: 'Task',
      Resource: FUNCTION,
      End: true,
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'B' }],
    },
  ],
])('definition - accepts %o', (state) => {
  const needsB = JSON.stringify(state).includes('"B"');
  const states = { A: state, ...(needsB ? { B: { Type: 'Succeed' } } : {}) };
  expect(sentencesOf(state, { States: states })).toEqual([]);
});

const PROCESSOR = { StartAt: 'Each', States: { Each: { Type: 'Pass', End: true } } };
const DISTRIBUTED = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };

const pass = (fields: object) => ({ Type: 'Pass', End: true, ...fields });
const map = (fields: object) => ({ Type: 'Map', End: true, ...fields });
const distributed = (fields: object) =>
  map({ ItemProcessor: { ...PROCESSOR, ProcessorConfig: DISTRIBUTED }, ...fields });
const jsonataTask = (fields: object) => ({
  ...{ Type: 'Task', End: true, QueryLanguage: 'JSONata', Resource: FUNCTION },
  ...fields,
});

test.each([
  [distributed({ Label: 'rows', ItemBatcher: { MaxItemsPerBatchPath: '$.n', BatchInput: { 'a.$': '$.a' } } })],
  [
    distributed({
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'], MaxItemsPath: '$.max' },
        Parameters: { 'Bucket.$': '$.bucket', Key: 'rows.csv' },
      },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } },
    }),
  ],
  [distributed({ Assign: { a: 1 }, ItemProcessor: assigning('a', DISTRIBUTED) })],
  [jsonataTask({ Output: '{% $states.result %}', Assign: { all: '{% $states %}' } })],
])('definition - accepts %j', (state) => {
  expect(sentencesOf(state)).toEqual([]);
});

function assigning(name: string, ProcessorConfig: object) {
  return { StartAt: 'Each', States: { Each: pass({ Assign: { [name]: 1 } }) }, ProcessorConfig };
}

test('definition - refuses an inner scope that assigns what may be set when it begins', () => {
  const each = { StartAt: 'Each', States: { Each: pass({ Assign: { 'total.$': '$', own: 1 } }) } };
  const states = {
    A: { Type: 'Pass', Assign: { total: 1 }, Next: 'B' },
    B: { Type: 'Map', ItemProcessor: each, Assign: { own: 2 }, Next: 'C' },
    C: pass({ Assign: { own: 3 } }),
  };
  expect(sentencesOf(states.A, { States: states })).toEqual([
    "SCHEMA_VALIDATION_FAILED Variable 'total' belongs to an outer scope and cannot be assigned in an inner one /States/B/ItemProcessor/States/Each/Assign/total.$",
  ]);
});

test('definition - refuses a Label that another Map has', () => {
  const branch = (name: string, each: string) => ({
    StartAt: name,
    States: {
      [name]: distributed({
        Label: 'rows',
        ItemProcessor: {
          ProcessorConfig: DISTRIBUTED,
          StartAt: each,
          States: { [each]: pass({}) },
        },
      }),
    },
  });
  expect(sentencesOf({ Type: 'Parallel', End: true, Branches: [branch('B', 'C'), branch('D', 'E')] })).toEqual([
    'SCHEMA_VALIDATION_FAILED Duplicate Label: rows /States/A/Branches[1]/States/D/ItemProcessor',
  ]);
});

test('definition - refuses a Distributed Map, and what waits in its Express children, in Express workflows', () => {
  expect(sentencesOf(distributed({}), {}, 'EXPRESS')).toEqual([
    expect.stringContaining("Express state machine does not support Map states with the mode 'DISTRIBUTED'"),
  ]);
  const states = { Each: { Type: 'Task', End: true, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' } };
  const express = { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' };
  expect(sentencesOf(map({ ItemProcessor: { StartAt: 'Each', States: states, ProcessorConfig: express } }))).toEqual([
    expect.stringContaining("Express state machine does not support '.waitForTaskToken' service integration"),
  ]);
});

test('definition - gives Express executions five minutes at most', () => {
  const limitOf = (machine: object, workflowType: 'STANDARD' | 'EXPRESS') =>
    parseDefinition(JSON.stringify({ StartAt: 'A', States: { A: pass({}) }, ...machine }), { workflowType })
      .timeoutSeconds;
  expect(limitOf({}, 'STANDARD')).toBeNull();
  expect(limitOf({}, 'EXPRESS')).toBe(300);
  expect(limitOf({ TimeoutSeconds: 60 }, 'EXPRESS')).toBe(60);
  expect(limitOf({ TimeoutSeconds: 900 }, 'EXPRESS')).toBe(300);
});

test('definition - keeps numbers in YAML as they are written, as in JSON', () => {
  const yaml =
    'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result: [1.0, 1e3, 9007199254740993, 0x10]\n    End: true\n';
  const state = parseDefinition(yaml).scopes[0]?.states.get('A');
  expect(JSON.stringify(state?.type === 'Pass' && state.result)).toBe('[1.0,1e3,9007199254740993,16]');
});

const REFUSED: readonly (readonly [string, object, string])[] = [
  ['neither Next nor End', { Type: 'Pass' }, 'One of these fields is required: [Next, End] /States/A'],
  ['both Next and End', { Type: 'Pass', Next: 'A', End: true }, 'Only one of these fields may be present: [Next, End]'],
  [
    'a field of the other query language',
    { Type: 'Pass', End: true, Output: 1 },
    "Field 'Output' is not supported when QueryLanguage is 'JSONPath' /States/A/Output",
  ],
  [
    'a JSONPath field in a JSONata state',
    { Type: 'Pass', End: true, QueryLanguage: 'JSONata', InputPath: '$' },
    "Field 'InputPath' is not supported when QueryLanguage is 'JSONata' /States/A/InputPath",
  ],
  ['a Task without a Resource', { Type: 'Task', End: true }, 'These fields are required: [Resource] /States/A'],
  [
    'an unknown Resource',
    { Type: 'Task', End: true, Resource: 'ship' },
    'The resource provided ship is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. /States/A/Resource',
  ],
  [
    'a heartbeat that outlasts the timeout',
    { Type: 'Task', End: true, Resource: FUNCTION, TimeoutSeconds: 3, HeartbeatSeconds: 3 },
    'Heartbeat interval must be less than the timeout interval /States/A/HeartbeatSeconds',
  ],
  ['a negative duration', { Type: 'Wait', End: true, Seconds: -1 }, 'Minimum value is 0 /States/A/Seconds'],
  [
    'a timestamp without an offset',
    { Type: 'Wait', End: true, Timestamp: '2026-01-01T00:00:00' },
    'String does not match RFC3339 timestamp /States/A/Timestamp',
  ],
  [
    'an empty list of branches',
    { Type: 'Parallel', End: true, Branches: [] },
    'Value cannot be empty /States/A/Branches',
  ],
  [
    'States.ALL among others',
    { Type: 'Task', End: true, Resource: FUNCTION, Retry: [{ ErrorEquals: ['States.ALL', 'E'] }] },
    'States.ALL must appear alone, and in the last Retrier or Catcher /States/A/Retry[0]/ErrorEquals',
  ],
  [
    'a retrier without errors',
    { Type: 'Task', End: true, Resource: FUNCTION, Retry: [{}] },
    'These fields are required: [ErrorEquals] /States/A/Retry[0]',
  ],
  [
    'a comparator with an operand of another type',
    { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 'one', Next: 'A' }] },
    'Expected value of type Number /States/A/Choices[0]/NumericEquals',
  ],
  [
    'a Distributed Map without an ExecutionType',
    map({ ItemProcessor: { ...PROCESSOR, ProcessorConfig: { Mode: 'DISTRIBUTED' } } }),
    'These fields are required: [ExecutionType] /States/A/ItemProcessor/ProcessorConfig',
  ],
  [
    'a field of Distributed Maps in an inline one',
    map({ ItemProcessor: PROCESSOR, ItemBatcher: { MaxItemsPerBatch: 1 } }),
    "Field 'ItemBatcher' needs a ProcessorConfig with the Mode 'DISTRIBUTED' /States/A/ItemBatcher",
  ],
  ['an empty Label', distributed({ Label: '' }), 'Label cannot be empty /States/A/Label'],
  ['a long Label', distributed({ Label: 'x'.repeat(41) }), 'Label cannot exceed 40 characters /States/A/Label'],
  ['a Label with a blank', distributed({ Label: 'a b' }), 'Label contains invalid character: " " /States/A/Label'],
  [
    'a batch without a limit',
    distributed({ ItemBatcher: { BatchInput: {} } }),
    'MaxInputBytesPerBatch, MaxInputBytesPerBatchPath] /States/A/ItemBatcher',
  ],
  [
    'a reader of another service',
    distributed({ ItemReader: { Resource: 'arn:aws:states:::s3:putObject' } }),
    'The resource provided arn:aws:states:::s3:putObject is not recognized.',
  ],
  [
    'an unknown field in a processor',
    map({ ItemProcessor: { ...PROCESSOR, TimeoutSeconds: 3 } }),
    "Field 'TimeoutSeconds' is not supported /States/A/ItemProcessor/TimeoutSeconds",
  ],
  [
    'an unknown field in a branch',
    { Type: 'Parallel', End: true, Branches: [{ ...PROCESSOR, Version: '1.0' }] },
    "Field 'Version' is not supported /States/A/Branches[0]/Version",
  ],
  ['a variable that is reserved', pass({ Assign: { states: 1 } }), "'states' is reserved /States/A/Assign/states"],
  ['a variable that is no name', pass({ Assign: { '1st': 1 } }), "'1st' is not a valid variable name"],
  [
    '$states.result before there is one',
    jsonataTask({ Arguments: { a: '{% $states.result.b %}' } }),
    "$states.result is not available here, in the JSONata expression '$states.result.b' /States/A/Arguments",
  ],
  [
    '$states.errorOutput outside Catch',
    jsonataTask({ Output: '{% $states.errorOutput %}' }),
    '$states.errorOutput is not available here',
  ],
];

test.each(REFUSED)('definition - refuses %s', (_what, state, sentence) => {
  expect(sentencesOf(state).join('\n')).toContain(sentence);
});

test("definition - refuses JSONPath states in a JSONata machine, as recorded in 'INVALID_DOWNGRADE_QUERY_LANGUAGE'", () => {
  const sentences = sentencesOf({ Type: 'Pass', End: true, QueryLanguage: 'JSONPath' }, { QueryLanguage: 'JSONata' });
  expect(sentences).toEqual([
    "SCHEMA_VALIDATION_FAILED 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine /States/A",
  ]);
});

test("definition - refuses callbacks in Express workflows, as recorded in 'ILLEGAL_WFTT'", () => {
  const state = { Type: 'Task', End: true, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' };
  expect(sentencesOf(state, {}, 'EXPRESS')).toEqual([
    "SCHEMA_VALIDATION_FAILED Express state machine does not support '.waitForTaskToken' service integration  /States/A/Resource",
  ]);
  expect(sentencesOf(state, {}, 'STANDARD')).toEqual([]);
});

test('definition - refuses a state name that another scope has', () => {
  const branch = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
  expect(sentencesOf({ Type: 'Parallel', End: true, Branches: [branch] })).toEqual([
    'DUPLICATE_STATE_NAME Duplicate State name: A /States/A/Branches[0]/States/A',
  ]);
});

test('definition - requires StartAt and States', () => {
  expect(diagnosticsOf('{}')).toMatchObject([
    { message: 'These fields are required: [StartAt, States]', location: '/' },
  ]);
});
