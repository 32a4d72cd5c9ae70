import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppendRecord, LogRecord, RecordLog, RecordReader } from './record-log.ts';

/**
 * What every adapter of `RecordLog` must do. `make` opens a log whose records outlive its close: the suite opens it
 * again. Topics and groups get names of their own, so that a shared cluster will do.
 */
export function recordLogSuite(make: () => Promise<RecordLog>): void {
  let log: RecordLog;
  beforeAll(async () => {
    log = await make();
  });
  afterAll(() => log.close());
  const reopen = async (): Promise<RecordLog> => {
    await log.close();
    log = await make();
    return log;
  };
  for (const [index, [name, check]] of CASES.entries()) {
    test(`record log - ${name}`, async () => check(await newBench(log, reopen, `${process.pid}-${index}`)));
  }
}

type Bench = {
  readonly log: RecordLog;
  /** With three partitions. */
  readonly topic: string;
  readonly group: string;
  readonly to: (partition: number, ...values: readonly string[]) => readonly AppendRecord[];
  readonly open: (log?: RecordLog) => Promise<RecordReader>;
  readonly reopen: () => Promise<RecordLog>;
};

async function newBench(log: RecordLog, reopen: Bench['reopen'], name: string): Promise<Bench> {
  const topic = `suite.${name}`;
  const group = `group-${name}`;
  await log.createTopics([{ name: topic, partitions: 3 }]);
  return {
    log,
    topic,
    group,
    to: (partition, ...values) =>
      values.map((value) => ({ topic, partition, key: null, value: Buffer.from(value), headers: [] })),
    open: (from = log) => from.open({ topic, group, assigned: () => undefined }),
    reopen,
  };
}

const PATIENCE_MS = 20_000;
const all = { maxRecords: 100, maxBytes: 1_000_000 };
const waiting = () => ({ ...all, signal: AbortSignal.timeout(PATIENCE_MS) });

const hex = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString('hex'));

const text = ({ offset, value }: LogRecord): string => `${offset} ${value === null ? null : Buffer.from(value)}`;

function plain(record: LogRecord): Record<string, unknown> {
  const headers = record.headers.map(([name, value]) => [name, hex(value)]);
  return { ...record, key: hex(record.key), value: hex(record.value), headers };
}

