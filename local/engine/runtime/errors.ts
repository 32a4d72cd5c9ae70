/** What the engine says no to; `code` is stable. */
export class EngineError extends Error {
  override name = 'EngineError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A request that cannot be done as it is. Code, message and, of a ValidationException, reason are those of AWS. */
export class RequestRefusedError extends EngineError {
  override name = 'RequestRefusedError';
  readonly reason: ValidationReason | null;

  constructor(code: string, message: string, reason: ValidationReason | null = null) {
    super(code, message);
    this.reason = reason;
  }
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html#API_UpdateMapRun_Errors */
export type ValidationReason =
  | 'API_DOES_NOT_SUPPORT_LABELED_ARNS'
  | 'CANNOT_UPDATE_COMPLETED_MAP_RUN'
  | 'INVALID_ROUTING_CONFIGURATION'
  | 'MISSING_REQUIRED_PARAMETER';

/** The engine is closing: what was asked for has not happened. */
export class EngineClosedError extends EngineError {
  override name = 'EngineClosedError';

  constructor() {
    super('ENGINE_CLOSED', 'the engine is closing and takes no more requests');
  }
}

/** The machine has done something else with the same inputs: a fault of ours, found where suites replay (replay.ts). */
export class ReplayMismatchError extends EngineError {
  override name = 'ReplayMismatchError';

  constructor(executionArn: string, input: string, first: unknown, again: unknown) {
    const told = `first ${JSON.stringify(first)}\nagain ${JSON.stringify(again)}`;
    super('REPLAY_MISMATCH', `${executionArn} is not replayed alike from its input ${input} on:\n${told}`);
  }
}

/** AWS's words for what it refuses, one row per reason. */
export const refusal = {
  invalidArn: (arn: string) => refused('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`),
  invalidResourceType: (type: string) =>
    refused('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${type}'`),
  invalidName: (name: string) => refused('InvalidName', `Invalid Name: '${name}'`),
  invalidExecutionInput: (why: string) =>
    refused('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`),
  invalidLogging: (why: string) => refused('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${why}`),
  invalidEncryption: (why: string) =>
    refused('InvalidEncryptionConfiguration', `Invalid Encryption Configuration: ${why}`),
  invalidRoleArn: (arn: string) => refused('InvalidArn', `Invalid Role Arn: '${arn}'`),
  stateMachineDoesNotExist: (arn: string) =>
    refused('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`),
  typeNotSupported: () =>
    refused('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine'),
  stateMachineAlreadyExists: (arn: string) =>
    refused('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`),
  executionDoesNotExist: (arn: string) => refused('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`),
  executionAlreadyExists: (arn: string) => refused('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`),
  executionLimitExceeded: (limit: number) =>
    refused('ExecutionLimitExceeded', `The limit of ${limit} open executions has been reached`),
  nothingToUpdate: () =>
    refused(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    ),
  nothingToRoute: () =>
    refused('MissingRequiredParameter', 'Either the description or the RoutingConfiguration must be specified'),
  invalid: (message: string) => refused('ValidationException', message),
  notRedrivable: (why: string) => refused('ExecutionNotRedrivable', why),
  labelledArn: () =>
    refused(
      'ValidationException',
      'This operation does not support labeled state machine ARNs',
      'API_DOES_NOT_SUPPORT_LABELED_ARNS',
    ),
  completedMapRun: (arn: string) =>
    refused(
      'ValidationException',
      `The Map Run has ended and cannot be updated: '${arn}'`,
      'CANNOT_UPDATE_COMPLETED_MAP_RUN',
    ),
  nothingToUpdateOfMapRun: () =>
    refused(
      'ValidationException',
      'Either maxConcurrency, toleratedFailurePercentage or toleratedFailureCount must be specified',
      'MISSING_REQUIRED_PARAMETER',
    ),
  badRouting: (message: string) => refused('ValidationException', message, 'INVALID_ROUTING_CONFIGURATION'),
  conflict: (message: string) => refused('ConflictException', message),
  quotaExceeded: (what: string, limit: number) =>
    refused('ServiceQuotaExceededException', `The limit of ${limit} ${what} of a state machine has been reached`),
  noSuchResource: () => refused('ResourceNotFound', 'Request references a resource that does not exist.'),
  activityDoesNotExist: (arn: string) => refused('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`),
  tooManyWorkers: (limit: number) =>
    refused('ActivityWorkerLimitExceeded', `The limit of ${limit} workers that wait for one activity has been reached`),
  invalidOutput: (why: string) => refused('InvalidOutput', `Invalid Output: '${why}'`),
  taskTimedOut: () => refused('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'"),
  resourceNotFound: (arn: string) => refused('ResourceNotFound', `Resource not found: '${arn}'`),
  tooManyTags: (arn: string) => refused('TooManyTags', `Too many tags on '${arn}'`),
  invalidToken: () => refused('InvalidToken', "Invalid Token: 'Invalid token'"),
} as const satisfies Record<string, (...about: never[]) => RequestRefusedError>;

function refused(code: string, message: string, reason?: ValidationReason): RequestRefusedError {
  return new RequestRefusedError(code, message, reason);
}
