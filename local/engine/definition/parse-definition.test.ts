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
      location: '/States/C',
      line: 11,
      column: 5,
    },
    {
      code: 'SCHEMA_VALIDATION_FAILED',
      message:
        'This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]',
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
const ACTIVITY = 'arn:aws:states:us-east-1:000000000000:activity:sign';
const SEND = {
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'q', 'MessageBody.$': '$' },
};

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
    "DUPLICATE_VARIABLE_NAME The variable name 'total' was already defined in a parent scope. /States/B/ItemProcessor/States/Each/Assign/total.$",
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
    'DUPLICATE_LABEL_NAME Duplicate Label name: rows /States/A/Branches[1]/States/D/ItemProcessor',
  ]);
});

test('definition - refuses a Distributed Map, and what waits in its Express children, in Express workflows', () => {
  expect(sentencesOf(distributed({}), {}, 'EXPRESS')).toEqual([
    "SCHEMA_VALIDATION_FAILED The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines /States/A/ItemProcessor/ProcessorConfig/Mode",
  ]);
  const states = { Each: { Type: 'Task', End: true, ...SEND } };
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
  [
    'neither Next nor End',
    { Type: 'Pass' },
    'This object should have only one of the following fields: [Next, End] /States/A',
  ],
  [
    'an End that is none',
    { Type: 'Pass', End: false },
    'This object should have only one of the following fields: [Next, End] /States/A',
  ],
  ['an Assign that is no object', pass({ Assign: [1] }), 'Expected value of type Object /States/A/Assign'],
  [
    'an ItemsPath to several places',
    map({ ItemProcessor: PROCESSOR, ItemsPath: '$.a[*]' }),
    "Value is not a Reference Path: '$.a[*]' /States/A/ItemsPath",
  ],
  [
    'both Next and End',
    { Type: 'Pass', Next: 'A', End: true },
    'There should only be one of the following fields: [Next, End] /States/A',
  ],
  [
    'a field of the other query language',
    { Type: 'Pass', End: true, Output: 1 },
    "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage /States/A",
  ],
  [
    'a JSONPath field in a JSONata state',
    { Type: 'Pass', End: true, QueryLanguage: 'JSONata', InputPath: '$' },
    "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage /States/A",
  ],
  ['a Task without a Resource', { Type: 'Task', End: true }, 'These fields are required: [Resource] /States/A'],
  [
    'an unknown Resource',
    { Type: 'Task', End: true, Resource: 'arn:aws:states:::dynamodb:query' },
    'The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. /States/A/Resource',
  ],
  [
    'a Resource that is no ARN',
    { Type: 'Task', End: true, Resource: 'ship' },
    'Value is not a valid resource ARN /States/A/Resource',
  ],
  [
    'a service without arguments',
    { Type: 'Task', End: true, Resource: 'arn:aws:states:::lambda:invoke' },
    'Parameters field is required for resource ARN: arn:aws:states:::lambda:invoke /States/A/Resource',
  ],
  [
    'a service without arguments, by JSONata',
    jsonataTask({ Resource: 'arn:aws:states:::lambda:invoke' }),
    'Arguments field is required for resource ARN: arn:aws:states:::lambda:invoke /States/A/Resource',
  ],
  [
    'a service without an argument that it needs',
    { ...SEND, Type: 'Task', End: true, Parameters: { 'QueueUrl.$': '$.queue' } },
    "The field 'MessageBody' is required but was missing /States/A/Parameters",
  ],
  [
    'credentials without a role',
    { Type: 'Task', End: true, Resource: FUNCTION, Credentials: {} },
    "The field 'RoleArn' is required but was missing /States/A/Credentials",
  ],
  [
    'credentials for an activity',
    { Type: 'Task', End: true, Resource: ACTIVITY, Credentials: { RoleArn: 'arn' } },
    "The field 'Credentials' is not supported for activities /States/A/Credentials",
  ],
  ['a path that is none', pass({ InputPath: 'order' }), 'Value must be a valid JSONPath. /States/A/InputPath'],
  [
    'a Variable that is no path',
    { Type: 'Choice', Choices: [{ Variable: 'a', IsNull: true, Next: 'A' }] },
    "Value is not a Reference Path: Reference path didn't start with '$' /States/A/Choices[0]/Variable",
  ],
  [
    'a rule that tests nothing',
    { Type: 'Choice', Choices: [{ Next: 'A' }] },
    'The object must have only one of the following fields, [And, Or, Not, Variable, Condition] /States/A/Choices[0]',
  ],
  [
    'a rule with two comparators',
    { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, IsString: true, Next: 'A' }] },
    'There should only be one of the following fields: [StringEquals, StringEqualsPath, ',
  ],
  [
    'Next in an inner rule',
    { Type: 'Choice', Choices: [{ Not: { Variable: '$.a', IsNull: true, Next: 'A' }, Next: 'A' }] },
    "Field 'Next' is not supported /States/A/Choices[0]/Not",
  ],
  [
    'a Condition in a JSONPath rule',
    { Type: 'Choice', Choices: [{ Condition: true, Next: 'A' }] },
    "The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage /States/A/Choices[0]",
  ],
  [
    'a long name',
    { Type: 'Parallel', End: true, Branches: [{ StartAt: 'x'.repeat(81), States: { ['x'.repeat(81)]: pass({}) } }] },
    `INVALID_STATE_NAME Invalid State name: ${'x'.repeat(81)} exceeds the 80-character limit allowed by the service`,
  ],
  [
    'a word that the field does not know',
    { Type: 'Task', End: true, Resource: FUNCTION, Retry: [{ ErrorEquals: ['E'], JitterStrategy: 'SOME' }] },
    'Value should be one of the following: [NONE, FULL] /States/A/Retry[0]/JitterStrategy',
  ],
  [
    'a query language that is none',
    pass({ QueryLanguage: 'jsonpath' }),
    'Value should be one of the following: [JSONPath, JSONata] /States/A/QueryLanguage',
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
    'States.ALL must appear alone and at end of list /States/A/Retry[0]/ErrorEquals[0]',
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
  ['an empty Label', distributed({ Label: '' }), 'INVALID_LABEL_NAME Invalid Label name:  is empty /States/A/Label'],
  [
    'a long Label',
    distributed({ Label: 'x'.repeat(41) }),
    'exceeds the 40-character limit allowed by the service /States/A/Label',
  ],
  ['a Label with a blank', distributed({ Label: 'a b' }), 'a b contains the invalid character " " /States/A/Label'],
  [
    'an ExecutionType in an inline Map',
    map({ ItemProcessor: { ...PROCESSOR, ProcessorConfig: { Mode: 'INLINE', ExecutionType: 'STANDARD' } } }),
    "Field 'ExecutionType' is not supported /States/A/ItemProcessor/ProcessorConfig",
  ],
  [
    'a CSV file without a place for its headers',
    distributed({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'CSV' } } }),
    "The field 'CSVHeaderLocation' is required /States/A/ItemReader/ReaderConfig",
  ],
  [
    'headers that are given and not there',
    distributed({
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'GIVEN' },
      },
    }),
    'These fields are required: [CSVHeaders] /States/A/ItemReader/ReaderConfig',
  ],
  [
    'a batch without a limit',
    distributed({ ItemBatcher: { BatchInput: {} } }),
    '[MaxItemsPerBatch, MaxInputBytesPerBatch, MaxItemsPerBatchPath, MaxInputBytesPerBatchPath] /States/A/ItemBatcher',
  ],
  [
    'a reader of another service',
    distributed({ ItemReader: { Resource: 'arn:aws:states:::s3:putObject' } }),
    'The resource provided arn:aws:states:::s3:putObject is not recognized.',
  ],
  [
    'an unknown field in a processor',
    map({ ItemProcessor: { ...PROCESSOR, TimeoutSeconds: 3 } }),
    "Field 'TimeoutSeconds' is not supported /States/A/ItemProcessor",
  ],
  [
    'an unknown field in a branch',
    { Type: 'Parallel', End: true, Branches: [{ ...PROCESSOR, Version: '1.0' }] },
    "Field 'Version' is not supported /States/A/Branches[0]",
  ],
  [
    'a variable that is reserved',
    pass({ Assign: { states: 1 } }),
    "RESERVED_VARIABLE_NAME Cannot assign to reserved variable '$states'. /States/A/Assign/states",
  ],
  [
    'a variable that is no name',
    pass({ Assign: { '1st': 1 } }),
    "INVALID_VARIABLE_NAME Invalid variable name '1st': the variable name contains invalid characters.",
  ],
  [
    'an expression that is not closed',
    pass({ QueryLanguage: 'JSONata', Output: { v: '{% 1' } }),
    'SCHEMA_VALIDATION_FAILED JSONata string must start with {% and end with %} /States/A/Output/v',
  ],
  [
    '$states.result before there is one',
    jsonataTask({ Arguments: { a: '{% $states.result.b %}' } }),
    "UNSUPPORTED_JSONATA_EXPRESSION Field '$states.result' does not exist. /States/A/Arguments",
  ],
  [
    '$states.errorOutput outside Catch',
    jsonataTask({ Output: '{% $states.errorOutput %}' }),
    "UNSUPPORTED_JSONATA_EXPRESSION Field '$states.errorOutput' does not exist. /States/A/Output",
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
  const state = { Type: 'Task', End: true, ...SEND };
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

test('definition - says that a workflow cannot end, of no place', () => {
  const loop = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
  expect(diagnosticsOf(JSON.stringify({ StartAt: 'A', States: loop }))).toMatchObject([
    { code: 'MISSING_END_STATE', message: 'Workflow has no terminal state', location: null },
  ]);
  const left = { ...loop, C: { Type: 'Pass', End: true } };
  expect(diagnosticsOf(JSON.stringify({ StartAt: 'A', States: left }))).toMatchObject([
    { code: 'MISSING_TRANSITION_TARGET', message: 'State "C" is not reachable.', location: '/States/C' },
  ]);
});

test('definition - knows one version of the language, and any time limit from none at all', () => {
  const machine = { StartAt: 'A', States: { A: pass({}) } };
  expect(diagnosticsOf(JSON.stringify({ ...machine, Version: '1.0', TimeoutSeconds: 0 }))).toEqual([]);
  expect(diagnosticsOf(JSON.stringify({ ...machine, Version: '2.0', TimeoutSeconds: -1 }))).toMatchObject([
    { message: 'Value should be one of the following: [1.0]', location: '/Version' },
    { message: 'Minimum value is 0', location: '/TimeoutSeconds' },
  ]);
});

test('definition - says once that a list is none', () => {
  const choices = { Type: 'Choice', Choices: [{ And: {}, Next: 'A' }], Default: 'B' };
  expect(sentencesOf(choices, { States: { A: choices, B: { Type: 'Succeed' } } })).toEqual([
    'SCHEMA_VALIDATION_FAILED Expected value of type Array /States/A/Choices[0]/And',
  ]);
  expect(sentencesOf({ Type: 'Task', End: true, Resource: FUNCTION, Retry: [{ ErrorEquals: 'E' }] })).toEqual([
    'SCHEMA_VALIDATION_FAILED Expected value of type Array /States/A/Retry[0]/ErrorEquals',
  ]);
  expect(sentencesOf(pass({}), { StartAt: 5 })).toEqual([
    'SCHEMA_VALIDATION_FAILED Expected value of type String /StartAt',
  ]);
});

test('definition - requires StartAt and States', () => {
  expect(diagnosticsOf('{}')).toMatchObject([
    { message: 'These fields are required: [StartAt, States]', location: '/' },
  ]);
});
