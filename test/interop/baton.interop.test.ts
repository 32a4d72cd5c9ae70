import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningBaton, startBaton } from '../running-baton.ts';
import { awsCli } from './aws-cli.ts';

const ORDER = JSON.stringify({
  orderId: 'interop-1',
  customerId: 'customer-1',
  placedAt: '2026-01-01T00:00:00.000Z',
  lines: [{ sku: 'CHAIR', quantity: 2, unitPriceCents: 4900 }],
  totalCents: 9800,
  currency: 'EUR',
  channel: 'WEB',
  paymentToken: 'tok_ok',
  note: null,
});

let baton: RunningBaton;
beforeAll(async () => {
  baton = await startBaton();
});
afterAll(async () => {
  await baton.stop();
});

test('interop - the AWS command line lists, starts, describes and reads the history', async () => {
  const aws = await awsCli(baton.environment);

  const { stateMachines } = (await aws('list-state-machines')) as {
    stateMachines: readonly { name: string; stateMachineArn: string }[];
  };
  expect(stateMachines.map(({ name }) => name).toSorted()).toEqual(['order-fulfilment', 'quake-etl']);
  const machineArn = stateMachines.find(({ name }) => name === 'order-fulfilment')?.stateMachineArn ?? '';

  const { executionArn } = (await aws(
    ...['start-execution', '--state-machine-arn', machineArn],
    ...['--name', 'by-command-line', '--input', ORDER],
  )) as { executionArn: string };
  expect(executionArn).toBe(`${machineArn.replace(':stateMachine:', ':execution:')}:by-command-line`);

  const describe = () => aws('describe-execution', '--execution-arn', executionArn);
  await expect.poll(describe, { timeout: 60_000 }).toMatchObject({ status: 'SUCCEEDED', input: ORDER });

  const { events } = (await aws('get-execution-history', '--execution-arn', executionArn)) as {
    events: readonly { id: number; type: string }[];
  };
  expect(events[0]).toMatchObject({ id: 1, type: 'ExecutionStarted' });
  expect(events.at(-1)).toMatchObject({ id: events.length, type: 'ExecutionSucceeded' });
});

test('interop - a script on the AWS SDK lists, starts, describes and reads the history', async () => {
  const script = join(import.meta.dirname, 'inspect-executions.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, 'order-fulfilment', 'by-sdk', ORDER], {
    env: { ...baton.environment },
  });
  expect(JSON.parse(stdout)).toEqual({
    machines: expect.arrayContaining(['order-fulfilment', 'quake-etl']),
    status: 'SUCCEEDED',
    output: expect.stringContaining('"orderId":"interop-1"'),
    startedAtIsADate: true,
    firstEvent: 'ExecutionStarted',
    lastEvent: 'ExecutionSucceeded',
    listed: true,
  });
});
