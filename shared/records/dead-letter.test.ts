import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadLetterOf, MAX_REPLAY_COUNT, type RejectedRecord, readDeadLetter, replayCountOf } from './dead-letter.ts';
import type { RecordHeader } from './ingress-record.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (value: Uint8Array): string => new TextDecoder().decode(value);

const reason = {
  errorClass: 'contract-violation',
  message: 'Breaks order.created@2: /lines minItems: expected at least 1, found array.',
  contract: 'order.created@2',
  replayCount: 0,
  execution: null,
};

const record: RejectedRecord = {
  topic: 'orders.created',
  partition: 3,
  offset: 41,
  timestamp: 1_545_084_650_987,
  key: bytes('order-7'),
  value: Uint8Array.of(0xc3, 0x01, 0xff, 0x00),
  headers: [
    ['event-id', bytes('7')],
    ['trace', bytes('a')],
    ['event-id', bytes('8')],
  ],
};

test('dead letter - keeps key, value and headers, and says why in headers after them', () => {
  const letter = deadLetterOf(record, reason, 'orders.created.dlt');
  expect({ ...letter, headers: letter.headers.map(([name, value]) => [name, text(value)]) }).toEqual({
    topic: 'orders.created.dlt',
    key: record.key,
    value: record.value,
    headers: [
      ['event-id', '7'],
      ['trace', 'a'],
      ['event-id', '8'],
      ['baton-error-class', 'contract-violation'],
      ['baton-error-message', 'Breaks order.created@2: /lines minItems: expected at least 1, found array.'],
      ['baton-contract', 'order.created@2'],
      ['baton-replay-count', '0'],
      ['baton-topic', 'orders.created'],
      ['baton-partition', '3'],
      ['baton-offset', '41'],
      ['baton-timestamp', '1545084650987'],
    ],
  });
});

test('dead letter - a redriven record that fails again has one reason, the latest', () => {
  const first = deadLetterOf(record, reason, 'orders.created.dlt');
  const again = { ...record, headers: first.headers };
  const letter = deadLetterOf(again, { ...reason, errorClass: 'too-large', replayCount: 1 }, 'orders.created.dlt');
  expect(readDeadLetter(letter.headers)).toMatchObject({ errorClass: 'too-large', replayCount: 1 });
  expect(letter.headers.filter(([name]) => name === 'baton-error-class')).toHaveLength(1);
});

test('dead letter - headers of no dead letter are read as none', () => {
  expect(readDeadLetter(record.headers)).toBeNull();
});

const anyBytes = fc.uint8Array({ maxLength: 40 });
const anyHeaders = fc.array(
  fc.tuple(
    fc.string().filter((name) => !name.startsWith('baton-')),
    anyBytes,
  ),
  { maxLength: 8 },
);
const anyRecord = fc.record({
  topic: fc.string({ minLength: 1 }),
  partition: fc.nat(),
  offset: fc.maxSafeNat(),
  timestamp: fc.maxSafeInteger(),
  key: fc.option(anyBytes),
  value: fc.option(anyBytes),
  headers: anyHeaders,
});
const anyReason = fc.record({
  errorClass: fc.string(),
  message: fc.string(),
  contract: fc.option(fc.string({ minLength: 1 })),
  replayCount: fc.nat({ max: MAX_REPLAY_COUNT }),
  execution: fc.option(fc.string({ minLength: 1 })),
});

test('dead letter - I1: what is made can be read back, bytes and all', () => {
  fc.assert(
    fc.property(anyRecord, anyReason, (given, why) => {
      const letter = deadLetterOf(given, why, 'dlt');
      const { topic, partition, offset, timestamp, headers } = given;
      expect(letter).toMatchObject({ key: given.key, value: given.value });
      expect(readDeadLetter(letter.headers)).toEqual({ ...why, topic, partition, offset, timestamp, headers });
    }),
  );
});

const replayCounts: readonly (readonly [string, number])[] = [
  ['2', 2],
  ['999', 999],
  ['1000', 0],
  ['-1', 0],
  ['1e2', 0],
  ['', 0],
];

test.each(replayCounts)('dead letter - a replay count of "%s" is read as %i', (given, expected) => {
  const headers: readonly RecordHeader[] = [['baton-replay-count', bytes(given)]];
  expect(replayCountOf(headers)).toBe(expected);
});
