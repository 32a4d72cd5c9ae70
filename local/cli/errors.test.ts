import { expect, test } from 'vitest';
import { CommandError, NotFoundError, NotRunningError, UnknownWordError, UsageError } from './errors.ts';

test.each([
  [new CommandError('what', { advice: 'do' }), 'CommandError', 'FAILED', 1],
  [new UsageError('what', { advice: 'do' }), 'UsageError', 'USAGE', 2],
  [new UnknownWordError('what', 'sned', ['send']), 'UnknownWordError', 'USAGE', 2],
  [new NotRunningError('http://127.0.0.1:1'), 'NotRunningError', 'NOT_RUNNING', 1],
  [new NotFoundError('what', { advice: 'do' }), 'NotFoundError', 'NOT_FOUND', 1],
])('cli errors - name, code, exit code and advice are there: %s', (error, name, code, exitCode) => {
  expect([error.name, error.code, error.exitCode]).toEqual([name, code, exitCode]);
  expect(error.advice).not.toBe('');
});
