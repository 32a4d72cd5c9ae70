import { expect, test } from 'vitest';
import { realClock, skippingClock, virtualClock } from './clock.ts';

test('clock - a scaled clock rings a modelled minute early', async () => {
  const clock = realClock(6_000);
  const at = clock.now() + 60_000;
  await new Promise<void>((resolve) => clock.setAlarm(at, resolve));
  expect(clock.now()).toBeGreaterThanOrEqual(at);
});

test('clock - an alarm replaces the one before, and a cleared one is silent', async () => {
  const clock = realClock();
  const rung: string[] = [];
  clock.setAlarm(clock.now(), () => rung.push('first'));
  await new Promise<void>((resolve) => clock.setAlarm(clock.now() + 1, resolve));
  clock.setAlarm(clock.now(), () => rung.push('cleared'));
  clock.clearAlarm();
  expect(rung).toEqual([]);
});

test('clock - an alarm further away than a timer of Node reaches does not ring at once', async () => {
  const clock = realClock();
  let rung = false;
  clock.setAlarm(clock.now() + 400 * 24 * 3_600_000, () => {
    rung = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  clock.clearAlarm();
  expect(rung).toBe(false);
});

test('clock - virtual time stands still until it goes on to the alarm', () => {
  const clock = virtualClock(1_000);
  expect(clock.advance()).toBe(false);
  let rung = 0;
  clock.setAlarm(5_000, () => rung++);
  expect(clock.now()).toBe(1_000);
  expect(clock.advance()).toBe(true);
  expect([clock.now(), rung]).toEqual([5_000, 1]);
  expect(clock.advance()).toBe(false);
});

test('clock - who sleeps until the alarm wakes before it rings', async () => {
  const clock = virtualClock(1_000);
  const { signal } = new AbortController();
  const heard: string[] = [];
  clock.setAlarm(5_000, () => heard.push('alarm'));
  const slept = [4_000, 1_000].map((ms) => clock.sleep(ms, signal).then(() => heard.push(`${ms} at ${clock.now()}`)));
  expect(clock.advance()).toBe(true);
  await slept[1];
  clock.advance();
  await slept[0];
  clock.advance();
  expect(heard).toEqual(['1000 at 2000', '4000 at 5000', 'alarm']);
});

test.each([realClock(), virtualClock(0)])('clock - nobody sleeps on whose signal is aborted', async (clock) => {
  const aborted = new AbortController();
  const slept = clock.sleep(400 * 24 * 3_600_000, aborted.signal);
  aborted.abort();
  await slept;
  await clock.sleep(1_000_000, aborted.signal);
});

test('clock - a scaled clock sleeps a modelled minute in its part of one', async () => {
  const clock = realClock(6_000);
  const start = clock.now();
  await clock.sleep(60_000, new AbortController().signal);
  expect(clock.now() - start).toBeGreaterThanOrEqual(60_000);
});

test('clock - skipping time goes on when nothing else does, and says when nobody waits for it', () => {
  let stalled = 0;
  const clock = skippingClock(1_000, () => stalled++);
  let rung = 0;
  clock.setAlarm(5_000, () => rung++);
  clock.rest?.();
  expect([clock.now(), rung, stalled]).toEqual([5_000, 1, 0]);
  clock.rest?.();
  expect([clock.now(), rung, stalled]).toEqual([5_000, 1, 1]);
});
