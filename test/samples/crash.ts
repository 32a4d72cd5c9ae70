import { expect } from 'vitest';
import { seededRandom } from '../../samples/generate/random.ts';
import type { DataDirectory } from './data-directory.ts';
import { CLEAN_EXIT } from './dev-process.ts';
import { expectedEnds } from './sample-ends.ts';
import { readSampleRecords } from './sample-records.ts';

const RUN = ['--samples', '--once'];
/** A run that has ended before it could be killed is followed by one that is killed earlier. */
const EARLIER = 0.9;

const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const expected = expectedEnds(readSampleRecords());

type Open = () => Promise<DataDirectory>;

/** Runs the samples undisturbed, and answers how long that lasts in milliseconds. */
export async function timeRun(open: Open): Promise<number> {
  await using directory = await open();
  const start = performance.now();
  expect(await directory.startDev(...RUN).exited).toEqual(CLEAN_EXIT);
  const lasted = performance.now() - start;
  expect(await directory.ends()).toEqual(expected);
  return lasted;
}

/** Moments in milliseconds, one in each part of a run: from before it listens to just before all has ended. */
export function momentsOf(runMs: number, count: number): readonly number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, part) => ((part + random()) / count) * runMs);
}

/** Kills a run at that moment, runs again on what it left, and expects that all has ended as the samples say. */
export async function crashAt(ms: number, open: Open): Promise<void> {
  const told = `killed after ${Math.round(ms)} ms; CRASH_SEED=${seed} chooses the same moments again`;
  await using directory = await killedAt(ms, open);
  expect(await directory.startDev(...RUN).exited, told).toEqual(CLEAN_EXIT);
  expect(await directory.ends(), told).toEqual(expected);
}

async function killedAt(ms: number, open: Open): Promise<DataDirectory> {
  const directory = await open();
  const dev = directory.startDev(...RUN);
  // A moment of time is what this is about: nothing that could be waited for is to tell it.
  const timer = setTimeout(dev.kill, ms);
  const { signal } = await dev.exited;
  clearTimeout(timer);
  if (signal === 'SIGKILL') return directory;
  await directory[Symbol.asyncDispose]();
  return killedAt(ms * EARLIER, open);
}
