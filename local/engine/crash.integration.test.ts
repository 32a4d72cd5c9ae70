import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEngine } from './index.ts';

const PROGRAM = join(import.meta.dirname, 'crash.fixture.ts');
const KILLS = 4;
const HOST = {
  invoke: (_name: string, payload: string) =>
    Promise.resolve({ payload, functionError: null, requestId: 'r', durationMs: 0 }),
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-crash-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Names acknowledged until the process was killed, after so many lines. */
async function runUntilKilled(dataFile: string, prefix: string, lines: number): Promise<string[]> {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, dataFile, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const names: string[] = [];
  let left = lines;
  for await (const line of createInterface(child.stdout as NodeJS.ReadableStream)) {
    names.push(...line.split(' '));
    if (--left === 0) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return names;
}

test('engine - killed again and again, it loses nothing that it acknowledged and ends all of it', async () => {
  const dataFile = join(folder, 'engine.db');
  const acknowledged: string[] = [];
  for (let kill = 1; kill <= KILLS; kill++)
    acknowledged.push(...(await runUntilKilled(dataFile, `k${kill}`, kill * 7)));

  const engine = openEngine({ dataFile, host: HOST, objects: null, environment: {} });
  await expect.poll(() => engine.openExecutions, { timeout: 20_000 }).toBe(0);
  const arn = 'arn:aws:states:us-east-1:000000000000:execution:m:';
  const views = acknowledged.map((name) => engine.executions.describe(`${arn}${name}`));
  expect(new Set(views.map(({ run }) => run.status))).toEqual(new Set(['SUCCEEDED']));
  for (const { run } of views) {
    const events = engine.executions.history(run.executionArn, { reverse: false, from: null, limit: 1_000 });
    expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
    expect(events.filter(({ type }) => type === 'LambdaFunctionSucceeded')).toHaveLength(3);
  }
  await engine.close();
}, 60_000);
