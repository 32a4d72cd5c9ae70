import { expect, test } from 'vitest';
import { InvalidDefinitionError } from './errors.ts';
import { parseDefinition } from './parse-definition.ts';
import { LONE_STATE, loneProgram, parseState } from './parse-state.ts';

const diagnosticsOf = (text: string) => {
  try {
    parseState(text);
    return [];
  } catch (error) {
    return (error as InvalidDefinitionError).diagnostics;
  }
};

test('one state - what it goes on to need not exist', () => {
  const choice = { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'Far' }], Default: 'Away' };
  const program = parseState(JSON.stringify(choice));
  expect(program.scopes[0]?.states.get(LONE_STATE)).toMatchObject({ type: 'Choice', next: 'Away' });
});

test('one state - what stands in it has to be right, and is told as in a state machine', () => {
  const branch = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } };
  const text = JSON.stringify({ Type: 'Parallel', Branches: [branch], Next: 'Far', Colour: 'red' }, null, 2);
  expect(diagnosticsOf(text)).toMatchObject([
    { code: 'SCHEMA_VALIDATION_FAILED', location: '/States/StateName', line: 15 },
    { code: 'MISSING_TRANSITION_TARGET', location: '/States/StateName/Branches[0]/States/A/Next', line: 9 },
    { code: 'MISSING_END_STATE', location: null },
  ]);
  expect(diagnosticsOf('[]')).toMatchObject([{ location: '/States/StateName' }]);
});

test('one state - it is taken out of a state machine with the states within it', () => {
  const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Succeed' } } });
  const States = { Fan: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } };
  const machine = parseDefinition(JSON.stringify({ StartAt: 'Fan', States }));
  expect(loneProgram(machine, 'B')?.scopes[0]?.states.get(LONE_STATE)).toMatchObject({ type: 'Succeed' });
  expect(loneProgram(machine, 'Fan')?.scopes.map(({ startAt }) => startAt)).toEqual([LONE_STATE, 'A', 'B']);
  expect(loneProgram(machine, 'C')).toBeNull();
});

test('one state - a state that cannot be read is there all the same', () => {
  const text = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Nothing' } } });
  expect(() => parseDefinition(text)).toThrow(InvalidDefinitionError);
  expect(() => parseDefinition(text)).not.toThrow('MISSING_TRANSITION_TARGET');
});
