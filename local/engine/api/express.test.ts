import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { virtualClock } from '../runtime/clock.ts';
import { passing, type Served, serve } from './served.fixture.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

const sync = (stateMachineArn: string, more = {}) =>
  served.sfn.send(new StartSyncExecutionCommand({ stateMachineArn, ...more }));

test('express - a synchronous execution is answered when it has ended, with what it would have cost', async () => {
  const stateMachineArn = await served.create('fast', passing({ ok: true }), 'EXPRESS');
  const answer = await sync(stateMachineArn, { name: 'f-1', input: '{"n":1.0}', traceHeader: 'Root=1' });
  expect(answer).toMatchObject({
    ...{ name: 'f-1', stateMachineArn, status: 'SUCCEEDED', input: '{"n":1.0}', output: '{"ok":true}' },
    ...{ inputDetails: { included: true }, outputDetails: { included: true }, traceHeader: 'Root=1' },
    billingDetails: { billedDurationInMilliseconds: 100, billedMemoryUsedInMB: 64 },
    startDate: expect.any(Date),
    stopDate: expect.any(Date),
  });
  expect(answer.executionArn).toMatch(/^arn:aws:states:us-east-1:000000000000:express:fast:f-1:[0-9a-f-]{36}$/);
});

test('express - a failed one says why, and only Express workflows are started so', async () => {
  const failing = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Sorry', Cause: 'no stock' } } };
  const arn = await served.create('failing', failing, 'EXPRESS');
  expect(await sync(arn)).toMatchObject({ status: 'FAILED', error: 'Sorry', cause: 'no stock' });
  await expect(sync(await served.create('slow', passing()))).rejects.toMatchObject({
    name: 'StateMachineTypeNotSupported',
    message: 'This operation is not supported by this type of state machine',
  });
});

test('express - a name is no identity, and there is nothing to look up', async () => {
  const stateMachineArn = await served.create('fast', passing(), 'EXPRESS');
  const start = () => served.sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'same', input: '{}' }));
  const [{ executionArn }, again] = [await start(), await start()];
  expect(again.executionArn).not.toBe(executionArn);
  const about = { executionArn };
  for (const refused of [
    served.sfn.send(new DescribeExecutionCommand(about)),
    served.sfn.send(new GetExecutionHistoryCommand(about)),
    served.sfn.send(new StopExecutionCommand(about)),
  ]) {
    await expect(refused).rejects.toMatchObject({
      ...{ name: 'InvalidArn', message: "Invalid Arn: 'Resource type not valid in this context: express'" },
    });
  }
  const list = served.sfn.send(new ListExecutionsCommand({ stateMachineArn }));
  await expect(list).rejects.toMatchObject({ name: 'StateMachineTypeNotSupported' });
});

test('express - nothing runs for longer than five minutes', async () => {
  await served.close();
  const clock = virtualClock(Date.UTC(2026, 0, 1));
  served = await serve({ clock });
  const waiting = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 400, End: true } } };
  const answered = sync(await served.create('waiting', waiting, 'EXPRESS'));
  await expect.poll(() => clock.advance()).toBe(true);
  const { status, startDate, stopDate, billingDetails } = await answered;
  expect(status).toBe('TIMED_OUT');
  expect(Number(stopDate) - Number(startDate)).toBe(300_000);
  expect(billingDetails?.billedDurationInMilliseconds).toBe(300_000);
});
