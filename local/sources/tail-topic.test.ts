import { expect, test } from 'vitest';
import { openEmbeddedLog } from './embedded-log/embedded-log.ts';
import type { AppendRecord } from './record-log.ts';
import { tailTopic } from './tail-topic.ts';

const record = (partition: number, value: string): AppendRecord => {
  return { topic: 't', partition, key: null, value: Buffer.from(value), headers: [] };
};

test('tail - gives the latest of each partition, then what comes, until the signal', async () => {
  const log = openEmbeddedLog(null);
  await log.createTopics([{ name: 't', partitions: 2 }]);
  await log.append([record(0, 'old'), record(0, 'a'), record(1, 'b')]);
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const { partition, value } of tailTopic(log, 't', { last: 1, signal: stop.signal })) {
    seen.push(`${partition} ${value === null ? null : Buffer.from(value)}`);
    if (seen.length === 2) await log.append([record(1, 'c')]);
    if (seen.length === 3) stop.abort();
  }
  expect(seen).toEqual(['0 a', '1 b', '1 c']);
  await log.close();
});

test('tail - an unknown topic is named', async () => {
  const log = openEmbeddedLog(null);
  const tail = tailTopic(log, 'absent', { last: 1, signal: new AbortController().signal });
  await expect(tail.next()).rejects.toMatchObject({ code: 'UNKNOWN_TOPIC' });
  await log.close();
});
