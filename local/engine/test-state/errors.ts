import { RequestRefusedError } from '../runtime/index.ts';

/** AWS's words for a state that it does not test, one row per reason; marked where no recording of AWS's words is known. */
export const testRefusal = {
  stateNotFound: () => invalid('State not found in definition'),
  roleMissing: () => invalid('RoleArn must be specified when testing a Task state'),
  notMockable: (type: string) => invalid(`State type '${type}' is not supported when a mock is specified`),
  needsMock: () =>
    new RequestRefusedError(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    ),
  /** Ours. */
  taskNeedsMock: (what: string) =>
    new RequestRefusedError('InvalidDefinition', `TestState API does not support ${what} when a mock is not specified`),
  needsMockFor: (field: string) => invalid(`TestState does not support ${field} when a mock is not specified.`),
  secretsOfMock: () => invalid('TestState does not support RevealSecrets when a mock is specified.'),
  /** Ours. */
  mockOfBoth: () => invalid('A test mock should have only one of the following fields: [result, errorOutput].'),
  resultNotJson: () => invalid('Mocked result must be valid JSON'),
  resultNotArray: () => invalid('Mocked result must be an array.'),
  resultNotObject: () => invalid('Mocked result must be a JSON object.'),
  answerNotAsModelled: (fault: string) => invalid(`Mock result schema validation error: ${fault}`),
  /** Ours: AWS has the models of all services. */
  modelMissing: (service: string, operation: string) =>
    invalid(
      `The engine has no API model of ${service}:${operation} to validate the mocked result with: set fieldValidationMode to NONE`,
    ),
  invalidContext: (why: string) => invalid(`Invalid Context object provided: ${why}`),
  /** Ours. */
  invalidVariables: () => invalid('Variables must be a JSON object'),
  /** Ours. */
  noSuchCause: (name: string) => invalid(`The state '${name}' that caused the error is not in the tested state`),
  /** Ours. */
  unreadableItems: () => invalid('MapItemReaderData must be what the ItemReader reads: a JSON array for the type JSON'),
} as const satisfies Record<string, (...about: never[]) => RequestRefusedError>;

function invalid(message: string): RequestRefusedError {
  return new RequestRefusedError('ValidationException', message);
}
