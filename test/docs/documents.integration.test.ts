import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type RunningBaton, runBaton, startBaton } from '../running-baton.ts';
import { batonCommands } from './commands.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const NEED_NO_BATON: ReadonlySet<string | undefined> = new Set(['test', 'check', 'schema']);
const ORDER = ['executions', 'list', '--workflow', 'order-fulfilment', '--limit', '1', '--json'];

let baton: RunningBaton;
beforeAll(async () => {
  baton = await startBaton('--samples');
  const isStarted = async () =>
    baton.run('executions', 'show', '--record', 'orders.created/1/0').then(Boolean, () => false);
  const hasDeadLetters = async () => (await baton.run('dlq', 'list')).includes('orders.created.dlt/0/0');
  await vi.waitUntil(isStarted, { timeout: 60_000, interval: 250 });
  await vi.waitUntil(hasDeadLetters, { timeout: 60_000, interval: 250 });
});
afterAll(() => baton.stop());

test('documents - every command of the README works as it stands there', async () => {
  const commands = batonCommands(README);
  expect(commands.length).toBeGreaterThan(8);
  for (const command of commands) await (NEED_NO_BATON.has(command[0]) ? runBaton : baton.run)(...command);
});

test('documents - the order that the README sends is fulfilled', async () => {
  const newest = async () => JSON.parse(await baton.run(...ORDER)).executions[0];
  await expect.poll(newest, { timeout: 60_000 }).toMatchObject({
    name: expect.stringContaining('mine-1'),
    status: 'SUCCEEDED',
  });
});
