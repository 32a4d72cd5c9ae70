import type { JsonText } from '../machine/index.ts';
import type { ValidationMode } from './check-answer.ts';

/** What TestState is asked, its members as they are in the request. */
export type TestRequest = {
  readonly definition: string;
  readonly stateName: string | undefined;
  readonly roleArn: string | undefined;
  readonly input: JsonText | undefined;
  readonly variables: JsonText | undefined;
  readonly context: JsonText | undefined;
  readonly revealSecrets: boolean | undefined;
  readonly mock: Mock | undefined;
  readonly stateConfiguration: StateConfiguration | undefined;
};

export type Mock = {
  readonly result: JsonText | undefined;
  readonly errorOutput: { readonly error: string | undefined; readonly cause: string | undefined } | undefined;
  readonly fieldValidationMode: ValidationMode | undefined;
};

export type StateConfiguration = {
  readonly retrierRetryCount: number | undefined;
  readonly errorCausedByState: string | undefined;
  readonly mapIterationFailureCount: number | undefined;
  readonly mapItemReaderData: string | undefined;
};