const CASES: readonly (readonly [name: string, check: (bench: Bench) => Promise<void>])[] = [
  [
    'topics - are listed with an id, partitions and counts',
    async ({ log, topic, to }) => {
      await log.append(to(1, 'a', 'b'));
      const found = (await log.topics()).find(({ name }) => name === topic);
      expect(found?.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(found?.partitions).toEqual([
        { partition: 0, first: 0, end: 0 },
        { partition: 1, first: 0, end: 2 },
        { partition: 2, first: 0, end: 0 },
      ]);
    },
  ],
  [
    'topics - making one again changes nothing',
    async ({ log, topic }) => {
      const before = (await log.topics()).find(({ name }) => name === topic);
      await log.createTopics([{ name: topic, partitions: 7 }]);
      expect((await log.topics()).find(({ name }) => name === topic)).toEqual(before);
    },
  ],
  [
    'topics - a name that Kafka refuses is refused',
    async ({ log }) => {
      await expect(log.createTopics([{ name: 'a b', partitions: 1 }])).rejects.toThrow(/"a b"/);
    },
  ],
  [
    'append - keeps key, value, headers and timestamp byte for byte',
    async ({ log, topic }) => {
      const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const headers: LogRecord['headers'] = [
        ['twice', Buffer.from('1')],
        ['twice', every],
        ['läuft', new Uint8Array(0)],
      ];
      const [at] = await log.append([{ topic, partition: 2, key: every, value: every, headers, timestamp: 1_234_567 }]);
      expect(at).toEqual({ topic, partition: 2, offset: 0 });
      expect((await log.read({ topic, partition: 2 }, 0, waiting())).map(plain)).toEqual([
        {
          source: 'kafka',
          topic,
          partition: 2,
          offset: 0,
          timestamp: 1_234_567,
          timestampType: 'CREATE_TIME',
          key: hex(every),
          value: hex(every),
          headers: headers.map(([name, value]) => [name, hex(value)]),
        },
      ]);
    },
  ],
  [
    'append - keeps null and empty apart',
    async ({ log, topic }) => {
      const empty = new Uint8Array(0);
      await log.append([
        { topic, partition: 0, key: null, value: null, headers: [] },
        { topic, partition: 0, key: empty, value: empty, headers: [] },
      ]);
      const [tombstone, hollow] = (await log.read({ topic, partition: 0 }, 0, waiting())).map(plain);
      expect([tombstone?.key, tombstone?.value]).toEqual([null, null]);
      expect([hollow?.key, hollow?.value]).toEqual(['', '']);
    },
  ],
  [
    "append - a key's partition is the one that Kafka's default partitioner takes",
    async ({ log, topic }) => {
      // murmur2 of these, positive, modulo 3: from the vectors of Kafka's UtilsTest.
      const keys = ['21', 'foobar', 'abc', 'a-little-bit-longer-string'];
      const records = keys.map((key) => ({ topic, key: Buffer.from(key), value: null, headers: [] }));
      const placed = await log.append(records);
      const hashes = [-973932308, -790332482, 479470107, -1486304829];
      expect(placed.map(({ partition }) => partition)).toEqual(hashes.map((hash) => (hash & 0x7fffffff) % 3));
    },
  ],
  [
    'append - spreads records without a key',
    async ({ log, topic }) => {
      const keyless: AppendRecord = { topic, key: null, value: Buffer.from('x'), headers: [] };
      const placed = [...(await log.append([keyless])), ...(await log.append([keyless, keyless]))];
      expect(new Set(placed.map(({ partition }) => partition)).size).toBeGreaterThan(1);
    },
  ],
  [
    'append - answers in the order of the records',
    async ({ log, to }) => {
      const placed = await log.append([...to(1, 'a'), ...to(0, 'b'), ...to(1, 'c'), ...to(0, 'd')]);
      expect(placed.map(({ partition, offset }) => [partition, offset])).toEqual([
        [1, 0],
        [0, 0],
        [1, 1],
        [0, 1],
      ]);
    },
  ],
  [
    'append - refuses a record that is too large, and keeps nothing of it',
    async ({ log, topic }) => {
      const value = new Uint8Array(2_000_000);
      const record: AppendRecord = { topic, partition: 0, key: null, value, headers: [] };
      await expect(log.append([record])).rejects.toMatchObject({ code: 'RECORD_TOO_LARGE' });
      expect(await log.read({ topic, partition: 0 }, 0, all)).toEqual([]);
    },
  ],
  [
    'unknown - topics and partitions are named',
    async ({ log, topic, group }) => {
      const absent = { topic: `${topic}-absent`, partition: 0 };
      await expect(log.append([{ ...absent, key: null, value: null, headers: [] }])).rejects.toMatchObject({
        code: 'UNKNOWN_TOPIC',
      });
      await expect(log.read(absent, 0, all)).rejects.toMatchObject({ code: 'UNKNOWN_TOPIC' });
      await expect(log.open({ topic: absent.topic, group, assigned: () => undefined })).rejects.toMatchObject({
        code: 'UNKNOWN_TOPIC',
      });
      await expect(log.read({ topic, partition: 3 }, 0, all)).rejects.toMatchObject({ code: 'UNKNOWN_PARTITION' });
    },
  ],
  [
    'read - begins at the offset and ends at the limit',
    async ({ log, topic, to }) => {
      await log.append(to(0, 'a', 'b', 'c', 'd', 'e'));
      const records = await log.read({ topic, partition: 0 }, 2, { ...waiting(), maxRecords: 2 });
      expect(records.map(text)).toEqual(['2 c', '3 d']);
    },
  ],
  [
    'read - gives at least one record however few bytes are allowed',
    async ({ log, topic, to }) => {
      await log.append(to(0, 'a long one', 'another'));
      const records = await log.read({ topic, partition: 0 }, 0, { ...waiting(), maxBytes: 1 });
      expect(records.map(text)).toEqual(['0 a long one']);
    },
  ],
  [
    'append - takes more at once than a broker does',
    async ({ log, topic }) => {
      const record = { topic, key: null, value: new Uint8Array(300_000), headers: [], partition: 0 };
      const placed = await log.append(Array.from({ length: 8 }, () => record));
      expect(placed.map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    },
  ],
  [
    'read - without a signal does not wait',
    async ({ log, topic }) => {
      expect(await log.read({ topic, partition: 0 }, 0, all)).toEqual([]);
    },
  ],
  [
    'reader - gets all partitions of its topic, and records as they come',
    async ({ log, topic, group, to }) => {
      const assigned: (readonly number[])[] = [];
      const reader = await log.open({ topic, group, assigned: ({ partitions }) => assigned.push(partitions) });
      expect(assigned.at(-1)).toEqual([0, 1, 2]);
      const pending = reader.poll(1, waiting());
      await log.append(to(1, 'late'));
      expect((await pending).map(text)).toEqual(['0 late']);
      await reader.close();
    },
  ],
  [
    'reader - an aborted wait ends with nothing and loses nothing',
    async ({ log, to, open }) => {
      const reader = await open();
      const waited = new AbortController();
      const pending = reader.poll(0, { ...all, signal: waited.signal });
      waited.abort();
      expect(await pending).toEqual([]);
      await log.append(to(0, 'a'));
      expect((await reader.poll(0, waiting())).map(text)).toEqual(['0 a']);
      await reader.close();
    },
  ],
  [
    'reader - polls on, and again from where it seeks',
    async ({ log, to, open }) => {
      await log.append(to(0, 'a', 'b', 'c'));
      const reader = await open();
      expect((await reader.poll(0, { ...waiting(), maxRecords: 2 })).map(text)).toEqual(['0 a', '1 b']);
      expect((await reader.poll(0, waiting())).map(text)).toEqual(['2 c']);
      reader.seek(0, 1);
      expect((await reader.poll(0, { ...waiting(), maxRecords: 1 })).map(text)).toEqual(['1 b']);
      await reader.close();
    },
  ],
  [
    'reader - one stuck partition keeps no other waiting',
    async ({ log, to, open }) => {
      const reader = await open();
      const stuck = new AbortController();
      const pending = reader.poll(0, { ...all, signal: stuck.signal });
      await log.append(to(1, 'a'));
      expect((await reader.poll(1, waiting())).map(text)).toEqual(['0 a']);
      stuck.abort();
      await pending;
      await reader.close();
    },
  ],
  [
    'group - begins again at its committed offsets, else at the earliest',
    async ({ log, to, open }) => {
      await log.append([...to(0, 'a', 'b', 'c'), ...to(1, 'd')]);
      const first = await open();
      await first.poll(0, waiting());
      await first.commit(0, 2);
      await first.close();
      const second = await open();
      expect((await second.poll(0, waiting())).map(text)).toEqual(['2 c']);
      expect((await second.poll(1, waiting())).map(text)).toEqual(['0 d']);
      await second.close();
    },
  ],
  [
    'group - its lag counts what is not committed',
    async ({ log, to, open }) => {
      await log.append(to(0, 'a', 'b', 'c'));
      const reader = await open();
      await reader.poll(0, waiting());
      expect([await reader.lag(0), await reader.lag(1)]).toEqual([3, 0]);
      await reader.commit(0, 2);
      expect(await reader.lag(0)).toBe(1);
      await reader.commit(0, 3);
      expect(await reader.lag(0)).toBe(0);
      await reader.close();
    },
  ],
  [
    'durability - records and committed offsets are there in a log opened anew',
    async ({ log, to, open, reopen }) => {
      await log.append(to(0, 'a', 'b'));
      const reader = await open();
      await reader.poll(0, waiting());
      await reader.commit(0, 1);
      const reopened = await reopen();
      const again = await open(reopened);
      expect((await again.poll(0, waiting())).map(text)).toEqual(['1 b']);
      await again.close();
    },
  ],
];
