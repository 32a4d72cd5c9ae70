import fc from 'fast-check';

/** Definitions that AWS would mostly take: each state of a scope is reachable, names are unique, loops may be endless. */

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:f';
/** What a service must be told, it is told. */
const RESOURCES = [
  { Resource: FUNCTION },
  { Resource: 'arn:aws:states:us-east-1:000000000000:activity:a' },
  { Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: FUNCTION, 'Payload.$': '$' } },
  {
    ...{ Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', HeartbeatSeconds: 2 },
    Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
  },
];

const oneOf = fc.constantFrom;
const some = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
  fc.record(fields, { requiredKeys: [] });

const path = oneOf('$', '$.a', '$.a.b', '$.list', '$.list[0]', '$..a', '$.list[*].a', '$$', '$$.State.Name', '$.n');
const query = fc.oneof(
  path,
  oneOf('States.UUID()', "States.Format('{}', $.a)", 'States.MathAdd($.n, 1)', 'States.Array($.a, $.list)'),
);
const jsonata = oneOf(
  ...['$states.input', '$states.input.a', '$states.input.list', '$states.context.State', '1/0', '$states.input.n + 1'],
  ...['[1..3]', '$uuid()', '{"a": $states.input}', '$nothing', '1', '2.5', '"x"'],
).map((text) => `{% ${text} %}`);
const template = fc.oneof(
  fc.dictionary(oneOf('a.$', 'b.$', 'n.$'), query, { maxKeys: 2 }),
  oneOf({ n: 1, list: [1, { a: 2 }] }),
);
const resultPath = oneOf('$', '$.a', '$.r.s', null);
const errors = oneOf(['States.ALL'], ['E'], ['States.TaskFailed'], ['States.Timeout', 'E'], ['States.Runtime']);
/** A number stands for a state of the same scope. */
const target = fc.nat(9);
const recovery = some({
  Retry: fc
    .record({ ErrorEquals: errors, MaxAttempts: fc.nat(2), BackoffRate: oneOf(1, 2) })
    .map((retrier) => [retrier]),
  Catch: fc.record({ ErrorEquals: errors, ResultPath: resultPath, Next: target }).map((catcher) => [catcher]),
});
const paths = some({ InputPath: path, OutputPath: path });
const results = some({ Parameters: template, ResultSelector: template, ResultPath: resultPath });

const comparison = fc.oneof(
  fc.tuple(oneOf('NumericEquals', 'NumericLessThan'), fc.integer({ min: -1, max: 3 })),
  fc.tuple(oneOf('StringLessThan', 'StringMatches'), oneOf('x', '*', '')),
  fc.tuple(oneOf('IsPresent', 'IsNull', 'IsString', 'BooleanEquals'), fc.boolean()),
  fc.tuple(oneOf('NumericGreaterThanPath', 'StringEqualsPath'), path),
);
const rule = fc
  .tuple(path, comparison, target)
  .map(([Variable, [comparator, operand], Next]) => ({ Variable, [comparator]: operand, Next }));

type Fields = { readonly [field: string]: unknown };
type Scope = readonly Fields[];

const { scope } = fc.letrec<{ state: Fields; scope: Scope }>((tie) => {
  const state = (Type: string, ...parts: fc.Arbitrary<object>[]): fc.Arbitrary<Fields> =>
    fc.tuple(...parts).map((fields) => Object.assign({ Type }, ...fields));
  const inJsonata = fc.constant({ QueryLanguage: 'JSONata' });
  const modes = oneOf({ Mode: 'INLINE' }, { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' });
  const processor = fc.record({ ItemProcessor: tie('scope'), ProcessorConfig: modes });
  return {
    state: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      state('Pass', paths, some({ Parameters: template, ResultPath: resultPath, Assign: template })),
      state('Pass', inJsonata, some({ Output: jsonata, Assign: fc.record({ v: jsonata }) })),
      state('Task', paths, results, recovery, some({ TimeoutSeconds: oneOf(3, 5) }), oneOf(...RESOURCES)),
      state(
        'Wait',
        fc.oneof(...[oneOf(0, 2)].map((Seconds) => fc.record({ Seconds })), fc.record({ SecondsPath: path })),
      ),
      state('Wait', inJsonata, fc.record({ Seconds: jsonata })),
      state('Choice', fc.record({ Choices: fc.array(rule, { minLength: 1, maxLength: 3 }) })),
      state('Map', processor, paths, recovery, some({ ItemsPath: path, MaxConcurrency: fc.nat(3) })),
      state('Map', inJsonata, processor, some({ Items: jsonata, Output: jsonata })),
      state(
        'Parallel',
        fc.record({ Branches: fc.array(tie('scope'), { minLength: 1, maxLength: 3 }) }),
        results,
        recovery,
      ),
      state('Succeed'),
      state('Fail', some({ Error: oneOf('E', 'X'), CausePath: query })),
    ),
    scope: fc.array(tie('state'), { minLength: 1, maxLength: 4 }),
  };
});

export const machine: fc.Arbitrary<object> = scope.map((states) => {
  let count = 0;
  return scopeOf(states, () => `S${count++}`);
});

const TERMINAL = ['Succeed', 'Fail'];

/** The states one after the other, up to the first that ends the scope; a Succeed where none does. */
function scopeOf(states: Scope, name: () => string): object {
  const end = states.findIndex(({ Type }) => TERMINAL.includes(Type as string));
  const used = end < 0 ? [...states, { Type: 'Succeed' }] : states.slice(0, end + 1);
  const names = used.map(name);
  const named = used.map((fields, index) => [names[index], stateOf(fields, names, index, name)]);
  return { StartAt: names[0], States: Object.fromEntries(named) };
}

function stateOf(fields: Fields, names: readonly string[], index: number, name: () => string): object {
  const { ItemProcessor, ProcessorConfig, Branches, Catch, Choices, ...rest } = fields;
  const aimed = (rules: unknown) =>
    (rules as { Next: number }[]).map((each) => ({ ...each, Next: names[each.Next % names.length] }));
  return {
    ...rest,
    ...(ItemProcessor === undefined
      ? {}
      : { ItemProcessor: { ProcessorConfig, ...scopeOf(ItemProcessor as Scope, name) } }),
    ...(Branches === undefined ? {} : { Branches: (Branches as Scope[]).map((branch) => scopeOf(branch, name)) }),
    ...(Catch === undefined ? {} : { Catch: aimed(Catch) }),
    ...(Choices === undefined ? {} : { Choices: aimed(Choices), Default: names[index + 1] }),
    ...(Choices === undefined && index + 1 < names.length ? { Next: names[index + 1] } : {}),
  };
}
