import { isJsonObject, type Json, type JsonObject, parseJson, writeJson } from '../../expressions/index.ts';
import type { InvokeTask, TaskFailure, TaskIntegration, TaskSetting } from '../../runtime/ports.ts';
import { InvocationRefusedError } from '../errors.ts';
import { failed, serviceMessage } from '../failures.ts';
import type { LambdaAnswer, LambdaCall, LambdaInvoker } from './invoker.ts';

const onCrash = failed(
  'Lambda.Unknown',
  'The engine was stopped while the function ran; whether it ended is not known.',
);

/** A Task whose Resource is a function's ARN: the whole input is the event, the returned value is the result. */
export function lambdaFunctionTask(invoker: LambdaInvoker): TaskIntegration {
  return {
    onCrash,
    async invoke(task, setting) {
      const functionName = task.resource.kind === 'lambda' ? task.resource.functionArn : '';
      const call = { ...callOf(task, setting), functionName, payload: task.arguments };
      const answer = await invoke(invoker, call, asReturned);
      return 'type' in answer ? answer : { type: 'succeeded', output: orNull(answer.payload) };
    },
  };
}

/** `arn:aws:states:::lambda:invoke`: the event is in `Payload`, the result in AWS's wrapper. */
export function lambdaInvokeTask(invoker: LambdaInvoker): TaskIntegration {
  return {
    onCrash,
    async invoke(task, setting) {
      const given = parseJson(task.arguments);
      if (!isJsonObject(given) || typeof given.FunctionName !== 'string') {
        return failed('States.Runtime', 'lambda:invoke needs an argument FunctionName');
      }
      const call = { ...callOf(task, setting), ...argumentsOf(given, given.FunctionName) };
      const answer = await invoke(invoker, call, asCompactJson);
      if ('type' in answer) return answer;
      return { type: isSubmission(task) ? 'submitted' : 'succeeded', output: wrapped(answer) };
    },
  };
}

function callOf({ stateName, retryCount }: InvokeTask, { executionArn, signal }: TaskSetting) {
  const caller = { executionArn, stateName, retryCount };
  return {
    invocationType: undefined,
    qualifier: undefined,
    clientContext: undefined,
    logType: undefined,
    caller,
    signal,
  };
}

function argumentsOf(given: JsonObject, functionName: string) {
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : undefined);
  return {
    functionName,
    payload: payloadOf(given.Payload),
    invocationType: text(given.InvocationType),
    qualifier: text(given.Qualifier),
    clientContext: text(given.ClientContext),
    logType: text(given.LogType),
  };
}

/** A text is taken for JSON that was written already; without a payload the event is empty. */
function payloadOf(payload: Json | undefined): string {
  if (payload === undefined || payload === null) return '{}';
  return typeof payload === 'string' ? payload : writeJson(payload);
}

/** How the error document becomes the failure's cause: a service task has read and written it again, as AWS's has. */
type CauseOf = (payload: string) => string;

const asReturned: CauseOf = (payload) => payload;
const asCompactJson: CauseOf = (payload) => writeJson(parsed(payload));

async function invoke(invoker: LambdaInvoker, call: LambdaCall, causeOf: CauseOf): Promise<LambdaAnswer | TaskFailure> {
  try {
    const answer = await invoker.invoke(call);
    return answer.failed ? functionFailed(answer.payload, causeOf) : answer;
  } catch (error) {
    if (error instanceof InvocationRefusedError) return refused(error);
    return failed('Lambda.Unknown', `The function could not be run: ${(error as Error).message}`);
  }
}

/** The error's name is the document's `errorType`, its cause the whole document as text. */
function functionFailed(payload: string, causeOf: CauseOf): TaskFailure {
  const document = parsed(payload);
  if (isJsonObject(document) && typeof document.errorType === 'string' && document.errorType !== '') {
    return failed(document.errorType, causeOf(payload));
  }
  const cause = 'The cause could not be determined because Lambda did not return an error type.';
  return failed('Lambda.Unknown', `${cause} Returned payload: ${payload}`);
}

function refused({ code, message, status, requestId }: InvocationRefusedError): TaskFailure {
  if (status === null) return failed(`Lambda.${code}`, `Unable to execute HTTP request: ${message}`);
  return failed(`Lambda.${code}`, serviceMessage('Lambda', message, status, requestId));
}

function wrapped({ payload, status, executedVersion, logResult, requestId, headers }: LambdaAnswer): string {
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return writeJson({
    ...(executedVersion !== undefined && { ExecutedVersion: executedVersion }),
    ...(logResult !== undefined && { LogResult: logResult }),
    Payload: parsed(payload),
    SdkHttpMetadata: { AllHttpHeaders: all, HttpHeaders: { ...headers }, HttpStatusCode: status },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: status,
  });
}

function isSubmission({ resource }: InvokeTask): boolean {
  return resource.kind === 'service' && resource.pattern === 'waitForTaskToken';
}

function orNull(payload: string): string {
  return payload === '' ? 'null' : payload;
}

/** What is no JSON is shown as the text it is. */
function parsed(payload: string): Json {
  try {
    return parseJson(orNull(payload));
  } catch {
    return payload;
  }
}
