import { expect, test } from 'vitest';
import { type Json, parseJson, writeJson } from '../json.ts';
import { compileJsonataTemplate, evaluateJsonataTemplate, type JsonataScope } from './index.ts';

const scope: JsonataScope = {
  states: {
    input: parseJson('{"items": [{"n": 1.0}, {"n": 2}], "text": "{\\"a\\": [1, 2]}", "exact": 1152921504606846976}'),
    context: { Execution: { Name: 'run' } },
  },
  variables: { factor: 3, __proto__: null } as unknown as JsonataScope['variables'],
  random: () => 0.5,
  at: Date.UTC(2024, 1, 29, 12, 30),
};

const evaluate = (template: Json, fieldName = 'Output'): Json =>
  evaluateJsonataTemplate(compileJsonataTemplate(template), scope, fieldName);

test('jsonata template - expressions anywhere in a value are evaluated, other text stays', () => {
  expect(
    evaluate({
      sum: '{% $sum($states.input.items.n) * $factor %}',
      list: [1, '{% $states.context.Execution.Name %}', ' {% 1 %}'],
      deep: { text: '{%1%}', none: 'plain' },
    }),
  ).toEqual({ sum: 9, list: [1, 'run', ' {% 1 %}'], deep: { text: 1, none: 'plain' } });
});

test('jsonata template - a value without expressions keeps its literals', () => {
  expect(writeJson(evaluate(parseJson('{"a": [1.0, 1e3]}')))).toBe('{"a":[1.0,1e3]}');
});

test('jsonata - expressions see doubles', () => {
  expect(writeJson(evaluate('{% $states.input.items.n %}'))).toBe('[1,2]');
  expect(evaluate('{% $states.input.exact - 1 = $states.input.exact %}')).toBe(true);
});

test('jsonata - input is never changed', () => {
  const before = writeJson(scope.states.input);
  evaluate('{% $states.input ~> |items|{"n": 0}| %}');
  evaluate('{% $sort($states.input.items, function($l, $r) { $l.n < $r.n }) %}');
  expect(writeJson(scope.states.input)).toBe(before);
});

test('jsonata - results carry no marks that would change the next evaluation', () => {
  const found = evaluate('{% $states.input.items[n < 2][] %}');
  expect(found).toEqual([{ n: 1 }]);
  expect(Object.keys(found as object)).toEqual(['0']);
});

test.each(['[0..9]{"a": [1]}.a', '[0..9]{"a": [1]}.a#$i', '[0..9]{"a": [1]}.a.b'])(
  'jsonata - %s finds nothing in the object that the list has become',
  (text) => {
    expect(() => evaluate(`{% ${text} %}`)).toThrow('returned nothing (undefined)');
  },
);

test.each<[string, Json, string]>([
  [
    'Output',
    '{% $nope %}',
    "The JSONata expression '$nope' specified for the field 'Output' returned nothing (undefined).",
  ],
  [
    'Output/v',
    { v: '{% $nope %}' },
    "The JSONata expression '$nope' specified for the field 'Output/v' returned nothing (undefined).",
  ],
  [
    'Output/v[1]',
    { v: [0, '{% $nope %}'] },
    "The JSONata expression '$nope' specified for the field 'Output/v[1]' returned nothing (undefined).",
  ],
  [
    'Output',
    '{% $randomSeeded(1) %}',
    "The JSONata expression '$randomSeeded(1)' specified for the field 'Output' threw an error during evaluation. T1006: Attempted to invoke a non-function",
  ],
  [
    'Output',
    '{% $formatNumber(1, "x") %}',
    `The JSONata expression '$formatNumber(1, "x")' specified for the field 'Output' threw an error during evaluation. D3086: The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character`,
  ],
  [
    'Output',
    '{% $formatInteger(1, $nope) %}',
    `The JSONata expression '$formatInteger(1, $nope)' specified for the field 'Output' threw an error during evaluation. T0410: Argument 2 of function "formatInteger" does not match function signature`,
  ],
  [
    'Output',
    "{% 'hello world' / 42 %}",
    `The JSONata expression ''hello world' / 42' specified for the field 'Output' threw an error during evaluation. T2001: The left side of the "/" operator must evaluate to a number`,
  ],
])('jsonata - fails at %s in the words of AWS: %j', (location, template, cause) => {
  expect(() => evaluate(template)).toThrow(
    expect.objectContaining({ errorName: 'States.QueryEvaluationError', cause, location }),
  );
});

