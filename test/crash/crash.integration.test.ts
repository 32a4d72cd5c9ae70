import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../samples/generate/random.ts';
import { type DevProcess, startDevProcess } from '../samples/dev-process.ts';
import { readEnds } from '../samples/read-ends.ts';
import { expectedEnds } from '../samples/sample-ends.ts';
import { readSampleRecords } from '../samples/sample-records.ts';

const MOMENTS = 20;
/** Runs at a time; a run is timed with as many beside it. */
const LANES = 2;
const TIMEOUT_MS = 300_000;
/** A run that was quicker than its moment is killed earlier the next time. */
const EARLIER = 0.9;

const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const expected = expectedEnds(readSampleRecords());
const running = new Set<DevProcess>();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-crash-'));
});
afterAll(async () => {
  for (const dev of running) dev.kill();
  await Promise.all([...running].map(({ exited }) => exited));
  await rm(folder, { recursive: true });
});

const newData = (): Promise<string> => mkdtemp(join(folder, 'data-'));

function run(data: string): DevProcess {
  const dev = startDevProcess(data, '--samples', '--once');
  running.add(dev);
  void dev.exited.then(() => running.delete(dev));
  return dev;
}

/** How long a run lasts that is left alone. */
async function timeRun(): Promise<number> {
  const data = await newData();
  const start = performance.now();
  expect(await run(data).exited).toEqual({ code: 0, signal: null, errors: '' });
  const lasted = performance.now() - start;
  expect(await readEnds(data)).toEqual(expected);
  return lasted;
}

/** Resolves with a data directory whose process was killed in the middle. */
async function killAfter(ms: number): Promise<string> {
  const data = await newData();
  const dev = run(data);
  // A moment of time is what the test is about: nothing that could be waited for is to tell it.
  const timer = setTimeout(dev.kill, ms);
  const { signal } = await dev.exited;
  clearTimeout(timer);
  return signal === 'SIGKILL' ? data : killAfter(ms * EARLIER);
}

async function crashAt(ms: number): Promise<void> {
  const told = `killed after ${Math.round(ms)} ms; CRASH_SEED=${seed} chooses the same moments again`;
  const data = await killAfter(ms);
  expect(await run(data).exited, told).toEqual({ code: 0, signal: null, errors: '' });
  expect(await readEnds(data), told).toEqual(expected);
  await rm(data, { recursive: true });
}

test(`crash - killed at any of ${MOMENTS} moments, each record still ends as its sample says, once`, {
  timeout: TIMEOUT_MS,
}, async () => {
  const length = Math.min(...(await Promise.all(Array.from({ length: LANES }, timeRun))));
  const random = seededRandom(seed);
  // One in each twentieth of a run, so that they lie from before it listens to just before all has ended.
  const moments = Array.from({ length: MOMENTS }, (_, n) => ((n + random()) / MOMENTS) * length).values();
  const lane = async (): Promise<void> => {
    for (const moment of moments) await crashAt(moment);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
});
