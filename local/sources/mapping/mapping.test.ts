import { expect, test } from 'vitest';
import { openEmbeddedLog } from '../embedded-log/embedded-log.ts';
import type { Notice } from '../notices.ts';
import type { AppendRecord } from '../record-log.ts';
import { FIRST_BACKOFF_MS, PROVISIONED } from './decide.ts';
import type { FunctionAnswer } from './function-answer.ts';
import { RESUME_WINDOW_MS } from './gather-batch.ts';
import type { MappingOptions } from './mapping.ts';
import { CLOSE_GRACE_MS, startMapping } from './mapping.ts';
import { MAX_PAYLOAD_BYTES } from './msk-event.ts';
import type { BatchPlans } from './ports.ts';
import { VirtualClock } from './virtual-clock.ts';

type Call = {
  readonly records: string[];
  readonly bytes: number;
  readonly signal: AbortSignal;
  readonly pass: (answer?: unknown) => void;
  readonly fail: (message?: string) => void;
};

/** A mapping over a log in memory whose function answers when the test says so. */
async function newRig(options: Partial<MappingOptions['trigger']> = {}, partitions = 1) {
  const log = openEmbeddedLog(null);
  const clock = new VirtualClock();
  const notices: Notice[] = [];
  const calls = new Queue<Call>();
  await log.createTopics([{ name: 'orders', partitions }]);
  const start = (others: Partial<MappingOptions> = {}) =>
    startMapping({
      log,
      trigger: { topic: 'orders', batch: { size: 3, windowMs: 0 }, ...options },
      group: 'workflow',
      source: {
        eventSourceArn: 'arn:aws:kafka:us-east-1:000000000000:cluster/local/1',
        bootstrapServers: 'local:9092',
      },
      invoke: (payload, signal) => new Promise((resolve) => calls.push(toCall(payload, signal, resolve))),
      clock,
      notices: { say: (notice) => notices.push(notice) },
      state: log.plans,
      random: () => 0,
      ...others,
    });
  return {
    log,
    clock,
    notices,
    calls,
    start,
    mapping: await start(),
    send: (...values: readonly string[]) => log.append(values.map((value) => toRecord(value, 0))),
  };
}

type Rig = Awaited<ReturnType<typeof newRig>>;

function toRecord(value: string, partition: number): AppendRecord {
  return { topic: 'orders', partition, key: null, value: Buffer.from(value), headers: [] };
}

function toCall(payload: string, signal: AbortSignal, resolve: (answer: FunctionAnswer) => void): Call {
  const { records } = JSON.parse(payload) as { records: Record<string, { offset: number; partition: number }[]> };
  return {
    records: Object.values(records)
      .flat()
      .map(({ partition, offset }) => `${partition}/${offset}`),
    bytes: Buffer.byteLength(payload),
    signal,
    pass: (answer = null) => resolve({ payload: JSON.stringify(answer), functionError: null }),
    fail: (message = 'boom') =>
      resolve({ payload: JSON.stringify({ errorMessage: message }), functionError: 'Unhandled' }),
  };
}

class Queue<T> {
  readonly #items: T[] = [];
  #wake: () => void = () => undefined;

  push(item: T): void {
    this.#items.push(item);
    this.#wake();
  }

  get length(): number {
    return this.#items.length;
  }

