import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateActivityCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  type DescribeMapRunCommandOutput,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  type ListExecutionsCommandInput,
  ListMapRunsCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateMapRunCommand,
  type UpdateMapRunCommandInput,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EndedExecution } from '../index.ts';
import { type Served, serve } from './served.fixture.ts';

const ACTIVITY = 'arn:aws:states:us-east-1:000000000000:activity:each';
const EACH = { Pass: { Type: 'Pass', End: true } };
const BY_HAND = { Ask: { Type: 'Task', Resource: ACTIVITY, End: true } };
const FAIL_IF_BAD = {
  Choose: { Type: 'Choice', Choices: [{ Variable: '$', StringEquals: 'bad', Next: 'Bad' }], Default: 'Good' },
  Bad: { Type: 'Fail', Error: 'Bad' },
  Good: { Type: 'Succeed' },
};

let served: Served;
let folder: string | null = null;

beforeEach(async () => {
  served = await serve();
});
afterEach(async () => {
  await served.close();
  if (folder !== null) await rm(folder, { recursive: true });
  folder = null;
});

type Options = { readonly fields?: object; readonly states?: object; readonly executionType?: string };

/** Starts an execution of one Distributed Map with the label `Rows`; gives its ARN. */
async function spread(items: readonly unknown[], { fields, states = EACH, executionType }: Options = {}) {
  const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: executionType ?? 'STANDARD' };
  const [StartAt] = Object.keys(states);
  const Spread = { Type: 'Map', Label: 'Rows', ItemProcessor: { ProcessorConfig, StartAt, States: states }, End: true };
  const definition = { StartAt: 'Spread', States: { Spread: { ...Spread, ...fields } } };
  const stateMachineArn = await served.create('spread', definition);
  const started = await served.sfn.send(
    new StartExecutionCommand({ stateMachineArn, name: 'one', input: JSON.stringify(items) }),
  );
  return started.executionArn as string;
}

async function mapRunsOf(executionArn: string): Promise<readonly string[]> {
  const list = () => served.sfn.send(new ListMapRunsCommand({ executionArn }));
  await expect.poll(async () => (await list()).mapRuns?.length).toBeGreaterThan(0);
  return ((await list()).mapRuns ?? []).map(({ mapRunArn }) => mapRunArn as string);
}

const describeMapRun = (mapRunArn: string) => served.sfn.send(new DescribeMapRunCommand({ mapRunArn }));
const children = async (query: ListExecutionsCommandInput) =>
  (await served.sfn.send(new ListExecutionsCommand(query))).executions ?? [];
const update = (request: UpdateMapRunCommandInput) => served.sfn.send(new UpdateMapRunCommand(request));
const counts = (of: Partial<Record<string, number>>) => ({
  ...{ pending: 0, running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, total: 0, resultsWritten: 0 },
  ...{ failuresNotRedrivable: 0, pendingRedrive: 0 },
  ...of,
});

async function untilRunning(mapRunArn: string, running: number): Promise<DescribeMapRunCommandOutput> {
  await expect.poll(async () => (await describeMapRun(mapRunArn)).executionCounts?.running).toBe(running);
  return describeMapRun(mapRunArn);
}

/** A worker does all tasks that children have offered so far. */
async function workOff(tasks: number): Promise<void> {
  for (let task = 0; task < tasks; task++) {
    const { taskToken } = await served.sfn.send(new GetActivityTaskCommand({ activityArn: ACTIVITY }));
    await served.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));
  }
}

const createActivity = async () => {
  await served.sfn.send(new CreateActivityCommand({ name: 'each' }));
};

