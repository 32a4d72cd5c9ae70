import { expect, test } from 'vitest';
import { runHistory } from '../run-history.ts';

const RUNTIME = "An error occurred while executing the state 'Fail' (entered at the event id #2). ";

function failed(fields: object, input: unknown) {
  const definition = { StartAt: 'Fail', States: { Fail: { Type: 'Fail', ...fields } } };
  const { end } = runHistory(definition, JSON.stringify(input), () => []);
  return { error: end?.error, cause: end?.cause };
}

test.each([
  [
    { ErrorPath: '$.e', CausePath: '$.c' },
    { error: 'E', cause: 'because' },
  ],
  [
    { Error: 'Own', CausePath: "States.Format('{}!', $.c)" },
    { error: 'Own', cause: 'because!' },
  ],
  [{ ErrorPath: '$$.State.Name' }, { error: 'Fail', cause: null }],
  [{ CausePath: 'States.JsonToString($.n)' }, { error: null, cause: '1.5' }],
])('fail - %o tells what the paths lead to', (fields, told) => {
  expect(failed(fields, { e: 'E', c: 'because', n: 1.5 })).toEqual(told);
});

test.each([
  [{ ErrorPath: '$.n' }, 'The ErrorPath field refers to value "1.5" which is not a valid string: $.n'],
  [{ CausePath: '$.o' }, 'The CausePath field refers to value "{"a":[]}" which is not a valid string: $.o'],
  [{ CausePath: '$.nil' }, 'The CausePath field refers to value "null" which is not a valid string: $.nil'],
  [
    { ErrorPath: 'States.ArrayGetItem($.o.a, 0)' },
    "The function 'States.ArrayGetItem($.o.a, 0)' had the following error: Invalid arguments in States.ArrayGetItem",
  ],
  [
    { CausePath: 'States.MathAdd(1, 2)' },
    'The CausePath field refers to value "3" which is not a valid string: States.MathAdd(1, 2)',
  ],
  [
    { CausePath: '$.none' },
    `The JSONPath '$.none' specified for the field 'CausePath' could not be found in the input '{"n":1.5,"o":{"a":[]},"nil":null}'`,
  ],
])('fail - %o fails with States.Runtime and says which value it is', (fields, sentence) => {
  const { error, cause } = failed(fields, { n: 1.5, o: { a: [] }, nil: null });
  expect({ error, cause }).toEqual({
    error: expect.stringMatching(/^States\.(Runtime|IntrinsicFailure)$/),
    cause: RUNTIME + sentence,
  });
});