  async next(): Promise<T> {
    while (this.#items.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#items.shift() as T;
  }
}

const untilIdle = async ({ mapping }: Pick<Rig, 'mapping'>): Promise<void> => {
  await expect.poll(() => mapping.idle()).toBe(true);
};

test('mapping - a batch closes at its size', async () => {
  const rig = await newRig();
  await rig.send('a', 'b', 'c', 'd');
  const first = await rig.calls.next();
  expect(first.records).toEqual(['0/0', '0/1', '0/2']);
  first.pass();
  const second = await rig.calls.next();
  expect(second.records).toEqual(['0/3']);
  second.pass();
  await untilIdle(rig);
  await rig.mapping.close();
});

test('mapping - a batch closes when its window has passed since its first record', async () => {
  const rig = await newRig({ batch: { size: 10, windowMs: 500 } });
  await rig.send('a');
  await rig.clock.untilSlept();
  await rig.send('b');
  expect(rig.calls.length).toBe(0);
  expect(await rig.clock.passSleep()).toBe(500);
  const call = await rig.calls.next();
  expect(call.records).toEqual(['0/0', '0/1']);
  call.pass();
  await rig.mapping.close();
});

test('mapping - a batch closes before its payload passes 6 MB', async () => {
  const rig = await newRig({ batch: { size: 100, windowMs: 500 } });
  const value = Buffer.alloc(1_000_000).toString('latin1');
  await rig.send(...Array.from({ length: 6 }, () => value));
  const first = await rig.calls.next();
  expect(first.records).toEqual(['0/0', '0/1', '0/2', '0/3']);
  expect(first.bytes).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
  first.pass();
  await rig.clock.passSleep();
  const second = await rig.calls.next();
  expect(second.records).toEqual(['0/4', '0/5']);
  second.pass();
  await rig.mapping.close();
});

test('mapping - a throw redelivers the same batch with backoff until it passes, said once and once when over', async () => {
  const rig = await newRig();
  await rig.send('a', 'b');
  const pauses: number[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const call = await rig.calls.next();
    expect(call.records).toEqual(['0/0', '0/1']);
    // What comes meanwhile does not get into the batch.
    await rig.send(`later ${attempt}`);
    call.fail();
    pauses.push(await rig.clock.passSleep());
  }
  expect(pauses).toEqual([1, 2, 4, 8].map((times) => (times * FIRST_BACKOFF_MS) / 2));
  const at = { topic: 'orders', partition: 0 };
  expect(rig.notices).toEqual([{ type: 'partitionBlocked', ...at, first: 0, last: 1, reason: 'boom' }]);
  (await rig.calls.next()).pass();
  expect((await rig.calls.next()).records).toEqual(['0/2', '0/3', '0/4']);
  expect(rig.notices.slice(1)).toEqual([{ type: 'partitionFreed', ...at, failures: 4 }]);
  await closeNow(rig);
});

test('mapping - one batch of a partition is in flight at a time, and a blocked partition stops no other', async () => {
  const rig = await newRig({ batch: { size: 1, windowMs: 0 } }, 2);
  await rig.log.append([toRecord('a', 0), toRecord('b', 0), toRecord('c', 1), toRecord('d', 1)]);
  const calls = [await rig.calls.next(), await rig.calls.next()];
  expect(calls.map(({ records }) => records[0]).sort()).toEqual(['0/0', '1/0']);
  expect(rig.calls.length).toBe(0);
  calls.find(({ records }) => records[0] === '0/0')?.fail();
  calls.find(({ records }) => records[0] === '1/0')?.pass();
  const next = await rig.calls.next();
  expect(next.records).toEqual(['1/1']);
  next.pass();
  await expect.poll(async () => (await rig.mapping.status()).map(({ lag }) => lag)).toEqual([2, 0]);
  expect(await rig.mapping.status()).toMatchObject([
    { partition: 0, blocked: 'boom', batch: { first: 0, last: 0 } },
    { partition: 1, blocked: null, batch: null },
  ]);
  expect(await rig.mapping.idle()).toBe(false);
  await closeNow(rig);
});

test('mapping - records handed back come again alone, and nothing is committed before they pass', async () => {
  const rig = await newRig({ profile: PROVISIONED });
  await rig.send('a', 'b', 'c');
  const first = await rig.calls.next();
  first.pass({ batchItemFailures: [{ itemIdentifier: { partition: 'orders-0', offset: 1 } }] });
  await rig.clock.passSleep();
  const second = await rig.calls.next();
  expect(second.records).toEqual(['0/1']);
  expect((await rig.mapping.status())[0]?.lag).toBe(3);
  second.pass({ batchItemFailures: [] });
  await untilIdle(rig);
  await rig.mapping.close();
});

test('mapping - records accepted before an end do not come again, though nothing was committed', async () => {
  const rig = await newRig({ profile: PROVISIONED });
  await rig.send('a', 'b', 'c');
  (await rig.calls.next()).pass({ batchItemFailures: [{ itemIdentifier: { partition: 'orders-0', offset: 2 } }] });
  await rig.clock.untilSlept();
  await rig.mapping.close();
  const again = await rig.start();
  expect((await rig.calls.next()).records).toEqual(['0/2']);
  await closeNow({ ...rig, mapping: again });
});

test('mapping - a replay of a batch that was done in pieces is given all of it', async () => {
  const rig = await newRig({ profile: PROVISIONED });
  await rig.send('a', 'b', 'c');
  (await rig.calls.next()).pass({ batchItemFailures: [{ itemIdentifier: { partition: 'orders-0', offset: 2 } }] });
  await rig.clock.passSleep();
  (await rig.calls.next()).pass();
  await untilIdle(rig);
  await rig.mapping.close();
  const reader = await rig.log.open({ topic: 'orders', group: 'workflow', assigned: () => undefined });
  await reader.commit(0, 0);
  await reader.close();
  const again = await rig.start();
  expect((await rig.calls.next()).records).toEqual(['0/0', '0/1', '0/2']);
  await closeNow({ ...rig, mapping: again });
});

test('mapping - an answer that is not understood sends the whole batch again', async () => {
  const rig = await newRig({ profile: PROVISIONED });
  await rig.send('a', 'b');
  (await rig.calls.next()).pass({ batchItemFailures: [{ itemIdentifier: 'orders-0-1' }] });
  await rig.clock.passSleep();
  expect((await rig.calls.next()).records).toEqual(['0/0', '0/1']);
  await closeNow(rig);
});

test('mapping - records that failed as often as allowed are given up, and said', async () => {
  const rig = await newRig({
    profile: { retries: 1, bisect: true, partialAnswers: true },
    batch: { size: 2, windowMs: 0 },
  });
  await rig.send('good', 'bad', 'next');
  const attempts: string[] = [];
  for (let call = await rig.calls.next(); call.records[0] !== '0/2'; call = await rig.calls.next()) {
    attempts.push(call.records.join());
    if (!call.records.includes('0/1')) call.pass();
    else {
      call.fail();
      if (attempts.length < 4) await rig.clock.passSleep();
    }
  }
  expect(attempts).toEqual(['0/0,0/1', '0/0', '0/1', '0/1']);
  expect(rig.notices.filter(({ type }) => type === 'recordsGivenUp')).toEqual([
    { type: 'recordsGivenUp', topic: 'orders', partition: 0, offsets: [1], reason: 'boom' },
  ]);
  await closeNow(rig);
});

test('mapping - a function that cannot be run is one that failed', async () => {
  const rig = await newRig();
  let runs = 0;
  const invoke = async (): Promise<FunctionAnswer> => {
    runs += 1;
    if (runs === 1) throw new Error('no such function');
    return { payload: 'null', functionError: null };
  };
  const mapping = await rig.start({ group: 'other', invoke });
  await rig.send('a');
  await rig.clock.passSleep();
  await untilIdle({ mapping });
  expect(rig.notices).toMatchObject([
    { type: 'partitionBlocked', reason: 'no such function' },
    { type: 'partitionFreed' },
  ]);
  await mapping.close();
  await closeNow(rig);
});

test('mapping - a log that cannot be written is tried again, and no batch is lost by it', async () => {
  const rig = await newRig();
  await rig.mapping.close();
  const { plans } = rig.log;
  let refusals = 1;
  const save: BatchPlans['save'] = async (key, plan) => {
    refusals -= 1;
    if (refusals >= 0) throw new Error('disk full');
    await plans.save(key, plan);
  };
  const mapping = await rig.start({ state: { load: (key) => plans.load(key), save } });
  await rig.send('a');
  await rig.clock.passSleep();
  (await rig.calls.next()).pass();
  await untilIdle({ mapping });
  expect(rig.notices).toMatchObject([{ type: 'partitionBlocked', reason: 'disk full' }, { type: 'partitionFreed' }]);
  await mapping.close();
});

test('mapping - closing lets an invocation end and commits it', async () => {
  const rig = await newRig();
  await rig.send('a');
  const call = await rig.calls.next();
  const closed = rig.mapping.close();
  call.pass();
  await closed;
  const reader = await rig.log.open({ topic: 'orders', group: 'workflow', assigned: () => undefined });
  expect(await reader.lag(0)).toBe(0);
  await reader.close();
});

test('mapping - closing gives up an invocation that does not end, and it comes again with the same bounds', async () => {
  const rig = await newRig();
  await rig.send('a', 'b');
  const call = await rig.calls.next();
  const closed = rig.mapping.close();
  expect(await rig.clock.passSleep()).toBe(CLOSE_GRACE_MS);
  await closed;
  expect(call.signal.aborted).toBe(true);
  await rig.send('c');
  const again = await rig.start();
  expect((await rig.calls.next()).records).toEqual(['0/0', '0/1']);
  await closeNow({ ...rig, mapping: again });
});

test('mapping - what is late of a begun batch makes a batch of its own, and is not passed over', async () => {
  const rig = await newRig();
  await rig.mapping.close();
  const topicId = (await rig.log.topics())[0]?.id ?? '';
  const pieces = [{ offsets: [0, 1, 2], failures: 0 }];
  await rig.log.plans.save({ group: 'workflow', topicId, partition: 0 }, { first: 0, last: 2, pieces });
  await rig.send('a', 'b');
  const again = await rig.start();
  expect(await rig.clock.passSleep()).toBe(RESUME_WINDOW_MS);
  const call = await rig.calls.next();
  expect(call.records).toEqual(['0/0', '0/1']);
  await rig.send('c');
  call.pass();
  expect((await rig.calls.next()).records).toEqual(['0/2']);
  await closeNow({ ...rig, mapping: again });
});

test('mapping - a batch begun before an end has its bounds even when they are larger than the size is now', async () => {
  const rig = await newRig({ batch: { size: 3, windowMs: 0 } });
  await rig.mapping.close();
  const topicId = (await rig.log.topics())[0]?.id ?? '';
  const pieces = [{ offsets: [0, 1, 2, 3], failures: 2 }];
  await rig.log.plans.save({ group: 'workflow', topicId, partition: 0 }, { first: 0, last: 3, pieces });
  await rig.send('a', 'b', 'c', 'd', 'e');
  const again = await rig.start();
  const call = await rig.calls.next();
  expect(call.records).toEqual(['0/0', '0/1', '0/2', '0/3']);
  call.pass();
  expect((await rig.calls.next()).records).toEqual(['0/4']);
  await closeNow({ ...rig, mapping: again });
});

/** Ends without waiting for invocations: the grace passes at once. */
async function closeNow({ mapping, clock }: Pick<Rig, 'mapping' | 'clock'>): Promise<void> {
  const closed = mapping.close();
  await Promise.race([closed, clock.passSleep()]);
  await closed;
}
