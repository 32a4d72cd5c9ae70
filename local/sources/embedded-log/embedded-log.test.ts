import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, expect, test } from 'vitest';
import { deadLetterOf } from '../../../shared/records/index.ts';
import { recordLogSuite } from '../record-log-suite.ts';
import { lockDataDirectory } from './data-directory-lock.ts';
import { MAX_RECORD_BYTES, openEmbeddedLog } from './embedded-log.ts';
import { SCHEMA_VERSION } from './schema.ts';

const suiteDirectory = mkdtempSync(join(tmpdir(), 'baton-log-'));
const directories = [suiteDirectory];
const newDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'baton-log-'));
  directories.push(directory);
  return directory;
};
afterEach(() => {
  for (const directory of directories.filter((each) => each !== suiteDirectory)) rmSync(directory, { recursive: true });
  directories.length = 1;
});
afterAll(() => rmSync(suiteDirectory, { recursive: true }));

recordLogSuite(async () => openEmbeddedLog(suiteDirectory));

test('embedded log - every record that it takes can become a dead letter', async () => {
  const log = openEmbeddedLog(null);
  const topics = ['orders', 'orders.dlt'] as const;
  await log.createTopics(topics.map((name) => ({ name, partitions: 1 })));
  const record = { topic: topics[0], key: null, value: new Uint8Array(MAX_RECORD_BYTES), headers: [] };
  const place = { partition: 0, offset: 0, timestamp: 0 };
  const reason = { errorClass: 'undecodable', message: 'why', contract: null, replayCount: 0, execution: null };
  await log.append([record]);
  await log.append([deadLetterOf({ ...record, ...place }, reason, topics[1])]);
  await expect(log.append([{ ...record, key: Uint8Array.of(1) }])).rejects.toMatchObject({ code: 'RECORD_TOO_LARGE' });
  await log.close();
});

test('data directory - a second opener of the log is told that it is busy', async () => {
  const directory = newDirectory();
  const log = openEmbeddedLog(directory);
  expect(() => openEmbeddedLog(directory)).toThrow(expect.objectContaining({ code: 'DATA_DIRECTORY_BUSY' }));
  await log.close();
  await openEmbeddedLog(directory).close();
});

test('data directory - a lock is had once, and again after its release', () => {
  const directory = join(newDirectory(), 'made', 'on', 'the', 'way');
  const lock = lockDataDirectory(directory);
  expect(() => lockDataDirectory(directory)).toThrow(expect.objectContaining({ code: 'DATA_DIRECTORY_BUSY' }));
  lock.release();
  lockDataDirectory(directory).release();
});

test('data directory - data of a newer version is refused', () => {
  const directory = newDirectory();
  const database = new DatabaseSync(join(directory, 'log.db'));
  database.exec(`pragma user_version = ${SCHEMA_VERSION + 1}`);
  database.close();
  expect(() => openEmbeddedLog(directory)).toThrow(expect.objectContaining({ code: 'NEWER_DATA' }));
});

test('data directory - a file that is no log is refused', () => {
  const directory = newDirectory();
  writeFileSync(join(directory, 'log.db'), 'no database at all, but a file of some length'.repeat(100));
  expect(() => openEmbeddedLog(directory)).toThrow(expect.objectContaining({ code: 'UNREADABLE_DATA' }));
});

test('data directory - a full disk refuses an append whole, and what was acknowledged stays', async () => {
  const directory = newDirectory();
  const log = openEmbeddedLog(directory, { maxPages: 40 });
  await log.createTopics([{ name: 't', partitions: 1 }]);
  const record = { topic: 't', key: null, value: Buffer.alloc(20_000), headers: [] };
  let acknowledged = 0;
  const fill = async (): Promise<void> => {
    for (;;) acknowledged += (await log.append([record, record])).length;
  };
  await expect(fill()).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
  expect((await log.topics())[0]?.partitions).toEqual([{ partition: 0, first: 0, end: acknowledged }]);
  await log.close();
  const again = openEmbeddedLog(directory);
  const records = await again.read({ topic: 't', partition: 0 }, 0, { maxRecords: 100, maxBytes: 1e9 });
  expect(records.length).toBe(acknowledged);
  await again.close();
});

test('group - a second reader of the same topic is refused while the first is there', async () => {
  const log = openEmbeddedLog(null);
  await log.createTopics([{ name: 't', partitions: 1 }]);
  const subscription = { topic: 't', group: 'g', assigned: () => undefined };
  const reader = await log.open(subscription);
  await expect(log.open(subscription)).rejects.toMatchObject({ code: 'GROUP_BUSY' });
  await reader.close();
  await (await log.open(subscription)).close();
  await log.close();
});

test('group - closing the log ends a poll that waits', async () => {
  const log = openEmbeddedLog(null);
  await log.createTopics([{ name: 't', partitions: 1 }]);
  const reader = await log.open({ topic: 't', group: 'g', assigned: () => undefined });
  const signal = new AbortController().signal;
  const pending = reader.poll(0, { maxRecords: 1, maxBytes: 1, signal });
  await Promise.all([expect(pending).rejects.toMatchObject({ code: 'LOG_CLOSED' }), log.close()]);
});

test('append - many appends at once share a transaction and keep their order', async () => {
  const log = openEmbeddedLog(null);
  await log.createTopics([{ name: 't', partitions: 1 }]);
  const appends = Array.from({ length: 50 }, (_, index) =>
    log.append([{ topic: 't', key: null, value: Buffer.from([index]), headers: [] }]),
  );
  const offsets = (await Promise.all(appends)).map(([placed]) => placed?.offset);
  expect(offsets).toEqual(Array.from({ length: 50 }, (_, index) => index));
  await log.close();
});
