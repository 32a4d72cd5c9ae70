import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateActivityCommand,
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passing, ROLE } from './served.fixture.ts';

const PROGRAM = join(import.meta.dirname, 'served-process.fixture.ts');
const ACTIVITY = 'arn:aws:states:us-east-1:000000000000:activity:pack';

let folder: string;
let engine: ChildProcess;
let sfn: SFNClient;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-killed-'));
  await open();
});
afterEach(async () => {
  await kill();
  await rm(folder, { recursive: true });
});

async function open(): Promise<void> {
  engine = spawn(process.execPath, [PROGRAM, join(folder, 'engine.db')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = await once(engine.stdout as NodeJS.ReadableStream, 'data');
  sfn = new SFNClient({
    ...{ endpoint: String(url).trim(), region: 'us-east-1', disableHostPrefix: true },
    credentials: { accessKeyId: 'local', secretAccessKey: 'none' },
  });
}

async function kill(): Promise<void> {
  sfn.destroy();
  engine.kill('SIGKILL');
  await once(engine, 'exit');
}

async function create(name: string, definition: object, publish = false): Promise<string> {
  const request = { name, definition: JSON.stringify(definition), roleArn: ROLE, publish };
  return (await sfn.send(new CreateStateMachineCommand(request))).stateMachineArn ?? '';
}

const start = async (stateMachineArn: string, input = '{}') =>
  (await sfn.send(new StartExecutionCommand({ stateMachineArn, input }))).executionArn;
const take = () => sfn.send(new GetActivityTaskCommand({ activityArn: ACTIVITY }));
const succeed = (taskToken: string | undefined, output: string) =>
  sfn.send(new SendTaskSuccessCommand({ taskToken, output }));

async function outputOf(executionArn: string | undefined): Promise<string | undefined> {
  const describe = () => sfn.send(new DescribeExecutionCommand({ executionArn }));
  await expect.poll(async () => (await describe()).status, { timeout: 5_000 }).toBe('SUCCEEDED');
  return (await describe()).output;
}

test('api - activities, tokens, nested executions and aliases outlive a kill', async () => {
  await sfn.send(new CreateActivityCommand({ name: 'pack' }));
  const packing = await create('packing', {
    ...{ StartAt: 'Pack', States: { Pack: { Type: 'Task', Resource: ACTIVITY, End: true } } },
  });
  const nesting = await create('nesting', {
    StartAt: 'Nest',
    States: {
      Nest: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: packing, Input: { nested: true } },
        OutputPath: '$.Output',
        End: true,
      },
    },
  });
  const passes = await create('passing', passing('by alias'), true);
  const routingConfiguration = [{ stateMachineVersionArn: `${passes}:1`, weight: 100 }];
  await sfn.send(new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration }));
  const taken = await start(packing, '"taken"');
  const { taskToken } = await take();
  const parent = await start(nesting);
  const { taskToken: nested, input } = await take();
  expect(input).toBe('{"nested":true}');
  const waiting = await start(packing, '"waiting"');

  await kill();
  await open();
  await succeed(taskToken, '1');
  await succeed(nested, '2');
  const next = await take();
  expect(next.input).toBe('"waiting"');
  await succeed(next.taskToken, '3');
  expect(await Promise.all([taken, parent, waiting].map(outputOf))).toEqual(['1', '2', '3']);
  expect(await outputOf(await start(`${passes}:live`))).toBe('"by alias"');
}, 30_000);
