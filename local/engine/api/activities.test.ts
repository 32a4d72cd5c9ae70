import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateActivityCommand,
  DeleteActivityCommand,
  DescribeActivityCommand,
  DescribeStateMachineForExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListActivitiesCommand,
  ListTagsForResourceCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passing, type Served, serve } from './served.fixture.ts';

const ACTIVITY = 'arn:aws:states:us-east-1:000000000000:activity:pack';
const packing = (more: object = {}) => ({
  StartAt: 'Pack',
  States: { Pack: { Type: 'Task', Resource: ACTIVITY, End: true, ...more } },
});

let folder: string;
let served: Served;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-activities-'));
  served = await serve({ dataFile: join(folder, 'engine.db') });
  await served.sfn.send(new CreateActivityCommand({ name: 'pack' }));
});
afterEach(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

async function start(definition: object, input = '{}'): Promise<string> {
  const stateMachineArn = await served.create('packing', definition);
  return (await served.sfn.send(new StartExecutionCommand({ stateMachineArn, input }))).executionArn ?? '';
}

const take = (workerName?: string) =>
  served.sfn.send(new GetActivityTaskCommand({ activityArn: ACTIVITY, ...(workerName && { workerName }) }));

async function typesOf(executionArn: string): Promise<string[]> {
  const { events = [] } = await served.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  return events.map(({ type = '' }) => type as string);
}

/** As after a kill: what was not committed is lost. */
async function restart(): Promise<void> {
  await served.close();
  served = await serve({ dataFile: join(folder, 'engine.db') });
}

test('activities - one is created once, shown, listed, tagged and deleted', async () => {
  const { sfn } = served;
  const again = await sfn.send(new CreateActivityCommand({ name: 'pack' }));
  expect(again.activityArn).toBe(ACTIVITY);
  const shown = await sfn.send(new DescribeActivityCommand({ activityArn: ACTIVITY }));
  expect(shown).toMatchObject({ activityArn: ACTIVITY, name: 'pack', creationDate: again.creationDate });
  await sfn.send(new CreateActivityCommand({ name: 'label', tags: [{ key: 'team', value: 'orders' }] }));
  const first = await sfn.send(new ListActivitiesCommand({ maxResults: 1 }));
  expect(first.activities?.map(({ name }) => name)).toEqual(['label']);
  const rest = await sfn.send(new ListActivitiesCommand({ nextToken: first.nextToken }));
  expect(rest.activities?.map(({ name }) => name)).toEqual(['pack']);
  const resourceArn = first.activities?.[0]?.activityArn;
  await sfn.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'stage', value: 'dev' }] }));
  const { tags } = await sfn.send(new ListTagsForResourceCommand({ resourceArn }));
  expect(tags).toEqual([
    { key: 'team', value: 'orders' },
    { key: 'stage', value: 'dev' },
  ]);
  for (let time = 0; time < 2; time++) await sfn.send(new DeleteActivityCommand({ activityArn: ACTIVITY }));
  await expect(take()).rejects.toMatchObject({
    name: 'ActivityDoesNotExist',
    message: `Activity Does Not Exist: '${ACTIVITY}'`,
  });
});

test('activities - what is no activity is refused', async () => {
  const get = (activityArn: string) => served.sfn.send(new GetActivityTaskCommand({ activityArn }));
  await expect(get('pack')).rejects.toMatchObject({ message: "Invalid Arn: 'Invalid ARN prefix: pack'" });
  await expect(get(ACTIVITY.replace('activity', 'stateMachine'))).rejects.toMatchObject({ name: 'InvalidArn' });
  const badName = served.sfn.send(new CreateActivityCommand({ name: 'a b' }));
  await expect(badName).rejects.toMatchObject({ name: 'InvalidName', message: "Invalid Name: 'a b'" });
});

test('activities - a worker that waits gets the next task, and says how it ended', async () => {
  const polled = take('packer-1');
  const executionArn = await start(packing(), '{"order":7}');
  const { taskToken, input } = await polled;
  expect(input).toBe('{"order":7}');
  await served.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"packed":true}' }));
  expect(await served.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"packed":true}' });
  expect(await typesOf(executionArn)).toEqual([
    ...['ExecutionStarted', 'TaskStateEntered', 'ActivityScheduled', 'ActivityStarted', 'ActivitySucceeded'],
    ...['TaskStateExited', 'ExecutionSucceeded'],
  ]);
});

test('activities - tasks come in order, each to one worker, and not after they have ended', async () => {
  const stateMachineArn = await served.create('packing', packing());
  const begun: string[] = [];
  for (const order of [1, 2, 3]) {
    const started = await served.sfn.send(new StartExecutionCommand({ stateMachineArn, input: `${order}` }));
    begun.push(started.executionArn ?? '');
  }
  await served.sfn.send(new StopExecutionCommand({ executionArn: begun[1] }));
  const [first, second] = [await take(), await take()];
  expect([first.input, second.input]).toEqual(['1', '3']);
});