test('jsonata - only what an expression asks for is read', () => {
  const states = {
    input: 1,
    get context(): never {
      throw new Error('context was read');
    },
  };
  const evaluateWith = (text: string): Json =>
    evaluateJsonataTemplate(compileJsonataTemplate(`{% ${text} %}`), { ...scope, states }, 'Output');
  expect(evaluateWith('$states.input.($factor + 1)')).toBe(4);
  expect(evaluateWith('$states.input.$factor')).toBe(3);
  expect(() => evaluateWith('$keys($states)')).toThrow('context was read');
  expect(() => evaluateWith('$states[0].input')).toThrow('context was read');
});

test.each([
  ['phone', "Reference to 'phone' at the top level is not supported."],
  ['$', "Reference to '$' at the top level is not supported."],
  ['$$.a', "Reference to '$$' at the top level is not supported."],
  ['$map([1], function($x) { $x + n })', "Reference to 'n' at the top level is not supported."],
  ['$states.input.($$.a)', "Reference to '$$' at the top level is not supported."],
])('jsonata - %s reads a context that is not there', (text, message) => {
  expect(() => compileJsonataTemplate({ v: [`{% ${text} %}`] })).toThrow(
    expect.objectContaining({ code: 'UNSUPPORTED_JSONATA_EXPRESSION', message, location: '/v[0]' }),
  );
});

test.each([
  ['1 +', 'Unexpected end of expression'],
  ['"unterminated', 'String literal must be terminated by a matching quote'],
  ['$a ?: 1', 'Syntax error: "?:"'],
  ['[$a ?? 1]', 'Syntax error: "??"'],
])('jsonata - %s is no expression of JSONata 2.0.6', (text, message) => {
  expect(() => compileJsonataTemplate(`{% ${text} %}`)).toThrow(
    expect.objectContaining({ code: 'INVALID_JSONATA_EXPRESSION', message }),
  );
});

test.each<[string, Json]>([
  ['$partition([1, 2, 3, 4, 5], 2)', [[1, 2], [3, 4], [5]]],
  ['$partition([1, 2, 3], 1.9)', [[1], [2], [3]]],
  ['$partition([1, 2, 3])', [[1, 2, 3]]],
  ['$range(0, 6, 2)', [0, 2, 4, 6]],
  ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
  ['$range(9, 0, -3)', [9, 6, 3, 0]],
  ['$range(1, 9, 9)', 1],
  ['$hash("input", "SHA-1")', '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
  ['$random(42)', 0.7275636800328681],
  ['$random()', 0.5],
  ['$uuid()', '80808080-8080-4080-8080-808080808080'],
  ['$parse($states.input.text).a', [1, 2]],
  ['$parse("-0")', 0],
  ['$now()', '2024-02-29T12:30:00.000Z'],
  ['$millis()', Date.UTC(2024, 1, 29, 12, 30)],
  ['[1/0, -1/0]', ['Infinity', '-Infinity']],
  ['{"__proto__": 1}.__proto__', 1],
])('jsonata - Step Functions answers %s', (text, expected) => {
  expect(JSON.parse(writeJson(evaluate(`{% ${text} %}`)))).toEqual(expected);
});

const NOTHING = 'returned nothing (undefined).';
const thrown = (message: string) => `threw an error during evaluation${message}`;

// The sentences are those that users have measured: https://github.com/floci-io/floci/blob/main/docs/services/step-functions.md
test.each([
  ['$eval("1+1")', thrown('. T1006: Attempted to invoke a non-function')],
  ['$partition([1], -1)', thrown('. D3137: Second argument must be zero or greater')],
  ['$partition([1], 0)', NOTHING],
  ['$partition([], 2)', NOTHING],
  ['$range(1, 5)', NOTHING],
  ['$range(5, 1, 1)', NOTHING],
  ['$range(1, 360146, 1)', thrown(': Expression evaluation memory limit exceeded: Check for excessive memory usage')],
  ['$hash("x")', NOTHING],
  [
    '$hash("x", "SHA-3")',
    thrown(". D3137: Hash algorithm 'SHA-3' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5"),
  ],
  ['$parse("{")', thrown('. D3137: Invalid JSON')],
  ['$parse("")', thrown('. D3137: Invalid JSON')],
])('jsonata - %s fails', (text, why) => {
  expect(() => evaluate(`{% ${text} %}`)).toThrow(
    expect.objectContaining({
      errorName: 'States.QueryEvaluationError',
      cause: `The JSONata expression '${text}' specified for the field 'Output' ${why}`,
    }),
  );
});
