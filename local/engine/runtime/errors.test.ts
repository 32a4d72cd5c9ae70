import { expect, test } from 'vitest';
import { EngineClosedError, EngineError, RequestRefusedError, refusal } from './errors.ts';

test.each([
  [new RequestRefusedError('InvalidArn', 'm'), 'RequestRefusedError', 'InvalidArn'],
  [new EngineClosedError(), 'EngineClosedError', 'ENGINE_CLOSED'],
])('engine errors - %s has its name and code', (error, name, code) => {
  expect(error).toBeInstanceOf(EngineError);
  expect([error.name, error.code]).toEqual([name, code]);
});

test('engine errors - refusals have the codes of AWS and name what was asked for', () => {
  const told = Object.values(refusal).map((make: (about: never) => RequestRefusedError) => make('THIS' as never));
  expect(told.map(({ code }) => code)).toEqual([
    ...['InvalidArn', 'InvalidName', 'InvalidExecutionInput', 'InvalidLoggingConfiguration'],
    ...['StateMachineDoesNotExist', 'StateMachineAlreadyExists', 'ExecutionDoesNotExist', 'ExecutionAlreadyExists'],
    ...['ExecutionLimitExceeded', 'MissingRequiredParameter', 'ResourceNotFound', 'TooManyTags', 'InvalidToken'],
  ]);
  const general = ['InvalidLoggingConfiguration', 'MissingRequiredParameter', 'InvalidToken'];
  for (const { code, message } of told) expect(message.includes('THIS')).toBe(!general.includes(code));
});
