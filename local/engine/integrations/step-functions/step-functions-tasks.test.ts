import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateActivityCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passing, type Served, serve } from '../../api/served.fixture.ts';

const ACTIVITY = 'arn:aws:states:us-east-1:000000000000:activity:pack';
const CHILD = 'arn:aws:states:us-east-1:000000000000:stateMachine:child';
const activity = { StartAt: 'A', States: { A: { Type: 'Task', Resource: ACTIVITY, End: true } } };

let folder: string;
let served: Served;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-nested-'));
  served = await serve({ dataFile: join(folder, 'engine.db') });
});
afterEach(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

const task = (resource: string, Parameters: object, more: object = {}) => ({
  StartAt: 'T',
  States: { T: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true, ...more } },
});

async function start(definition: object): Promise<string> {
  const stateMachineArn = await served.create('parent', definition);
  return (await served.sfn.send(new StartExecutionCommand({ stateMachineArn }))).executionArn ?? '';
}

const run = async (definition: object) => served.ended(await start(definition));
const child = (name: string) => CHILD.replace(':stateMachine:', ':execution:').concat(':', name);
const take = () => served.sfn.send(new GetActivityTaskCommand({ activityArn: ACTIVITY }));

test('nested executions - one is started and left to itself', async () => {
  await served.create('child', passing());
  const { output = '' } = await run(
    task('states:startExecution', { StateMachineArn: CHILD, Name: 'c-1', Input: { n: 1 } }),
  );
  expect(JSON.parse(output)).toMatchObject({
    ExecutionArn: child('c-1'),
    StartDate: expect.any(Number),
    SdkHttpMetadata: { HttpStatusCode: 200 },
  });
  expect((await served.ended(child('c-1'))).input).toBe('{"n":1}');
});

test('nested executions - with .sync its end is waited for; its data is text, or with :2 what that holds', async () => {
  await served.create('child', passing({ ok: true }));
  const sync = async (pattern: string) =>
    JSON.parse((await run(task(`states:startExecution.${pattern}`, { StateMachineArn: CHILD }))).output ?? '');
  expect(await sync('sync')).toMatchObject({ Status: 'SUCCEEDED', Input: '{}', Output: '{"ok":true}' });
  await served.close();
  served = await serve();
  await served.create('child', passing({ ok: true }));
  expect(await sync('sync:2')).toMatchObject({ Status: 'SUCCEEDED', Input: {}, Output: { ok: true } });
});

test('nested executions - one that fails fails the task with all that is known of it', async () => {
  await served.create('child', { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Sorry', Cause: 'no stock' } } });
  const { error, cause = '' } = await run(task('states:startExecution.sync:2', { StateMachineArn: CHILD }));
  expect(error).toBe('States.TaskFailed');
  expect(JSON.parse(cause)).toMatchObject({ Status: 'FAILED', Error: 'Sorry', Cause: 'no stock' });
});

test('nested executions - one that is not there is told in the words of the SDK', async () => {
  const { error, cause } = await run(task('states:startExecution', { StateMachineArn: CHILD }));
  expect(error).toBe('StepFunctions.StateMachineDoesNotExistException');
  expect(cause).toMatch(
    /^State Machine Does Not Exist: '.*' \(Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: .*; Proxy: null\)$/,
  );
});

test('nested executions - the wait goes on after a restart, and the child is started once', async () => {
  await served.sfn.send(new CreateActivityCommand({ name: 'pack' }));
  await served.create('child', activity);
  const executionArn = await start(task('states:startExecution.sync:2', { StateMachineArn: CHILD }));
  const { taskToken } = await take();
  await served.close();
  served = await serve({ dataFile: join(folder, 'engine.db') });
  await served.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"packed"' }));
  const { output = '' } = await served.ended(executionArn);
  expect(JSON.parse(output)).toMatchObject({ Status: 'SUCCEEDED', Output: 'packed' });
  const { events = [] } = await served.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events.map(({ type }) => type)).toEqual([
    ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded'],
    ...['TaskStateExited', 'ExecutionSucceeded'],
  ]);
});

test('nested executions - who stops the parent stops the child', async () => {
  await served.sfn.send(new CreateActivityCommand({ name: 'pack' }));
  await served.create('child', activity);
  const executionArn = await start(task('states:startExecution.sync', { StateMachineArn: CHILD, Name: 'c-1' }));
  await take();
  await served.sfn.send(new StopExecutionCommand({ executionArn }));
  const status = async () =>
    (await served.sfn.send(new DescribeExecutionCommand({ executionArn: child('c-1') }))).status;
  await expect.poll(status).toBe('ABORTED');
});

test('task tokens - a child ends the task of its parent', async () => {
  const telling = { 'TaskToken.$': '$.token', Output: '{"told":true}' };
  await served.create('child', task('aws-sdk:sfn:sendTaskSuccess', telling));
  const waiting = { StateMachineArn: CHILD, Input: { 'token.$': '$$.Task.Token' } };
  const { output } = await run(task('states:startExecution.waitForTaskToken', waiting));
  expect(output).toBe('{"told":true}');
});

test('aws-sdk:sfn - an operation is called with data for texts, and answers in the form of the SDK', async () => {
  await served.create('child', passing());
  const call = task('aws-sdk:sfn:startExecution', { StateMachineArn: CHILD, Name: 'c-1', Input: { n: 1 } });
  expect(JSON.parse((await run(call)).output ?? '')).toEqual({
    ...{ ExecutionArn: child('c-1'), StartDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) },
  });
});

test('aws-sdk:sfn - what the API refuses is an exception of the SDK', async () => {
  const { error, cause } = await run(task('aws-sdk:sfn:sendTaskFailure', { TaskToken: 'NoSuchToken' }));
  expect(error).toBe('Sfn.InvalidTokenException');
  expect(cause).toMatch(/^Invalid Token: 'Invalid token' \(Service: Sfn, Status Code: 400, Request ID: .*\)/);
});
