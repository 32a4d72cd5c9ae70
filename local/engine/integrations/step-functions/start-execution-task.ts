import { createHash, randomUUID } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject, parseJson, writeJson } from '../../expressions/index.ts';
import type { InvokeTask, TaskFailure, TaskIntegration, TaskOutcome, TaskSetting } from '../../runtime/ports.ts';
import { failed } from '../failures.ts';
import { exceptionName, type StepFunctions } from './step-functions.ts';

/**
 * `arn:aws:states:::states:startExecution`. With `.sync` it also waits for the end, and stops what it has started when
 * nobody waits for that any more. A name that the task does not give is made from its address, so that a task that is
 * performed again after a crash meets the execution that it has started before.
 */
export function startExecutionTask(stepFunctions: StepFunctions): TaskIntegration {
  return {
    onCrash: 'invokeAgain',
    onlyWaits: true,
    async invoke(task, setting) {
      const submission = task.submission ?? (await submit(stepFunctions, task, setting));
      if (typeof submission !== 'string') return submission;
      switch (patternOf(task)) {
        case 'requestResponse':
          return { type: 'succeeded', output: submission };
        case 'waitForTaskToken':
          return { type: 'submitted', output: submission };
        default:
          if (task.submission === undefined) setting.progress({ type: 'submitted', output: submission });
          return ended(stepFunctions, task, submission, setting.signal);
      }
    },
  };
}

function patternOf({ resource }: InvokeTask) {
  return resource.kind === 'service' ? resource.pattern : 'requestResponse';
}

/** What starting answered, as text, or why it did not start. */
async function submit(
  stepFunctions: StepFunctions,
  task: InvokeTask,
  setting: TaskSetting,
): Promise<string | TaskFailure> {
  const parsed = parseJson(task.arguments);
  const given = isJsonObject(parsed) ? parsed : {};
  const own = given.Name === undefined || given.Name === null;
  const request = own ? { ...given, Name: ownName(setting) } : given;
  const reply = await stepFunctions.call('StartExecution', request, setting.signal);
  if (reply.ok) return submitted(reply.body as JsonObject);
  if (own && reply.code === 'ExecutionAlreadyExists') return submittedBefore(stepFunctions, request, setting.signal);
  const { code, message, status } = reply;
  const about = `Service: AWSStepFunctions; Status Code: ${status}; Error Code: ${code}; Request ID: ${randomUUID()}`;
  return failed(`StepFunctions.${exceptionName(code)}`, `${message} (${about}; Proxy: null)`);
}

/** Nobody else knows the name: the task had started it when the engine was stopped, and it has ended since. */
async function submittedBefore(
  stepFunctions: StepFunctions,
  { StateMachineArn, Name }: JsonObject,
  signal: AbortSignal,
): Promise<string | TaskFailure> {
  const machineArn = `${StateMachineArn}`.split(':').slice(0, PARTS_OF_MACHINE_ARN).join(':');
  const ExecutionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${Name}`;
  const reply = await stepFunctions.call('DescribeExecution', { ExecutionArn }, signal);
  return reply.ok ? submitted(reply.body as JsonObject) : failed('States.TaskFailed', reply.message);
}

/** `arn:aws:states:REGION:ACCOUNT:stateMachine:NAME`, without a qualifier. */
const PARTS_OF_MACHINE_ARN = 7;

/** As a UUID, which AWS takes for executions that have no name. */
function ownName({ executionArn, frame, turn }: TaskSetting): string {
  const digits = createHash('sha256').update(`${executionArn}/${frame}/${turn}`).digest('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function submitted(body: JsonObject): string {
  const requestId = randomUUID();
  const headers = {
    connection: 'keep-alive',
    'Content-Length': `${lengthOnAws(body)}`,
    'Content-Type': 'application/x-amz-json-1.0',
    Date: new Date(Number(body.startDate) * 1000).toUTCString(),
    'x-amzn-RequestId': requestId,
  };
  return writeJson({
    ExecutionArn: body.executionArn ?? null,
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
    StartDate: milliseconds(body.startDate),
  });
}

/**
 * AWS's answer has the instant as Java writes it: 1.698242413423E9. Java leaves zeros at its end out; here they count, so
 * that no history depends on the millisecond in which it began.
 */
function lengthOnAws({ executionArn = '', startDate }: JsonObject): number {
  const digits = `${milliseconds(startDate)}`;
  const instant = `${digits.charAt(0)}.${digits.slice(1)}E9`;
  return Buffer.byteLength(`{"executionArn":${writeJson(executionArn)},"startDate":${instant}}`);
}

async function ended(
  stepFunctions: StepFunctions,
  task: InvokeTask,
  submission: string,
  signal: AbortSignal,
): Promise<TaskOutcome> {
  const { ExecutionArn } = parseJson(submission) as { ExecutionArn: string };
  await stepFunctions.whenEnded(ExecutionArn, signal);
  if (signal.aborted) {
    await stepFunctions.call('StopExecution', { ExecutionArn }, signal);
    return { type: 'handedOver' };
  }
  const reply = await stepFunctions.call('DescribeExecution', { ExecutionArn }, signal);
  if (!reply.ok) return failed('States.TaskFailed', reply.message);
  const description = writeJson(described(reply.body as JsonObject, patternOf(task) === 'sync:2'));
  const { status } = reply.body as { status?: string };
  return status === 'SUCCEEDED' ? { type: 'succeeded', output: description } : failed('States.TaskFailed', description);
}

/** With `.sync` input and output are texts, with `.sync:2` what they hold. */
function described(body: JsonObject, parses: boolean): JsonObject {
  const data = (text: Json | undefined) => (parses && typeof text === 'string' ? parseJson(text) : text);
  const members: Record<string, Json | undefined> = {
    Cause: body.cause,
    Error: body.error,
    ExecutionArn: body.executionArn,
    Input: data(body.input),
    InputDetails: details(body.inputDetails),
    Name: body.name,
    Output: data(body.output),
    OutputDetails: details(body.outputDetails),
    StartDate: milliseconds(body.startDate),
    StateMachineArn: body.stateMachineArn,
    Status: body.status,
    StopDate: milliseconds(body.stopDate),
  };
  return Object.fromEntries(
    Object.entries(members).filter((member): member is [string, Json] => member[1] !== undefined),
  );
}

function details(given: Json | undefined): Json | undefined {
  return isJsonObject(given) ? { Included: given.included ?? false } : undefined;
}

function milliseconds(seconds: Json | undefined): number {
  return Math.round(Number(seconds) * 1000);
}