test('map runs - one that has ended is listed and described', async () => {
  const executionArn = await spread([1, 2, 3], { fields: { MaxConcurrency: 2, ToleratedFailurePercentage: 12.5 } });
  await served.ended(executionArn);
  const { mapRuns } = await served.sfn.send(new ListMapRunsCommand({ executionArn }));
  const mapRunArn = expect.stringMatching(
    /^arn:aws:states:us-east-1:000000000000:mapRun:spread\/Rows:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
  );
  const dates = { startDate: expect.any(Date), stopDate: expect.any(Date) };
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:spread/Rows';
  expect(mapRuns).toEqual([{ executionArn, mapRunArn, stateMachineArn, ...dates }]);
  const { $metadata, ...described } = await describeMapRun(mapRuns?.[0]?.mapRunArn as string);
  expect(described).toEqual({
    ...{ mapRunArn, executionArn, status: 'SUCCEEDED', ...dates, redriveCount: 0 },
    ...{ maxConcurrency: 2, toleratedFailurePercentage: 12.5, toleratedFailureCount: 0 },
    itemCounts: counts({ succeeded: 3, total: 3, resultsWritten: 3 }),
    executionCounts: counts({ succeeded: 3, total: 3, resultsWritten: 3 }),
  });
});

test('map runs - the children are listed with their items, by status and by page', async () => {
  const batches = { ItemBatcher: { MaxItemsPerBatch: 2 } };
  const executionArn = await spread([1, 2, 3], { fields: batches });
  await served.ended(executionArn);
  const [mapRunArn = ''] = await mapRunsOf(executionArn);
  const all = await children({ mapRunArn });
  expect(all.map(({ itemCount }) => itemCount)).toEqual([1, 2]);
  expect(all[0]).toMatchObject({
    executionArn: expect.stringContaining(':execution:spread/Rows:'),
    ...{ stateMachineArn: expect.stringMatching(/:stateMachine:spread\/Rows$/), status: 'SUCCEEDED', mapRunArn },
    redriveCount: 0,
  });
  expect(await children({ mapRunArn, statusFilter: 'FAILED' })).toEqual([]);
  expect(await children({ mapRunArn, statusFilter: 'PENDING_REDRIVE' })).toEqual([]);
  expect(await children({ mapRunArn, redriveFilter: 'REDRIVEN' })).toEqual([]);
  expect(await children({ mapRunArn, redriveFilter: 'NOT_REDRIVEN' })).toHaveLength(2);
  const first = await served.sfn.send(new ListExecutionsCommand({ mapRunArn, maxResults: 1 }));
  const { nextToken } = first;
  expect(await children({ mapRunArn, maxResults: 1, nextToken })).toEqual([all[1]]);
  expect(
    await children({ stateMachineArn: executionArn.replace(':execution:', ':stateMachine:').slice(0, -4) }),
  ).toEqual([expect.not.objectContaining({ mapRunArn })]);
  const { itemCounts, executionCounts } = await describeMapRun(mapRunArn);
  expect([itemCounts?.succeeded, executionCounts?.succeeded]).toEqual([3, 2]);
});

test('map runs - a child is described with its map run, one of type EXPRESS too', async () => {
  for (const executionType of ['STANDARD', 'EXPRESS']) {
    const executionArn = await spread([1], { executionType, fields: { Label: executionType } });
    await served.ended(executionArn);
    const [mapRunArn = ''] = await mapRunsOf(executionArn);
    const [{ executionArn: childArn = '' } = {}] = await children({ mapRunArn });
    expect(childArn).toContain(
      executionType === 'EXPRESS' ? ':express:spread/EXPRESS:' : ':execution:spread/STANDARD:',
    );
    const child = await served.sfn.send(new DescribeExecutionCommand({ executionArn: childArn }));
    const stateMachineArn = `arn:aws:states:us-east-1:000000000000:stateMachine:spread/${executionType}`;
    expect(child).toMatchObject({ mapRunArn, stateMachineArn, status: 'SUCCEEDED', input: '1', output: '1' });
    expect(child).not.toHaveProperty('itemCount');
    const machine = await served.sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn: childArn }));
    expect(machine).toMatchObject({ mapRunArn, stateMachineArn, label: executionType });
    await served.close();
    served = await serve();
  }
});

