import { expect, test } from 'vitest';
import { ActivityQueue } from './activity-queue.ts';
import { MAX_ACTIVITY_POLLERS } from './limits.ts';

const NEVER = new AbortController().signal;
const task = (input: string) => ({ token: `token of ${input}`, input });

test('activity queue - tasks and workers meet in the order in which they came, per activity', async () => {
  const queue = new ActivityQueue();
  void queue.offer('a', task('1'), NEVER);
  void queue.offer('a', task('2'), NEVER);
  const workers = [1, 2, 3, 4].map(() => queue.next('a', NEVER, 10_000));
  void queue.offer('b', task('other'), NEVER);
  void queue.offer('a', task('3'), NEVER);
  void queue.offer('a', task('4'), NEVER);
  expect((await Promise.all(workers)).map((taken) => taken?.input)).toEqual(['1', '2', '3', '4']);
});

test('activity queue - a task that was withdrawn is not offered, and a worker that has left gets none', async () => {
  const queue = new ActivityQueue();
  const withdrawn = new AbortController();
  const offered = queue.offer('a', task('1'), withdrawn.signal);
  withdrawn.abort();
  await offered;
  const leaving = new AbortController();
  const left = queue.next('a', leaving.signal, 10_000);
  leaving.abort();
  expect(await left).toBeNull();
  void queue.offer('a', task('2'), NEVER);
  expect((await queue.next('a', NEVER, 10_000))?.input).toBe('2');
});

test('activity queue - a worker waits no longer than it is to, nor when the queue closes', async () => {
  const queue = new ActivityQueue();
  expect(await queue.next('a', NEVER, 1)).toBeNull();
  const waiting = queue.next('a', NEVER, 10_000);
  queue.close();
  expect(await waiting).toBeNull();
});

test('activity queue - no more workers wait than AWS lets', async () => {
  const queue = new ActivityQueue();
  const waiting = Array.from({ length: MAX_ACTIVITY_POLLERS }, () => queue.next('a', NEVER, 10_000));
  await expect(queue.next('a', NEVER, 10_000)).rejects.toMatchObject({ code: 'ActivityWorkerLimitExceeded' });
  queue.close();
  await Promise.all(waiting);
});
