import { expect, test } from 'vitest';
import { realClock, virtualClock } from './clock.ts';

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
