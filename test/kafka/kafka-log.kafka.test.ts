import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin, Producer } from '@platformatic/kafka';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppendRecord, LogRecord, Notice, RecordLog, RecordReader } from '../../local/sources/index.ts';
import { openEmbeddedLog, openKafkaLog, startMapping, systemClock } from '../../local/sources/index.ts';
import { startMappingProcess } from '../../local/sources/mapping/start-mapping-process.ts';
import type { Compression } from './java-producer.ts';
import { produceWithJava } from './java-producer.ts';
import type { Kafka } from './start-kafka.ts';
import { HAS_OWN_BROKER, startKafka } from './start-kafka.ts';

const PATIENCE_MS = 30_000;
const all = { maxRecords: 1_000, maxBytes: 1_000_000 };

let kafka: Kafka;
let log: RecordLog;
const notices: Notice[] = [];
beforeAll(async () => {
  kafka = await startKafka();
  log = await openKafkaLog({ brokers: kafka.brokers, notices: { say: (notice) => notices.push(notice) } });
});
afterAll(async () => {
  await log.close();
  await kafka.stop();
});

async function newTopic(partitions: number): Promise<string> {
  const name = `t-${randomUUID()}`;
  await log.createTopics([{ name, partitions }]);
  return name;
}

async function readAll(from: RecordLog | RecordReader, topic: string, count: number): Promise<readonly LogRecord[]> {
  const records: LogRecord[] = [];
  while (records.length < count) {
    const limits = { ...all, signal: AbortSignal.timeout(PATIENCE_MS) };
    const more =
      'read' in from ? await from.read({ topic, partition: 0 }, records.length, limits) : await from.poll(0, limits);
    if (more.length === 0) throw new Error(`${records.length} of ${count} records came`);
    records.push(...more);
  }
  return records;
}

