import { expect, test } from 'vitest';
import { EngineClosedError, EngineError, ReplayMismatchError, RequestRefusedError, refusal } from './errors.ts';

test.each([
  [new RequestRefusedError('InvalidArn', 'm'), 'RequestRefusedError', 'InvalidArn'],
  [new EngineClosedError(), 'EngineClosedError', 'ENGINE_CLOSED'],
  [new ReplayMismatchError('arn', 'proceeded', {}, []), 'ReplayMismatchError', 'REPLAY_MISMATCH'],
])('engine errors - %s has its name and code', (error, name, code) => {
  expect(error).toBeInstanceOf(EngineError);
  expect([error.name, error.code]).toEqual([name, code]);
});

test('engine errors - refusals have the codes of AWS and name what was asked for', () => {
  const told = Object.entries(refusal).map(([reason, make]) => {
    const { code, message } = (make as (...about: unknown[]) => RequestRefusedError)('THIS', 'THIS');
    return `${reason}: ${code}${message.includes('THIS') ? ', named' : ''}`;
  });
  expect(told).toEqual([
    'invalidArn: InvalidArn, named',
    'invalidResourceType: InvalidArn, named',
    'invalidName: InvalidName, named',
    'invalidExecutionInput: InvalidExecutionInput, named',
    'invalidLogging: InvalidLoggingConfiguration, named',
    'invalidEncryption: InvalidEncryptionConfiguration, named',
    'invalidRoleArn: InvalidArn, named',
    'stateMachineDoesNotExist: StateMachineDoesNotExist, named',
    'typeNotSupported: StateMachineTypeNotSupported',
    'stateMachineAlreadyExists: StateMachineAlreadyExists, named',
    'executionDoesNotExist: ExecutionDoesNotExist, named',
    'executionAlreadyExists: ExecutionAlreadyExists, named',
    'executionLimitExceeded: ExecutionLimitExceeded, named',
    'nothingToUpdate: MissingRequiredParameter',
    'nothingToRoute: MissingRequiredParameter',
    'invalid: ValidationException, named',
    'notRedrivable: ExecutionNotRedrivable, named',
    'labelledArn: ValidationException',
    'completedMapRun: ValidationException, named',
    'nothingToUpdateOfMapRun: ValidationException',
    'badRouting: ValidationException, named',
    'conflict: ConflictException, named',
    'quotaExceeded: ServiceQuotaExceededException, named',
    'noSuchResource: ResourceNotFound',
    'activityDoesNotExist: ActivityDoesNotExist, named',
    'tooManyWorkers: ActivityWorkerLimitExceeded, named',
    'invalidOutput: InvalidOutput, named',
    'taskTimedOut: TaskTimedOut',
    'resourceNotFound: ResourceNotFound, named',
    'tooManyTags: TooManyTags, named',
    'invalidToken: InvalidToken',
  ]);
});