test('map runs - a state machine is described by the ARN with the label too', async () => {
  const executionArn = await spread([1]);
  await served.ended(executionArn);
  const describe = (stateMachineArn: string) => served.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:spread';
  const { label: none, ...plain } = await describe(stateMachineArn);
  expect(none).toBeUndefined();
  const { $metadata, ...labelled } = await describe(`${stateMachineArn}/Rows`);
  expect(labelled).toMatchObject({ label: 'Rows', stateMachineArn: `${stateMachineArn}/Rows`, name: plain.name });
  await expect(describe(`${stateMachineArn}/Columns`)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
});

test('map runs - an Express child has no history to show and cannot be stopped', async () => {
  const executionArn = await spread([1], { executionType: 'EXPRESS' });
  await served.ended(executionArn);
  const [mapRunArn = ''] = await mapRunsOf(executionArn);
  const [child] = await children({ mapRunArn });
  const about = { executionArn: child?.executionArn };
  await expect(served.sfn.send(new GetExecutionHistoryCommand(about))).rejects.toMatchObject({ name: 'InvalidArn' });
  await expect(served.sfn.send(new StopExecutionCommand(about))).rejects.toMatchObject({ name: 'InvalidArn' });
});

test('map runs - failures are counted, and a child that failed is redriven with its map run alone', async () => {
  const executionArn = await spread(['good', 'bad', 'good'], {
    ...{ states: FAIL_IF_BAD, fields: { ToleratedFailureCount: 1 } },
  });
  await served.ended(executionArn);
  const [mapRunArn = ''] = await mapRunsOf(executionArn);
  expect(await describeMapRun(mapRunArn)).toMatchObject({
    ...{ status: 'SUCCEEDED', toleratedFailureCount: 1 },
    itemCounts: counts({ succeeded: 2, failed: 1, total: 3, resultsWritten: 3 }),
  });
  const [failed] = await children({ mapRunArn, statusFilter: 'FAILED' });
  const child = await served.sfn.send(new DescribeExecutionCommand({ executionArn: failed?.executionArn }));
  expect(child).toMatchObject({ status: 'FAILED', error: 'Bad', redriveStatus: 'REDRIVABLE_BY_MAP_RUN' });
});

test('map runs - UpdateMapRun changes how many children run at a time', async () => {
  await createActivity();
  const executionArn = await spread([1, 2, 3, 4], { states: BY_HAND, fields: { MaxConcurrency: 1 } });
  const [mapRunArn = ''] = await mapRunsOf(executionArn);
  expect(await untilRunning(mapRunArn, 1)).toMatchObject({
    status: 'RUNNING',
    itemCounts: counts({ pending: 3, running: 1, total: 4 }),
  });
  await update({ mapRunArn, maxConcurrency: 3 });
  expect(await untilRunning(mapRunArn, 3)).toMatchObject({ maxConcurrency: 3, toleratedFailureCount: 0 });
  await workOff(4);
  expect((await served.ended(executionArn)).output).toBe('[1,1,1,1]');
});

test('map runs - a lowered tolerance fails the map run at once', async () => {
  await createActivity();
  const states = { ...FAIL_IF_BAD, Good: BY_HAND.Ask };
  const executionArn = await spread(['bad', 'good'], { states, fields: { ToleratedFailureCount: 1 } });
  const [mapRunArn = ''] = await mapRunsOf(executionArn);
  await expect.poll(async () => (await describeMapRun(mapRunArn)).itemCounts?.failed).toBe(1);
  await update({ mapRunArn, toleratedFailureCount: 0, toleratedFailurePercentage: 0 });
  expect(await served.ended(executionArn)).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
  await expect.poll(async () => (await describeMapRun(mapRunArn)).itemCounts?.aborted).toBe(1);
  expect(await describeMapRun(mapRunArn)).toMatchObject({ status: 'FAILED', toleratedFailureCount: 0 });
});

test('map runs - what is no change, or too late, is refused', async () => {
  const executionArn = await spread([1]);
  await served.ended(executionArn);
  const [mapRunArn = ''] = await mapRunsOf(executionArn);
  await expect(update({ mapRunArn })).rejects.toMatchObject({
    ...{ name: 'ValidationException', reason: 'MISSING_REQUIRED_PARAMETER' },
  });
  await expect(update({ mapRunArn, maxConcurrency: 1 })).rejects.toMatchObject({
    ...{ name: 'ValidationException', reason: 'CANNOT_UPDATE_COMPLETED_MAP_RUN' },
  });
});

test('map runs - stopping the execution stops its children and aborts the map run', async () => {
  await createActivity();
  const executionArn = await spread([1, 2, 3], { states: BY_HAND, fields: { MaxConcurrency: 2 } });
  const [mapRunArn = ''] = await mapRunsOf(executionArn);
  await untilRunning(mapRunArn, 2);
  await served.sfn.send(new StopExecutionCommand({ executionArn }));
  const { events } = await served.sfn.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true }));
  expect(events?.slice(0, 2).map(({ type }) => type)).toEqual(['ExecutionAborted', 'MapRunStarted']);
  await expect.poll(async () => (await describeMapRun(mapRunArn)).executionCounts?.aborted).toBe(2);
  expect(await describeMapRun(mapRunArn)).toMatchObject({
    ...{ status: 'ABORTED', stopDate: expect.any(Date) },
    itemCounts: counts({ pending: 1, aborted: 2, total: 3 }),
  });
});

