import { expect, test } from 'vitest';
import { FunctionNotFoundError, HostError, TooManyInvocationsError } from './errors.ts';

test.each([
  [new FunctionNotFoundError('arn:f'), 'FunctionNotFoundError', 'ResourceNotFoundException'],
  [new TooManyInvocationsError(), 'TooManyInvocationsError', 'TooManyRequestsException'],
])('host errors - name and code are stable: %s', (error, name, code) => {
  expect(error).toBeInstanceOf(HostError);
  expect([error.name, error.code]).toEqual([name, code]);
});