test('activities - tasks and tokens survive a restart: one that was taken is not offered again', async () => {
  const executionArn = await start(packing(), '1');
  const { taskToken } = await take();
  const stateMachineArn = await served.create('waiting', packing());
  const waiting = await served.sfn.send(new StartExecutionCommand({ stateMachineArn, input: '2' }));
  await restart();
  const next = await take();
  expect(next.input).toBe('2');
  await served.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"one"' }));
  await served.sfn.send(new SendTaskFailureCommand({ taskToken: next.taskToken, error: 'Broken', cause: 'dropped' }));
  expect((await served.ended(executionArn)).output).toBe('"one"');
  expect(await served.ended(waiting.executionArn ?? '')).toMatchObject({ error: 'Broken', cause: 'dropped' });
});

test('task tokens - what is none, what is no output and what has ended are told apart', async () => {
  const executionArn = await start(packing());
  const { taskToken = '' } = await take();
  const succeed = (token: string, output = '1') =>
    served.sfn.send(new SendTaskSuccessCommand({ taskToken: token, output }));
  await expect(succeed('NoSuchTaskToken', 'no JSON')).rejects.toMatchObject({
    name: 'InvalidToken',
    message: "Invalid Token: 'Invalid token'",
  });
  await expect(succeed(taskToken, '{')).rejects.toMatchObject({ name: 'InvalidOutput' });
  const forged = Buffer.from(
    Buffer.from(taskToken, 'base64')
      .toString()
      .replace(/"\w{32}"/, `"${'0'.repeat(32)}"`),
  );
  await expect(succeed(forged.toString('base64'))).rejects.toMatchObject({ name: 'TaskTimedOut' });
  await succeed(taskToken);
  await expect(succeed(taskToken)).rejects.toMatchObject({
    name: 'TaskTimedOut',
    message: "Task Timed Out: 'Provided task does not exist anymore'",
  });
  expect((await served.ended(executionArn)).status).toBe('SUCCEEDED');
});

test('task tokens - heartbeats keep a task alive, a failure may have no name, and one that stays away is timed out', async () => {
  const executionArn = await start(packing({ HeartbeatSeconds: 1 }));
  const { taskToken } = await take();
  await served.sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
  expect(await served.ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  await expect(served.sfn.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject({
    name: 'TaskTimedOut',
  });
  const stateMachineArn = await served.create('unnamed', packing());
  const unnamed = await served.sfn.send(new StartExecutionCommand({ stateMachineArn }));
  await served.sfn.send(new SendTaskFailureCommand({ taskToken: (await take()).taskToken }));
  const { status, error } = await served.ended(unnamed.executionArn ?? '');
  expect([status, error]).toEqual(['FAILED', undefined]);
});

test('task tokens - a function may tell by the token before it returns, and what it returns then is passed over', async () => {
  await served.close();
  const host = {
    async invoke(_name: string, payload: string) {
      const { taskToken } = JSON.parse(payload) as { taskToken: string };
      await served.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"told"' }));
      return { payload: '"returned"', functionError: null, requestId: 'r', durationMs: 1 };
    },
  };
  served = await serve({ host });
  const executionArn = await start({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'ask', Payload: { 'taskToken.$': '$$.Task.Token' } },
        End: true,
      },
    },
  });
  expect((await served.ended(executionArn)).output).toBe('"told"');
});

test('state machines - one that is updated while an execution runs changes nothing for that one', async () => {
  const { sfn } = served;
  const executionArn = await start(packing());
  const { taskToken } = await take();
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:packing';
  const definition = JSON.stringify(passing());
  const { revisionId } = await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
  await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"packed"' }));
  expect((await served.ended(executionArn)).output).toBe('"packed"');
  const before = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
  expect(before).toMatchObject({ stateMachineArn, definition: JSON.stringify(packing()) });
  expect(before.revisionId).toBeUndefined();
  const next = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
  expect((await served.ended(next.executionArn ?? '')).output).toBe('1');
  const after = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn: next.executionArn }));
  expect(after).toMatchObject({ definition, revisionId });
});

test('activities - the task of an activity that does not exist fails as it is scheduled', async () => {
  await served.sfn.send(new DeleteActivityCommand({ activityArn: ACTIVITY }));
  const executionArn = await start(packing({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Pack' }] }));
  expect(await served.ended(executionArn)).toMatchObject({
    ...{ status: 'FAILED', error: 'States.Runtime', cause: `Activity Does Not Exist: '${ACTIVITY}'` },
  });
  expect((await typesOf(executionArn)).slice(-2)).toEqual(['ActivityScheduleFailed', 'ExecutionFailed']);
});
