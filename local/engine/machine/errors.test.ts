import { expect, test } from 'vitest';
import { parseDefinition } from '../definition/index.ts';
import { ForeignProgramError, HistoryLimitError, MachineError, StateError } from './errors.ts';
import { createRun, step } from './index.ts';
import { FACTS, START } from './run-history.ts';

test.each([
  [new ForeignProgramError('m'), 'ForeignProgramError', 'FOREIGN_PROGRAM'],
  [new HistoryLimitError('m'), 'HistoryLimitError', 'HISTORY_FULL'],
  [new StateError('E', 'm'), 'StateError', 'STATE_FAILED'],
])('machine errors - keep their names and codes: %s', (error, name, code) => {
  expect(error).toBeInstanceOf(MachineError);
  expect([error.name, error.code]).toEqual([name, code]);
});

test('machine errors - a run is refused by another program', () => {
  const machine = (name: string) => parseDefinition(`{"StartAt":"${name}","States":{"${name}":{"Type":"Succeed"}}}`);
  const run = createRun(machine('A'), FACTS);
  const start = () => step(machine('B'), run, { type: 'executionStarted', at: START, seed: 's' });
  expect(start).toThrow(new ForeignProgramError("the program has no state 'A' in its scope 0"));
});
