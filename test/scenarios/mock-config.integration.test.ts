import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunningEngine, startEngine } from '../../local/dev/index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-mocks-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function startWith(config: string): Promise<RunningEngine> {
  const file = join(folder, 'mocks.json');
  await writeFile(file, config);
  return startEngine({ port: 0, dataDirectory: null, environment: { SFN_MOCK_CONFIG: file }, complain: () => {} });
}

async function call(url: string, operation: string, request: object) {
  const headers = { 'x-amz-target': `AWSStepFunctions.${operation}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(request) });
  return (await response.json()) as Record<string, unknown>;
}

const MACHINE = {
  name: 'queues',
  roleArn: 'arn:aws:iam::000000000000:role/r',
  definition: JSON.stringify({
    StartAt: 'Send',
    States: {
      Send: {
        ...{ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true },
        Parameters: { QueueUrl: 'https://queue', MessageBody: 'hello' },
      },
    },
  }),
};

test('mock configuration - an execution started as a test case has its mocks, and others have none', async () => {
  const config = {
    StateMachines: { queues: { TestCases: { Sent: { Send: 'ok' } } } },
    MockedResponses: { ok: { 0: { Return: { MessageId: 'm-1' } } } },
  };
  const { url, close } = await startWith(JSON.stringify(config));
  const ends = async (stateMachineArn: string) => {
    const { executionArn } = await call(url, 'StartExecution', { stateMachineArn });
    const described = () => call(url, 'DescribeExecution', { executionArn });
    await expect.poll(async () => (await described()).status).not.toBe('RUNNING');
    return described();
  };
  try {
    const { stateMachineArn } = await call(url, 'CreateStateMachine', MACHINE);
    expect(await ends(`${stateMachineArn}#Sent`)).toMatchObject({ output: '{"MessageId":"m-1"}', stateMachineArn });
    expect(await ends(`${stateMachineArn}`)).toMatchObject({ status: 'FAILED' });
    const refused = await call(url, 'StartExecution', { stateMachineArn: `${stateMachineArn}#Lost` });
    expect(refused).toEqual({ __type: 'InvalidName', message: "Invalid Name: 'Lost'" });
  } finally {
    await close();
  }
});

test('mock configuration - one that is none keeps the engine from starting, and says where it is wrong', async () => {
  await expect(startWith('{"StateMachines":{},"MockedResponses":{"a":{"0":{}}}}')).rejects.toMatchObject({
    name: 'StartUpError',
    code: 'BAD_MOCK_CONFIG',
    message: expect.stringMatching(
      /^SFN_MOCK_CONFIG .*mocks\.json: MockedResponses\.a\.0 has to have either Return or Throw$/,
    ),
  });
  const environment = { SFN_MOCK_CONFIG: join(folder, 'none.json') };
  const starting = startEngine({ port: 0, dataDirectory: null, environment, complain: () => {} });
  await expect(starting).rejects.toMatchObject({ name: 'StartUpError', code: 'UNREADABLE' });
});
