import { expect, test } from 'vitest';
import { ApiError, DevError, StartUpError } from './errors.ts';
import { NoContractError } from './topic-codecs.ts';

const cause = new Error('why');

test.each([
  [new StartUpError('what', { code: 'PORT_BUSY', advice: 'do', cause }), 'StartUpError', 'PORT_BUSY', cause],
  [new ApiError(404, 'UNKNOWN_TOPIC', 'what', { cause }), 'ApiError', 'UNKNOWN_TOPIC', cause],
  [new NoContractError('t'), 'NoContractError', 'NO_CONTRACT', undefined],
])('dev errors - name, code and cause are kept: %s', (error, name, code, why) => {
  expect(error).toBeInstanceOf(DevError);
  expect([error.name, error.code, error.cause]).toEqual([name, code, why]);
});