test('map runs - several of one execution are listed by page, the newest first', async () => {
  const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
  const over = (state: string) => {
    const States = { [state]: { Type: 'Pass', End: true } };
    return { Type: 'Map', Label: `Of${state}`, ItemProcessor: { ProcessorConfig, StartAt: state, States } };
  };
  const states = { First: { ...over('A'), Next: 'Second' }, Second: { ...over('B'), End: true } };
  const stateMachineArn = await served.create('twice', { StartAt: 'First', States: states });
  const { executionArn = '' } = await served.sfn.send(new StartExecutionCommand({ stateMachineArn, input: '[1]' }));
  await served.ended(executionArn);
  const page = (nextToken?: string) =>
    served.sfn.send(new ListMapRunsCommand({ executionArn, maxResults: 1, nextToken }));
  const first = await page();
  const second = await page(first.nextToken);
  expect(first.mapRuns?.[0]?.mapRunArn).toContain('/OfB:');
  expect(second.mapRuns?.[0]?.mapRunArn).toContain('/OfA:');
  expect(second.nextToken).toBeUndefined();
});

test('map runs - after a restart all is there, and what was open goes on and can be changed', async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-map-runs-'));
  const dataFile = join(folder, 'engine.db');
  await served.close();
  served = await serve({ dataFile });
  await createActivity();
  const executionArn = await spread([1, 2, 3], { states: BY_HAND, fields: { MaxConcurrency: 1 } });
  const [mapRunArn = ''] = await mapRunsOf(executionArn);
  await untilRunning(mapRunArn, 1);
  const before = await children({ mapRunArn });
  await served.close();
  served = await serve({ dataFile });
  expect(await mapRunsOf(executionArn)).toEqual([mapRunArn]);
  expect(await children({ mapRunArn })).toEqual(before);
  await update({ mapRunArn, maxConcurrency: 0 });
  await untilRunning(mapRunArn, 3);
  await workOff(3);
  expect(await served.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '[1,1,1]' });
  expect(await describeMapRun(mapRunArn)).toMatchObject({
    ...{
      status: 'SUCCEEDED',
      maxConcurrency: 0,
      executionCounts: counts({ succeeded: 3, total: 3, resultsWritten: 3 }),
    },
  });
});

test('map runs - listeners are told of the execution, not of its children', async () => {
  const told: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  served.engine.onExecutionEnded(({ executionArn }: EndedExecution) => {
    told.push(executionArn);
    resolve();
  });
  const executionArn = await spread([1, 2]);
  await promise;
  expect(told).toEqual([executionArn]);
});
