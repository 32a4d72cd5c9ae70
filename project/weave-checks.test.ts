import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ENFORCE_ALL, type Enforcement } from '../shared/contracts/index.ts';
import type { ProjectError } from './errors.ts';
import type { Workflow } from './model.ts';
import { isWoven, wovenDefinition } from './weave-checks.ts';

const place = { file: 'workflow.yaml', line: 7 };

/** The definition with checks behind `states`. */
const weave = (definitionText: string, states: readonly string[], enforce: Enforcement = ENFORCE_ALL): string =>
  wovenDefinition({
    name: 'shop',
    definitionText,
    contracts: {
      input: 'order.created@1',
      output: null,
      states: Object.fromEntries(states.map((state) => [state, { output: 'order.summary@1', place }])),
    },
    enforce,
  } as Partial<Workflow> as Workflow);

const RETRY = [
  {
    ErrorEquals: [
      'Lambda.Unknown',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
    ],
    IntervalSeconds: 1,
    MaxAttempts: 6,
    BackoffRate: 2,
    JitterStrategy: 'FULL',
  },
];

test('woven checks - without any, the definition is the author’s own text', () => {
  const text = '# mine\n{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}';
  expect(weave(text, [])).toBe(text);
});

test('woven checks - a check stands right after its JSONPath state and passes the value on', () => {
  const woven = weave(
    `StartAt: Sum # here
States:
  Sum: { Type: Pass, Result: 1.0, Next: Keep }
  Keep: { Type: Succeed }
`,
    ['Sum'],
  );
  expect(woven).toContain('# here');
  expect(woven).toContain('Result: 1.0');
  const { States } = parse(woven);
  expect(Object.keys(States)).toEqual(['Sum', 'Sum · check', 'Keep']);
  expect(States.Sum).toEqual({ Type: 'Pass', Result: 1, Next: 'Sum · check' });
  expect(States['Sum · check']).toEqual({
    Type: 'Task',
    QueryLanguage: 'JSONPath',
    Resource: '${ValidateArn}',
    Parameters: {
      ...{ contract: 'order.summary@1', direction: 'output', onInvalid: 'raise', workflow: 'shop', state: 'Sum' },
      ...{ 'execution.$': '$$.Execution.Id', 'value.$': '$' },
    },
    ResultPath: null,
    Retry: RETRY,
    Next: 'Keep',
  });
});

test('woven checks - behind a JSONata state it speaks JSONata, inherits the Catch, and ends where that ended', () => {
  const woven = weave(
    `QueryLanguage: JSONata
StartAt: Put
States:
  Put:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:s3:putObject
    Arguments: {}
    Catch: &catch [{ ErrorEquals: [States.ALL], Output: '{% $states.errorOutput %}', Next: Refuse }]
    End: true
  Refuse: { Type: Fail }
`,
    ['Put'],
  );
  const { States } = parse(woven);
  expect(States.Put).not.toHaveProperty('End');
  expect(States['Put · check']).toEqual({
    Type: 'Task',
    QueryLanguage: 'JSONata',
    Resource: '${ValidateArn}',
    Arguments: {
      ...{ contract: 'order.summary@1', direction: 'output', onInvalid: 'raise', workflow: 'shop', state: 'Put' },
      ...{ execution: '{% $states.context.Execution.Id %}', value: '{% $states.input %}' },
    },
    Output: '{% $states.input %}',
    Retry: RETRY,
    Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'Refuse' }],
    End: true,
  });
});

test('woven checks - states of branches and item processors are found, shared ones are not changed twice', () => {
  const woven = weave(
    `StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - { StartAt: One, States: { One: &pass { Type: Pass, End: true } } }
      - { StartAt: Each, States: { Each: { Type: Map, End: true, ItemProcessor: { StartAt: Two, States: { Two: *pass } } } } }
    End: true
`,
    ['Two'],
  );
  const [one, each] = parse(woven).States.Both.Branches;
  expect(one.States).toEqual({ One: { Type: 'Pass', End: true } });
  expect(each.States.Each.ItemProcessor.States).toMatchObject({
    Two: { Type: 'Pass', Next: 'Two · check' },
    'Two · check': { End: true },
  });
});

test('woven checks - warn lets the check answer, off weaves none', () => {
  const text = 'StartAt: A\nStates: { A: { Type: Pass, End: true } }\n';
  const { States } = parse(weave(text, ['A'], { input: 'enforce', output: 'warn' }));
  expect(States['A · check'].Parameters.onInvalid).toBe('answer');
  expect(parse(weave(text, ['A'], { input: 'enforce', output: 'off' }))).toEqual(parse(text));
});

test('woven checks - a definition written as JSON works the same', () => {
  const text = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Result: 2 ** 60, End: true } } });
  const woven = weave(text, ['A']);
  expect(woven).toContain('1152921504606847000');
  expect(Object.keys(parse(woven).States)).toEqual(['A', 'A · check']);
});

test('woven checks - their names tell them from the author’s', () => {
  expect(['Sum · check', 'Sum', 'check'].map(isWoven)).toEqual([true, false, false]);
});

const LONG = 'S'.repeat(73);
const refused: readonly (readonly [why: string, state: string, states: string, said: string])[] = [
  ['no such state', 'Smu', 'Sum: { Type: Pass, End: true }', 'has no state "Smu".\n  Did you mean Sum?'],
  ['a Choice', 'Sum', 'Sum: { Type: Choice }', 'is a Choice, behind which nothing can be checked'],
  ['a Succeed', 'Sum', 'Sum: { Type: Succeed }', 'contracts.output'],
  ['a Fail', 'Sum', 'Sum: { Type: Fail }', 'remove the line'],
  ['a name too long', LONG, `${LONG}: { Type: Pass, End: true }`, 'Shorten it to 72 characters'],
  ['a name taken', 'Sum', 'Sum: { Type: Pass }, Sum · check: { Type: Pass }', 'has a state "Sum · check" already'],
  ['a function', 'Sum', 'Sum: { Type: Task, Resource: "${SumArn}" }', 'brings its own contracts'],
];
test.each(refused)('woven checks - refuse %s at the manifest’s line', (_, state, states, said) => {
  const weaving = () => weave(`StartAt: Sum\nStates: { ${states} }\n`, [state]);
  expect(weaving).toThrow(said);
  expect(weaving).toThrow(expect.objectContaining<Partial<ProjectError>>({ place }));
});

test('woven checks - what a function answers is another value once its state reshapes it', () => {
  const states = 'Sum: { Type: Task, Resource: "${SumArn}", ResultPath: $.sum, End: true }';
  expect(Object.keys(parse(weave(`StartAt: Sum\nStates: { ${states} }\n`, ['Sum'])).States)).toHaveLength(2);
});

test('woven checks - a function of Baton’s own brings no contracts', () => {
  const states = 'Tell: { Type: Task, Resource: "${PublishArn}", End: true }';
  expect(Object.keys(parse(weave(`StartAt: Tell\nStates: { ${states} }\n`, ['Tell'])).States)).toHaveLength(2);
});
