import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateActivityCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseMockConfig } from '../index.ts';
import { passing, type Served, serve } from './served.fixture.ts';

const ACTIVITY = 'arn:aws:states:us-east-1:000000000000:activity:pack';
const packing = {
  StartAt: 'Before',
  States: {
    Before: { Type: 'Pass', Next: 'Pack' },
    Pack: { Type: 'Task', Resource: ACTIVITY, End: true },
  },
};

let folder: string;
let dataFile: string;
let served: Served;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-redrive-'));
  dataFile = join(folder, 'engine.db');
  served = await serve({ dataFile });
  await served.sfn.send(new CreateActivityCommand({ name: 'pack' }));
});
afterEach(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

async function restart(): Promise<void> {
  await served.close();
  served = await serve({ dataFile });
}

async function start(definition: object, input = '{"n":1}'): Promise<string> {
  const stateMachineArn = await served.create('m', definition);
  return (await served.sfn.send(new StartExecutionCommand({ stateMachineArn, input }))).executionArn ?? '';
}

async function taken(): Promise<string | undefined> {
  return (await served.sfn.send(new GetActivityTaskCommand({ activityArn: ACTIVITY }))).taskToken;
}

const fail = async () => served.sfn.send(new SendTaskFailureCommand({ taskToken: await taken(), error: 'Bad' }));
const succeed = async () => served.sfn.send(new SendTaskSuccessCommand({ taskToken: await taken(), output: '"ok"' }));
const describe = (executionArn: string) => served.sfn.send(new DescribeExecutionCommand({ executionArn }));
const redrive = (executionArn: string, clientToken?: string) =>
  served.sfn.send(new RedriveExecutionCommand({ executionArn, ...(clientToken !== undefined && { clientToken }) }));

async function typesOf(executionArn: string): Promise<readonly unknown[]> {
  const { events = [] } = await served.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
  return events.map(({ type }) => type);
}

test('redrive - a failed execution goes on where it failed, and is told so', async () => {
  const executionArn = await start(packing);
  await fail();
  expect(await served.ended(executionArn)).toMatchObject({
    ...{ status: 'FAILED', error: 'Bad', redriveCount: 0, redriveStatus: 'REDRIVABLE' },
  });
  const { redriveDate } = await redrive(executionArn);
  const running = await describe(executionArn);
  expect(running).toMatchObject({ status: 'RUNNING', redriveCount: 1, redriveDate, redriveStatus: 'NOT_REDRIVABLE' });
  expect([running.error, running.cause, running.stopDate]).toEqual([undefined, undefined, undefined]);
  expect(served.engine.openExecutions).toBe(1);
  await succeed();
  expect(await served.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"ok"', redriveCount: 1 });
  expect(await typesOf(executionArn)).toEqual([
    ...['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'TaskStateEntered', 'ActivityScheduled'],
    ...['ActivityStarted', 'ActivityFailed', 'ExecutionFailed', 'ExecutionRedriven', 'ActivityScheduled'],
    ...['ActivityStarted', 'ActivitySucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
  ]);
  const { stateMachineArn } = running;
  const { executions } = await served.sfn.send(new ListExecutionsCommand({ stateMachineArn }));
  expect(executions).toMatchObject([{ redriveCount: 1, redriveDate }]);
});

test('redrive - after a restart an execution goes on that failed before, and one that was redriven before', async () => {
  const executionArn = await start(packing);
  await fail();
  await served.ended(executionArn);
  await restart();
  await redrive(executionArn);
  await restart();
  expect(await describe(executionArn)).toMatchObject({ status: 'RUNNING', redriveCount: 1 });
  await fail();
  await served.ended(executionArn);
  await redrive(executionArn);
  await succeed();
  expect(await served.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
});

test('redrive - a stopped execution goes on too', async () => {
  const executionArn = await start(packing);
  await taken();
  await served.sfn.send(new StopExecutionCommand({ executionArn }));
  await redrive(executionArn);
  await succeed();
  expect((await served.ended(executionArn)).status).toBe('SUCCEEDED');
});

test('redrive - the same client token is the same redrive', async () => {
  const executionArn = await start(packing);
  await fail();
  await served.ended(executionArn);
  const first = await redrive(executionArn, 'once');
  expect((await redrive(executionArn, 'once')).redriveDate).toEqual(first.redriveDate);
  await expect(redrive(executionArn, 'twice')).rejects.toMatchObject({
    ...{ name: 'ExecutionNotRedrivable', message: 'Execution is RUNNING and cannot be redriven' },
  });
  expect((await describe(executionArn)).redriveCount).toBe(1);
});

test('redrive - of two at the same time one counts', async () => {
  const executionArn = await start(packing);
  await fail();
  await served.ended(executionArn);
  const both = await Promise.allSettled(['one', 'two'].map((token) => redrive(executionArn, token)));
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await describe(executionArn)).toMatchObject({ status: 'RUNNING', redriveCount: 1 });
  await succeed();
  expect((await served.ended(executionArn)).status).toBe('SUCCEEDED');
});

test('redrive - a mocked task gives its next answer', async () => {
  const Answers = { 0: { Throw: { Error: 'Bad', Cause: 'because' } }, 1: { Return: { Payload: 'ok' } } };
  const config = {
    StateMachines: { m: { TestCases: { Case: { Ask: 'Answers' } } } },
    MockedResponses: { Answers },
  };
  const mocks = parseMockConfig(JSON.stringify(config));
  await served.close();
  served = await serve({ dataFile, mocks });
  const Resource = 'arn:aws:lambda:us-east-1:000000000000:function:f';
  const stateMachineArn = await served.create('m', {
    StartAt: 'Ask',
    States: { Ask: { Type: 'Task', Resource, End: true } },
  });
  const started = await served.sfn.send(new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}#Case` }));
  const executionArn = started.executionArn as string;
  expect(await served.ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'Bad' });
  await redrive(executionArn);
  expect(await served.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"ok"' });
});

test('redrive - what has succeeded, or is nowhere, is refused', async () => {
  const executionArn = await start(passing());
  await served.ended(executionArn);
  await expect(redrive(executionArn)).rejects.toMatchObject({
    ...{ name: 'ExecutionNotRedrivable', message: 'Execution is SUCCEEDED and cannot be redriven' },
  });
  await expect(redrive(`${executionArn}x`)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
});

/** A Distributed Map of one task by hand a child. */
function spread(MaxConcurrency: number, fields: object = {}) {
  const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
  const States = { Pack: { Type: 'Task', Resource: ACTIVITY, End: true } };
  const ItemProcessor = { ProcessorConfig, StartAt: 'Pack', States };
  const Spread = { Type: 'Map', Label: 'Rows', MaxConcurrency, ItemProcessor, End: true, ...fields };
  return { StartAt: 'Spread', States: { Spread } };
}

async function mapRunOf(executionArn: string) {
  const { mapRuns } = await served.sfn.send(new ListMapRunsCommand({ executionArn }));
  expect(mapRuns).toHaveLength(1);
  return served.sfn.send(new DescribeMapRunCommand({ mapRunArn: mapRuns?.[0]?.mapRunArn }));
}

test('redrive - a Distributed Map goes on with its map run and the children that did not succeed', async () => {
  const executionArn = await start(spread(1), '["a","b","c"]');
  await succeed();
  await fail();
  await served.ended(executionArn);
  const { mapRunArn, ...before } = await mapRunOf(executionArn);
  expect(before).toMatchObject({ status: 'FAILED', redriveCount: 0, executionCounts: { succeeded: 1, failed: 1 } });
  const { redriveDate } = await redrive(executionArn);
  expect(await mapRunOf(executionArn)).toMatchObject({ mapRunArn, status: 'RUNNING', redriveCount: 1, redriveDate });
  await succeed();
  await succeed();
  expect(await served.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["ok","ok","ok"]' });
  expect(await mapRunOf(executionArn)).toMatchObject({
    ...{ status: 'SUCCEEDED', executionCounts: { succeeded: 3, failed: 0, total: 3 } },
  });
  const list = async (redriveFilter: 'REDRIVEN' | 'NOT_REDRIVEN') =>
    (await served.sfn.send(new ListExecutionsCommand({ mapRunArn, redriveFilter }))).executions;
  expect(await list('REDRIVEN')).toMatchObject([{ redriveCount: 1 }]);
  expect(await list('NOT_REDRIVEN')).toHaveLength(2);
  expect((await typesOf(executionArn)).slice(4)).toEqual([
    ...['MapRunFailed', 'MapStateFailed', 'ExecutionFailed', 'ExecutionRedriven', 'MapRunRedriven', 'MapRunSucceeded'],
    ...['MapStateSucceeded', 'MapStateExited', 'ExecutionSucceeded'],
  ]);
});

test('redrive - children wait for it where there is no room for all', async () => {
  const executionArn = await start(spread(1, { ToleratedFailureCount: 1 }), '["a","b"]');
  await fail();
  await fail();
  await served.ended(executionArn);
  await redrive(executionArn);
  await expect.poll(async () => (await mapRunOf(executionArn)).executionCounts?.running).toBe(1);
  const { mapRunArn, executionCounts } = await mapRunOf(executionArn);
  expect(executionCounts).toMatchObject({ failed: 0, pendingRedrive: 1, running: 1, total: 2 });
  const statusFilter = 'PENDING_REDRIVE';
  const { executions } = await served.sfn.send(new ListExecutionsCommand({ mapRunArn, statusFilter }));
  expect(executions).toMatchObject([{ status: 'PENDING_REDRIVE', redriveCount: 0 }]);
  await succeed();
  await succeed();
  expect(await served.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["ok","ok"]' });
});

test('redrive - a map run that is redriven goes on after a restart, with stopped children too', async () => {
  const executionArn = await start(spread(0), '["a","b"]');
  await taken();
  await served.sfn.send(new StopExecutionCommand({ executionArn }));
  await expect.poll(() => served.engine.openExecutions).toBe(0);
  await redrive(executionArn);
  await expect.poll(async () => (await mapRunOf(executionArn)).executionCounts?.running).toBe(2);
  await restart();
  await succeed();
  await succeed();
  expect(await served.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["ok","ok"]' });
  expect(served.engine.openExecutions).toBe(0);
});

test('redrive - a child goes on with its map run alone', async () => {
  const executionArn = await start(spread(0), '["a"]');
  await fail();
  await served.ended(executionArn);
  const { mapRunArn } = await mapRunOf(executionArn);
  const { executions } = await served.sfn.send(new ListExecutionsCommand({ mapRunArn }));
  await expect(redrive(executions?.[0]?.executionArn ?? '')).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
});
