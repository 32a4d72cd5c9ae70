import { expect, test } from 'vitest';
import { type Json, parseJson, writeJson } from '../json.ts';
import { compileTemplate, evaluateTemplate } from './template.ts';

const scope = {
  input: parseJson('{"a": 1.0, "list": [1, 2]}'),
  context: { State: { Name: 'S' } },
  variables: { v: 'variable' },
  random: () => 0.5,
};
const evaluate = (template: Json): Json => evaluateTemplate(compileTemplate(template), scope);

test('templates - members that end in .$ are queries, all else stays', () => {
  const template = {
    'path.$': '$.a',
    'context.$': '$$.State.Name',
    'variable.$': '$v',
    'call.$': "States.Format('{}', $.list[0])",
    'wild.$': '$.list[*]',
    plain: '$.a',
    nested: [{ 'deep.$': '$.list' }, 1],
  };
  expect(writeJson(evaluate(template))).toBe(
    '{"path":1.0,"context":"S","variable":"variable","call":"1","wild":[1,2],"plain":"$.a","nested":[{"deep":[1,2]},1]}',
  );
});

test('templates - a value without queries is handed on as it is', () => {
  const value = { a: [1, { b: null }] };
  expect(evaluate(value)).toBe(value);
});

test('templates - a query that finds nothing names its member', () => {
  expect(() => evaluate({ x: { 'value.$': '$.no_such_jsonpath' } })).toThrow(
    expect.objectContaining({
      errorName: 'States.Runtime',
      cause:
        "The JSONPath '$.no_such_jsonpath' specified for the field 'value.$' could not be found in the input " +
        `'{"a":1.0,"list":[1,2]}'`,
    }),
  );
});

test('templates - an item past the end of a list is null, as on AWS, and no part of it is there', () => {
  expect(evaluate({ 'x.$': '$.list[5]' })).toEqual({ x: null });
  expect(() => evaluate({ 'x.$': '$.list[5].a' })).toThrow('could not be found in the input');
  expect(() => evaluate({ 'x.$': '$.a[0]' })).toThrow('could not be found in the input');
});

test('templates - a path of the context that finds nothing tells the context', () => {
  expect(() => evaluate({ 'x.$': '$$.Nope' })).toThrow(
    `The JSONPath '$$.Nope' specified for the field 'x.$' could not be found in the input '{"State":{"Name":"S"}}'`,
  );
});

test.each<[Json]>([[5], ['a'], ['$.a['], ['States.Nope()'], ['States.StringToJson(\'{"text":"An \\"escape\\""}\')']])(
  'templates - %j is no query',
  (query) => {
    expect(() => compileTemplate({ 'parsed.$': query })).toThrow(
      expect.objectContaining({
        code: 'SCHEMA_VALIDATION_FAILED',
        message: "The value for the field 'parsed.$' must be a valid JSONPath or a valid intrinsic function call",
      }),
    );
  },
);
