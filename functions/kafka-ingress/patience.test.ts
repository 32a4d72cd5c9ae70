import { expect, test } from 'vitest';
import { isOutOfTime, RESERVED_MS, withPatience } from './patience.ts';
import type { Patience } from './ports.ts';

/** A clock that only sleeping moves; jitter is always the largest. */
function patienceFor(timeMs: number) {
  const slept: number[] = [];
  const patience: Patience = {
    remainingMs: () => timeMs - slept.reduce((sum, ms) => sum + ms, 0),
    sleep: async (ms) => void slept.push(ms),
    random: () => 1,
  };
  return { patience, slept };
}

class BusyError extends Error {}
const isBusy = (error: unknown): boolean => error instanceof BusyError;

const failingTimes = (times: number, error: Error) => {
  let calls = 0;
  return async (): Promise<number> => {
    calls++;
    if (calls <= times) throw error;
    return calls;
  };
};

test('patience - what fails for a while is called again, after growing delays', async () => {
  const { patience, slept } = patienceFor(60_000);
  expect(await withPatience(failingTimes(8, new BusyError()), isBusy, patience)).toBe(9);
  expect(slept).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
});

test('patience - jitter shortens a delay, to nothing at the most', async () => {
  const { patience, slept } = patienceFor(60_000);
  await withPatience(failingTimes(2, new BusyError()), isBusy, { ...patience, random: () => 0.25 });
  expect(slept).toEqual([25, 50]);
});

test('patience - ends before the reserved time does, with the last error', async () => {
  const { patience, slept } = patienceFor(RESERVED_MS + 1_000);
  const busy = new BusyError('throttled');
  await expect(withPatience(failingTimes(99, busy), isBusy, patience)).rejects.toBe(busy);
  expect(slept).toEqual([100, 200, 400]);
  expect(isOutOfTime(patience)).toBe(false);
});

test('patience - what is not transient is not tried again', async () => {
  const { patience, slept } = patienceFor(60_000);
  await expect(withPatience(failingTimes(1, new TypeError('no')), isBusy, patience)).rejects.toThrow('no');
  expect(slept).toEqual([]);
});
