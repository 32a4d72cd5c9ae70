import { test } from 'vitest';
import { crashAt, momentsOf, timeRun } from '../samples/crash.ts';
import { newDataDirectory } from '../samples/data-directory.ts';

const MOMENTS = 20;
/** Runs at a time; a run is timed with as many beside it. */
const LANES = 2;
const TIMEOUT_MS = 600_000;

const inLanes = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: LANES }, work));

test(`crash - killed at any of ${MOMENTS} moments, each record still ends as its sample says, once`, {
  timeout: TIMEOUT_MS,
}, async () => {
  const runMs = Math.min(...(await inLanes(() => timeRun(newDataDirectory))));
  const moments = momentsOf(runMs, MOMENTS).values();
  await inLanes(async () => {
    for (const ms of moments) await crashAt(ms, newDataDirectory);
  });
});
