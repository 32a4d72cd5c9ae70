import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningBaton, startBaton } from '../running-baton.ts';

/** Waits for an hour, or fails over its input. */
const DEFINITION = {
  StartAt: 'Which',
  States: {
    Which: {
      Type: 'Choice',
      Choices: [{ Variable: '$.wait', BooleanEquals: true, Next: 'Wait' }],
      Default: 'Fail',
    },
    Wait: { Type: 'Wait', Seconds: 3600, End: true },
    Fail: { Type: 'Pass', Parameters: { 'n.$': 'States.StringToJson($.n)' }, End: true },
  },
};

let baton: RunningBaton;
let client: SFNClient;
let machineArn = '';
beforeAll(async () => {
  baton = await startBaton();
  const { AWS_ENDPOINT_URL_SFN: endpoint = '', AWS_REGION: region = '' } = baton.environment;
  client = new SFNClient({ endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  const roleArn = 'arn:aws:iam::000000000000:role/test';
  const definition = JSON.stringify(DEFINITION);
  machineArn = (await client.send(new CreateStateMachineCommand({ name: 'people', definition, roleArn })))
    .stateMachineArn as string;
});
afterAll(async () => {
  client.destroy();
  await baton.stop();
});

const start = async (name: string, input: object) =>
  (await client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name, input: JSON.stringify(input) })))
    .executionArn as string;
const describe = (executionArn: string) => client.send(new DescribeExecutionCommand({ executionArn }));

test('executions stop - ends one that is running, with the error and cause that are given', async () => {
  const executionArn = await start('waits', { wait: true });
  const printed = await baton.run('executions', 'stop', 'waits', '--error', 'Mistaken', '--cause', 'Sent twice.');
  expect(printed).toBe(`Stopped ${executionArn}.\n`);
  expect(await describe(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Mistaken', cause: 'Sent twice.' });
});

test('executions redrive - lets one that failed go on from its failed state', async () => {
  const executionArn = await start('fails', { wait: false, n: 'no json' });
  await expect.poll(() => describe(executionArn), { timeout: 30_000 }).toMatchObject({ status: 'FAILED' });
  const redriven = JSON.parse(await baton.run('executions', 'redrive', 'fails', '--json'));
  expect(redriven).toEqual({ executionArn, redriveDate: expect.any(String) });
  await expect
    .poll(() => describe(executionArn), { timeout: 30_000 })
    .toMatchObject({
      status: 'FAILED',
      redriveCount: 1,
    });
});

test('executions redrive - says of one that is running that it cannot be, and exits 1', async () => {
  await start('stops', { wait: true });
  await expect(baton.run('executions', 'redrive', 'stops')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('ExecutionNotRedrivable'),
  });
});
