import { hash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { executionNamePrefix, type IngressRecord, type RecordTrigger } from '../../shared/records/index.ts';
import { decide, looksSystemic } from './decide.ts';
import type { Decision, Door, Reading } from './decision.ts';

const digest = (text: string): string => hash('sha256', text);

function doorOf(overrides: Partial<RecordTrigger> = {}): Door {
  const trigger: RecordTrigger = {
    topic: 'orders.created',
    format: 'json',
    contract: 'order.created@2',
    identity: { kind: 'offset' },
    generation: 1,
    mode: 'execution-per-record',
    rows: 'plain',
    ...overrides,
  };
  return { trigger, digest, namePrefix: executionNamePrefix({ ...trigger, topicId: null }, digest) };
}

const recordAt = (offset: number, overrides: Partial<IngressRecord> = {}): IngressRecord => ({
  source: 'kafka',
  topic: 'orders.created',
  partition: 0,
  offset,
  timestamp: 1_545_084_650_987,
  key: Buffer.from('k'),
  value: Buffer.from('raw'),
  headers: [],
  ...overrides,
});

const violations = [{ pointer: '/total', rule: 'minimum', expected: 'at least 0', found: 'integer' }];
const read = (record: IngressRecord, value: unknown) =>
  ({
    type: 'read',
    record,
    text: JSON.stringify(value),
    identity: `${record.partition}-${record.offset}`,
    violations: [],
  }) as const satisfies Reading;
const breach = (record: IngressRecord, value: unknown): Reading => ({ ...read(record, value), violations });
const unreadable = (record: IngressRecord): Reading => ({ type: 'unreadable', record, why: 'The bytes are not JSON.' });
const tombstone = (record: IngressRecord): Reading => ({ type: 'tombstone', record });

const only = (decisions: readonly Decision[]): Decision | undefined => {
  expect(decisions).toHaveLength(1);
  return decisions[0];
};
const reasonOf = (decision: Decision | undefined) => (decision?.type === 'reject' ? decision.rejection : null);

const record = recordAt(15);

test('decide - a record starts an execution with the value and nothing else as its input', () => {
  expect(decide([read(record, { orderId: 'o-1', total: 5 })], doorOf())).toEqual([
    {
      type: 'start',
      lane: '0:k',
      records: [record],
      name: 'orders-created_1_0-15',
      input: '{"orderId":"o-1","total":5}',
      traceHeader: null,
    },
  ]);
});

test('decide - an execution continues the trace of its record', () => {
  const traceparent = Buffer.from('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');
  const traced = recordAt(15, { headers: [['traceparent', traceparent]] });
  expect(only(decide([read(traced, {})], doorOf()))).toMatchObject({
    traceHeader: 'Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1',
  });
});

test('decide - a redriven record starts another execution', () => {
  const redriven = recordAt(15, { headers: [['baton-replay-count', Buffer.from('1')]] });
  expect(only(decide([read(redriven, {})], doorOf()))).toMatchObject({ name: 'orders-created_1_0-15__r1' });
});

test('decide - a tombstone is skipped', () => {
  expect(decide([tombstone(record)], doorOf())).toEqual([{ type: 'skip', lane: '0:k', record }]);
});

test('decide - a record without a key is in no lane', () => {
  expect(only(decide([tombstone(recordAt(1, { key: null }))], doorOf()))?.lane).toBeNull();
});

const rejected: readonly (readonly [
  what: string,
  reading: Reading,
  trigger: Partial<RecordTrigger>,
  reason: unknown,
])[] = [
  ['what cannot be decoded', unreadable(record), {}, { errorClass: 'undecodable', message: 'The bytes are not JSON.' }],
  [
    'what breaks the contract',
    breach(record, { total: -1 }),
    { rows: 'rejectable' },
    {
      errorClass: 'contract-violation',
      message: 'Breaks order.created@2: /total minimum: expected at least 0, found integer.',
    },
  ],
  [
    'what has no identity',
    { ...read(record, {}), identity: null },
    { identity: { kind: 'header', name: 'event-id' } },
    {
      errorClass: 'no-identity',
      message: 'The record has no identity: there is no text at header:event-id, where its trigger looks for one.',
    },
  ],
  [
    'what is larger than 256 KiB in UTF-8',
    read(record, 'ü'.repeat(131_072)),
    {},
    {
      errorClass: 'too-large',
      message: "The execution's input would be larger than 262144 bytes, the limit of Step Functions.",
    },
  ],
];

test.each(rejected)('decide - reject %s', (_what, reading, trigger, reason) => {
  expect(reasonOf(only(decide([reading], doorOf(trigger))))).toEqual(reason);
});

test('decide - an input of exactly 256 KiB passes', () => {
  expect(only(decide([read(record, 'ü'.repeat(131_071))], doorOf()))?.type).toBe('start');
});

const batchDoor = doorOf({ mode: 'execution-per-batch' });
const rejectableDoor = doorOf({ mode: 'execution-per-batch', rows: 'rejectable' });

test('decide - a batch starts an execution per partition, named by its first and last offset', () => {
  const other = recordAt(7, { partition: 1, key: null });
  const readings = [
    read(recordAt(15), { a: 1 }),
    read(other, { b: 2 }),
    tombstone(recordAt(16)),
    read(recordAt(17), { c: 3 }),
  ];
  const timestamp = 1_545_084_650_987;
  const [skip, first, second] = decide(readings, batchDoor);
  expect(skip).toMatchObject({ type: 'skip', record: { offset: 16 } });
  expect(first).toMatchObject({ type: 'start', lane: '0', name: 'orders-created_1_0-15-17' });
  expect(inputOf(first)).toEqual({
    source: { topic: 'orders.created', partition: 0, first: 15, last: 17 },
    items: [
      { offset: 15, timestamp, key: 'aw==', value: { a: 1 } },
      { offset: 17, timestamp, key: 'aw==', value: { c: 3 } },
    ],
  });
  expect(second).toMatchObject({ type: 'start', lane: '1', name: 'orders-created_1_1-7-7' });
  expect(inputOf(second)).toEqual({
    source: { topic: 'orders.created', partition: 1, first: 7, last: 7 },
    items: [{ offset: 7, timestamp, key: null, value: { b: 2 } }],
  });
});

const inputOf = (decision: Decision | undefined): { source: unknown; items: { offset: number }[] } =>
  JSON.parse(decision?.type === 'start' ? decision.input : 'null');

test('decide - rejectable rows carry their bytes, and the workflow is left to check them', () => {
  const withHeader = recordAt(16, { headers: [['trace', Uint8Array.of(255)]] });
  const [rejectedRow, start] = decide(
    [breach(recordAt(15), 1), breach(withHeader, 2), unreadable(recordAt(17))],
    rejectableDoor,
  );
  expect(rejectedRow).toMatchObject({ type: 'reject', record: { offset: 17 } });
  expect(inputOf(start).items).toEqual([
    { offset: 15, timestamp: 1_545_084_650_987, key: 'aw==', value: 1, raw: 'cmF3' },
    { offset: 16, timestamp: 1_545_084_650_987, key: 'aw==', value: 2, raw: 'cmF3', headers: [['trace', '/w==']] },
  ]);
});

test('decide - plain rows that break the contract are rejected at the door', () => {
  const decisions = decide([breach(recordAt(15), 1), read(recordAt(16), 2)], batchDoor);
  expect(decisions.map(({ type }) => type)).toEqual(['reject', 'start']);
});

test('decide - a batch is split where its input would exceed 200 KiB', () => {
  const readings = Array.from({ length: 50 }, (_, offset) => read(recordAt(offset), 'ü'.repeat(10_000)));
  const starts = decide(readings, batchDoor);
  expect(starts.map((start) => inputOf(start).items.length)).toEqual([10, 10, 10, 10, 10]);
  expect(starts.map((start) => (start.type === 'start' ? start.name : ''))).toContain('orders-created_1_0-10-19');
});

test('decide - a row that fills an input alone has an execution of its own, a larger one is rejected', () => {
  const readings = [
    read(recordAt(0), 1),
    read(recordAt(1), 'x'.repeat(220_000)),
    read(recordAt(2), 'x'.repeat(262_000)),
    read(recordAt(3), 2),
  ];
  const decisions = decide(readings, batchDoor);
  expect(
    decisions.map((decision) => (decision.type === 'start' ? decision.name : reasonOf(decision)?.errorClass)),
  ).toEqual(['too-large', 'orders-created_1_0-0-0', 'orders-created_1_0-1-1', 'orders-created_1_0-3-3']);
});

const anyReadings = fc
  .array(
    fc.tuple(
      fc.constantFrom(read, breach, unreadable, tombstone),
      fc.nat({ max: 3 }),
      fc.option(fc.uint8Array({ maxLength: 3 })),
      fc.oneof(fc.jsonValue(), fc.constantFrom('x'.repeat(90_000), 'ü'.repeat(60_000), 'x'.repeat(262_000))),
    ),
    { maxLength: 25 },
  )
  .map((rows) =>
    rows.map(([make, partition, key, value], offset) => make(recordAt(offset, { partition, key }), value)),
  );
const anyDoor = fc.constantFrom(doorOf(), batchDoor, rejectableDoor);

test('decide - I1: the same records give the same names and inputs', () => {
  fc.assert(
    fc.property(anyReadings, anyDoor, (readings, door) => {
      expect(decide(structuredClone(readings), doorOf(door.trigger))).toEqual(decide(structuredClone(readings), door));
    }),
    { numRuns: 40 },
  );
});

test('decide - I2: every record is in one decision, and no input exceeds the limit', () => {
  fc.assert(
    fc.property(anyReadings, anyDoor, (readings, door) => {
      const decisions = decide(readings, door);
      const decided = decisions.flatMap((decision) =>
        decision.type === 'start' ? decision.records : [decision.record],
      );
      expect(decided.map(({ offset }) => offset).sort((one, other) => one - other)).toEqual(
        readings.map((reading) => reading.record.offset),
      );
      for (const decision of decisions) {
        if (decision.type === 'start') expect(Buffer.byteLength(decision.input)).toBeLessThanOrEqual(262_144);
      }
    }),
    { numRuns: 40 },
  );
});

const faults: readonly (readonly [
  rejected: number,
  records: number,
  trigger: Partial<RecordTrigger>,
  expected: boolean,
])[] = [
  [10, 20, {}, false],
  [11, 20, {}, true],
  [19, 19, {}, false],
  [3, 4, { faultThreshold: { minimumRecords: 4, share: 0.5 } }, true],
  [2, 4, { faultThreshold: { minimumRecords: 4, share: 0.5 } }, false],
];

test.each(faults)('decide - %i bad of %i records, threshold %j: systemic is %s', (bad, all, trigger, expected) => {
  expect(looksSystemic(bad, all, doorOf(trigger).trigger)).toBe(expected);
});
