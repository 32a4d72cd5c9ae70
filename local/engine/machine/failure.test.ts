import { expect, test } from 'vitest';
import { ExpressionError } from '../expressions/index.ts';
import { StateError } from './errors.ts';
import { HEARTBEAT_TIMEOUT, isNamedBy, TIMEOUT, toStateError } from './failure.ts';
import { runHistory } from './run-history.ts';

const failure = (error: string | null) => ({ error, cause: null });

test.each([
  [failure('E'), ['E'], true],
  [failure('E'), ['F', 'E'], true],
  [failure('E'), ['F'], false],
  [failure('E'), ['States.ALL'], true],
  [failure(null), ['States.ALL'], true],
  [failure('E'), ['States.TaskFailed'], true],
  [TIMEOUT, ['States.Timeout'], true],
  [TIMEOUT, ['States.TaskFailed'], false],
  [TIMEOUT, ['States.HeartbeatTimeout'], false],
  [HEARTBEAT_TIMEOUT, ['States.HeartbeatTimeout'], true],
  [HEARTBEAT_TIMEOUT, ['States.Timeout'], true],
  [failure('States.ReferencePathConflict'), ['States.ReferencePathConflict'], true],
  [failure('States.ReferencePathConflict'), ['States.ResultPathMatchFailure'], true],
  [failure('States.DataLimitExceeded'), ['States.ALL'], false],
  [failure('States.DataLimitExceeded'), ['States.DataLimitExceeded'], true],
])('failure - %o named by %j: %s', (of, names, named) => {
  expect(isNamedBy(of, names)).toBe(named);
});

test('failure - takes the field of an expression error along', () => {
  const error = new ExpressionError('because', { errorName: 'States.QueryEvaluationError', location: 'Output' });
  expect(toStateError(error)).toMatchObject({
    error: 'States.QueryEvaluationError',
    cause: 'because',
    location: 'Output',
    namesState: true,
  });
});

test('failure - tells a conflict of paths without the state', () => {
  const error = new ExpressionError('Unable', { errorName: 'States.ReferencePathConflict' });
  expect(toStateError(error)).toMatchObject({ cause: 'Unable', namesState: false });
});

test('failure - lets a fault of the engine through', () => {
  const fault = new TypeError('no state error');
  expect(() => toStateError(fault)).toThrow(fault);
  expect(toStateError(new StateError('E', 'C'))).toMatchObject({ error: 'E', location: null });
});

// AWS goes by the name: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html says of
// States.Runtime that no Retry or Catch of States.ALL takes it, and recorded is that one of its own name does not
// either (scenarios/test_base_scenarios.py::TestBaseScenarios::test_catch_states_runtime).
test.each([['States.ALL'], ['States.TaskFailed'], ['States.Runtime']])(
  'failure - nobody catches a task that reports States.Runtime: %s',
  (name) => {
    const Resource = 'arn:aws:lambda:us-east-1:000000000000:function:f';
    const recovery = { Retry: [{ ErrorEquals: [name] }], Catch: [{ ErrorEquals: [name], Next: 'Caught' }] };
    const states = { Ask: { Type: 'Task', Resource, ...recovery, End: true }, Caught: { Type: 'Pass', End: true } };
    const told = runHistory({ StartAt: 'Ask', States: states }, '{}', () => [
      { error: 'States.Runtime', cause: 'the function says so' },
    ]);
    expect(told.end).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause: 'the function says so' });
    expect(told.history.at(-2)?.type).toBe('LambdaFunctionFailed');
  },
);
