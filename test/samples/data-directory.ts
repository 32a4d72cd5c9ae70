import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DevProcess, startDevProcess } from './dev-process.ts';
import { readEnds } from './read-ends.ts';
import type { SampleEnds } from './sample-ends.ts';

/** A data directory of its own, with the processes that use it one after the other; disposing ends and removes them. */
export type DataDirectory = AsyncDisposable & {
  readonly startDev: (...options: readonly string[]) => DevProcess;
  /** What became of the samples; to be asked while no process runs. */
  readonly ends: () => Promise<SampleEnds>;
};

/** With brokers, records lie on that cluster, else in the directory as well. */
export async function newDataDirectory(brokers: string | null = null): Promise<DataDirectory> {
  const data = await mkdtemp(join(tmpdir(), 'baton-samples-'));
  const kafka = brokers === null ? [] : ['--kafka', brokers];
  const started: DevProcess[] = [];
  return {
    startDev: (...options) => {
      const dev = startDevProcess(data, ...kafka, ...options);
      started.push(dev);
      return dev;
    },
    ends: () => readEnds(data, brokers),
    [Symbol.asyncDispose]: async () => {
      for (const dev of started) dev.kill();
      await Promise.all(started.map(({ exited }) => exited));
      await rm(data, { recursive: true });
    },
  };
}
