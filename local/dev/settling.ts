import { setTimeout as pause } from 'node:timers/promises';

/** How often it is looked whether everything has ended: asking a real cluster costs a round trip. */
const LOOK_EVERY_MS = 100;

/** Resolves once `isSettled` is true; rejects when the signal is aborted. */
export async function untilSettled(isSettled: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!(await isSettled())) await pause(LOOK_EVERY_MS, undefined, { signal });
}