const COMPRESSIONS: readonly Compression[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

test('kafka - records that Java made arrive byte for byte, whatever their compression', async () => {
  const topic = await newTopic(1);
  const sent = COMPRESSIONS.flatMap((compression, round): readonly AppendRecord[] => {
    const header = Buffer.from(compression);
    const at = { topic, partition: 0, timestamp: 1_700_000_000_000 + round };
    return [
      { ...at, key: randomBytes(8), value: randomBytes(300), headers: [['läuft', Buffer.from([0, 128, 255])]] },
      {
        ...at,
        key: randomBytes(8),
        value: null,
        headers: [
          ['twice', header],
          ['twice', randomBytes(4)],
        ],
      },
      { ...at, key: null, value: Buffer.alloc(2_000, 'repeats '), headers: [] },
    ];
  });
  for (const [round, compression] of COMPRESSIONS.entries()) {
    await produceWithJava(kafka.brokers, sent.slice(round * 3, round * 3 + 3), compression);
  }
  const reader = await log.open({ topic, group: topic, assigned: () => undefined });
  const polled = await readAll(reader, topic, sent.length);
  const read = await readAll(log, topic, sent.length);
  await reader.close();
  const expected = sent.map((record, offset) => bytesOf({ ...record, offset }));
  expect(polled.map(bytesOf)).toEqual(expected);
  expect(read.map(bytesOf)).toEqual(expected);
});

test("kafka - a key's partition is the one that the Java client takes", async () => {
  const topic = await newTopic(7);
  const records = Array.from({ length: 40 }, (_, n) => ({ topic, key: randomBytes(n + 1), value: null, headers: [] }));
  const javas = await produceWithJava(kafka.brokers, records);
  const ours = await log.append(records);
  expect(ours.map(({ partition }) => partition)).toEqual(javas.map(({ partition }) => partition));
});

test('kafka - a second member takes over partitions, and nothing is left out', async () => {
  const topic = await newTopic(4);
  const handled: string[] = [];
  const [first, second] = [
    await joined(log, topic, handled),
    await openKafkaLog({ brokers: kafka.brokers, notices: silent }),
  ];
  const other = await joined(second, topic, handled);
  await expect
    .poll(() => [first.partitions(), other.partitions()].map(({ length }) => length), { timeout: PATIENCE_MS })
    .toEqual([2, 2]);
  const numbers = Array.from({ length: 400 }, (_, n) => n);
  for (let sent = 0; sent < numbers.length; sent += 50) {
    await log.append(
      numbers
        .slice(sent, sent + 50)
        .map((n) => ({ topic, key: Buffer.from([n & 255, n >> 8]), value: Buffer.from(String(n)), headers: [] })),
    );
  }
  await expect.poll(() => new Set(handled).size, { timeout: PATIENCE_MS }).toBe(numbers.length);
  await other.mapping.close();
  await expect.poll(() => first.partitions().length, { timeout: PATIENCE_MS }).toBe(4);
  await expect.poll(() => first.mapping.idle(), { timeout: PATIENCE_MS }).toBe(true);
  await first.mapping.close();
  await second.close();
});

test('kafka - of transactions only what was committed is read, and their markers leave no lag', async () => {
  const topic = await newTopic(1);
  const producer = new Producer({
    clientId: 'test',
    bootstrapBrokers: [kafka.brokers],
    idempotent: true,
    transactionalId: topic,
    retries: true,
    retryDelay: 100,
  });
  for (const [value, end] of [
    ['kept', 'commit'],
    ['dropped', 'abort'],
    ['kept too', 'commit'],
  ] as const) {
    const transaction = await producer.beginTransaction();
    await transaction.send({ messages: [{ topic, partition: 0, value: Buffer.from(value) }] });
    await transaction[end]();
  }
  await producer.close();
  const reader = await log.open({ topic, group: topic, assigned: () => undefined });
  const records = await readAll(reader, topic, 2);
  expect(records.map(({ offset, value }) => `${offset} ${Buffer.from(value ?? [])}`)).toEqual(['0 kept', '4 kept too']);
  await reader.commit(0, 5);
  await expect.poll(() => reader.lag(0), { timeout: PATIENCE_MS }).toBe(0);
  await reader.close();
});

test('kafka - a topic made anew under a reader is read from its start by the next one, and none of it by this one', async () => {
  const topic = await newTopic(1);
  const values = (...numbers: number[]) =>
    numbers.map((n): AppendRecord => ({ topic, key: null, value: Buffer.from([n]), headers: [] }));
  const open = () => log.open({ topic, group: topic, assigned: () => undefined });
  await log.append(values(0, 1));
  const reader = await open();
  await readAll(reader, topic, 2);
  await reader.commit(0, 2);

  const admin = new Admin({ clientId: 'owner', bootstrapBrokers: kafka.brokers.split(',') });
  await admin.deleteTopics({ topics: [topic] });
  await admin.close();
  await log.createTopics([{ name: topic, partitions: 1 }]);
  await log.append(values(10, 11, 12));
  const replaced = { code: 'TOPIC_REPLACED' };
  const waiting = { ...all, signal: AbortSignal.timeout(PATIENCE_MS) };
  const polled = () => reader.poll(0, waiting).catch((error) => error);
  await expect.poll(polled, { timeout: PATIENCE_MS }).toMatchObject(replaced);
  await expect(reader.commit(0, 2)).rejects.toMatchObject(replaced);
  await reader.close();

  const next = await open();
  const records = await readAll(next, topic, 3);
  expect(records.map(({ offset, value }) => [offset, value?.[0]])).toEqual([
    [0, 10],
    [1, 11],
    [2, 12],
  ]);
  await next.close();
});

test('kafka - after kill -9 the offset stands, and the batch comes again at once with the same bounds', async () => {
  const topic = await newTopic(1);
  await log.append([0, 1, 2, 3, 4].map((n) => ({ topic, key: null, value: Buffer.from([n]), headers: [] })));
  const directory = mkdtempSync(join(tmpdir(), 'baton-kafka-crash-'));
  const first = startMappingProcess(directory, 2, topic, kafka.brokers);
  expect(await first.nextInvocation()).toBe('0,1');
  first.pass();
  expect(await first.nextInvocation()).toBe('2,3');
  await first.kill();

  const second = startMappingProcess(directory, 100, topic, kafka.brokers);
  const started = performance.now();
  expect(await second.nextInvocation()).toBe('2,3');
  // A member that is no static one would wait until the group misses the dead one, six seconds.
  expect(performance.now() - started).toBeLessThan(5_000);
  second.pass();
  expect(await second.nextInvocation()).toBe('4');
  await second.kill();
  rmSync(directory, { recursive: true });
});

test.runIf(HAS_OWN_BROKER)(
  'kafka - a broker killed in the middle loses nothing, and its absence is said once',
  async () => {
    const topic = await newTopic(3);
    const handled: string[] = [];
    const { mapping } = await joined(log, topic, handled, 5);
    const value = (n: number): AppendRecord => ({
      topic,
      key: Buffer.from(String(n)),
      value: Buffer.from(String(n)),
      headers: [],
    });
    const numbers = Array.from({ length: 300 }, (_, n) => n);
    await log.append(numbers.slice(0, 150).map(value));
    await expect.poll(() => handled.length, { timeout: PATIENCE_MS }).toBeGreaterThan(20);
    notices.length = 0;
    await kafka.kill();
    await expect.poll(() => notices.map(({ type }) => type), { timeout: PATIENCE_MS }).toContain('brokerUnreachable');
    expect(await mapping.idle()).toBe(false);
    await kafka.restart();
    await expect.poll(() => mapping.idle(), { timeout: PATIENCE_MS }).toBe(true);
    await log.append(numbers.slice(150).map(value));
    await expect.poll(() => new Set(handled).size, { timeout: PATIENCE_MS }).toBe(numbers.length);
    await expect.poll(() => mapping.idle(), { timeout: PATIENCE_MS }).toBe(true);
    await mapping.close();
    const saidOfBroker = notices.map(({ type }) => type).filter((type) => type.startsWith('broker'));
    expect(saidOfBroker).toEqual(['brokerUnreachable', 'brokerBack']);
  },
);

const silent = { say: () => undefined };

/** A mapping whose function notes the values it was given. */
async function joined(from: RecordLog, topic: string, handled: string[], pauseMs = 1) {
  let partitions: readonly number[] = [];
  const plans = openEmbeddedLog(null).plans;
  const watched: Pick<RecordLog, 'open'> = {
    open: (subscription) =>
      from.open({
        ...subscription,
        assigned: (assignment) => {
          ({ partitions } = assignment);
          subscription.assigned(assignment);
        },
      }),
  };
  const mapping = await startMapping({
    log: watched,
    trigger: { topic, batch: { size: 10, windowMs: 0 } },
    group: topic,
    source: { eventSourceArn: '', bootstrapServers: kafka.brokers },
    invoke: async (payload) => {
      await systemClock.sleep(pauseMs);
      const { records } = JSON.parse(payload) as { records: Record<string, { value: string }[]> };
      for (const { value } of Object.values(records).flat()) handled.push(Buffer.from(value, 'base64').toString());
      return { payload: 'null', functionError: null };
    },
    clock: systemClock,
    notices: silent,
    state: plans,
  });
  return { mapping, partitions: () => partitions };
}

function bytesOf(
  record: Omit<LogRecord, 'source' | 'timestampType' | 'partition'> | (AppendRecord & { offset: number }),
) {
  const { key, value, headers, timestamp, offset } = record;
  const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex');
  return {
    key: hex(key),
    value: hex(value),
    headers: headers.map(([name, bytes]) => [name, hex(bytes)]),
    timestamp,
    offset,
  };
}
