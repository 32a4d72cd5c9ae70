import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataDirectory, openEmbeddedLog } from '../index.ts';
import type { MappingProcess } from './start-mapping-process.ts';
import { startMappingProcess } from './start-mapping-process.ts';

let directory = '';
let started: MappingProcess[] = [];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'baton-crash-'));
  const log = openEmbeddedLog(directory);
  await log.createTopics([{ name: 'orders', partitions: 1 }]);
  await log.append([0, 1, 2, 3, 4].map((n) => ({ topic: 'orders', key: null, value: Buffer.from([n]), headers: [] })));
  await log.close();
});
afterEach(async () => {
  await Promise.all(started.map((each) => each.kill()));
  started = [];
  rmSync(directory, { recursive: true });
});

function start(size: number): MappingProcess {
  const each = startMappingProcess(directory, size, 'orders');
  started.push(each);
  return each;
}

test('crash - after kill -9 the position stands and the batch comes again with the same bounds', async () => {
  const first = start(2);
  expect(await first.nextInvocation()).toBe('0,1');
  first.pass();
  expect(await first.nextInvocation()).toBe('2,3');
  await first.kill();

  const second = start(100);
  expect(await second.nextInvocation()).toBe('2,3');
  second.pass();
  expect(await second.nextInvocation()).toBe('4');
});

test('crash - the data directory is busy while the process lives and free after kill -9', async () => {
  const process = start(2);
  await process.nextInvocation();
  const busy = expect.objectContaining({ code: 'DATA_DIRECTORY_BUSY' });
  expect(() => lockDataDirectory(directory)).toThrow(busy);
  expect(() => openEmbeddedLog(directory)).toThrow(busy);
  await process.kill();
  lockDataDirectory(directory).release();
  await openEmbeddedLog(directory).close();
});
