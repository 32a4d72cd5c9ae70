import { expect, test } from 'vitest';
import { variableReferences } from './variable-references.ts';

const pass = (fields: object) => ({ Type: 'Pass', End: true, ...fields });
const machine = (States: object, more: object = {}) =>
  JSON.stringify({ StartAt: Object.keys(States)[0], States, ...more });

test('variable references - by JSONPath in paths, templates and intrinsic calls, not in texts', () => {
  const Assign = { a: 1, b: 2, 'c.$': '$.c', d: 4 };
  const Parameters = {
    'x.$': '$a.x',
    'y.$': "States.Format('{} $d', $b)",
    'z.$': '$$.Execution.Id',
    w: '$d',
    'v.$': '$a',
  };
  const states = { Set: pass({ Assign }), Use: pass({ Parameters, InputPath: '$c' }), None: pass({}) };
  expect(variableReferences(machine(states))).toEqual({ Use: ['a', 'b', 'c'] });
});

test('variable references - by JSONata wherever an expression stands, but for functions and what it binds itself', () => {
  const Output = { n: ['{% $sum($list) + $states.input.n %}', '{% ($x := 1; $x + $a) %}', '$list'] };
  const states = { Set: pass({ Assign: { list: [1], a: 1 } }), Use: pass({ Output }) };
  expect(variableReferences(machine(states, { QueryLanguage: 'JSONata' }))).toEqual({ Use: ['list', 'a'] });
});

test('variable references - of Choice rules and catchers too, in the language of each state', () => {
  const Choices = [{ Variable: '$a', NumericEqualsPath: '$b', Next: 'Ask' }];
  const Catch = [{ ErrorEquals: ['States.ALL'], Assign: { c: '{% $a %}' }, Next: 'Last' }];
  const states = {
    Set: { Type: 'Pass', Assign: { a: 1, b: 1 }, Next: 'Choose' },
    Choose: { Type: 'Choice', Choices },
    Ask: { Type: 'Task', QueryLanguage: 'JSONata', Resource: 'arn:aws:states:::lambda:invoke', Catch, End: true },
    Last: { Type: 'Wait', SecondsPath: '$c', End: true },
  };
  expect(variableReferences(machine(states))).toEqual({ Choose: ['a', 'b'], Ask: ['a'], Last: ['c'] });
});

test('variable references - of states within Maps and Parallels are told under their own names', () => {
  const inner = { StartAt: 'In', States: { In: pass({ Parameters: { 'x.$': '$a' }, Assign: { b: 1 } }) } };
  const branch = { StartAt: 'Branch', States: { Branch: pass({ InputPath: '$b' }) } };
  const states = {
    Set: pass({ Assign: { a: 1 } }),
    Map: { Type: 'Map', ItemsPath: '$a', ItemProcessor: inner },
    All: { Type: 'Parallel', Branches: [branch] },
  };
  expect(variableReferences(machine(states))).toEqual({ Map: ['a'], In: ['a'], Branch: ['b'] });
});
