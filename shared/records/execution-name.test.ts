import { hash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { executionName, executionNamePrefix, type NamingSource } from './execution-name.ts';

const digest = (text: string): string => hash('sha256', text);

const orders: NamingSource = { topic: 'orders.created', generation: 1, topicId: null };
const named = (source: NamingSource, identity: string, replayCount = 0): string =>
  executionName(executionNamePrefix(source, digest), identity, replayCount, digest);

const names: readonly (readonly [what: string, name: string, expected: string])[] = [
  ['what fits is spelt out', named(orders, 'evt-000187'), 'orders-created_1_evt-000187'],
  ['a generation begins anew', named({ ...orders, generation: 2 }, 'evt-000187'), 'orders-created_2_evt-000187'],
  ['a redrive counts on', named(orders, 'evt-000187', 2), 'orders-created_1_evt-000187__r2'],
  [
    "the topic's id tells it from an earlier one",
    named({ ...orders, topicId: 'c2Vjb25k' }, 'evt-000187'),
    'orders-created-d4b961cf_1_evt-000187',
  ],
  [
    'other letters are replaced, and the whole is hashed',
    named(orders, 'évt 187'),
    'orders-created_1_-vt-187__9b8f582ef70c7a90cc04833d',
  ],
  ['what looks redriven is hashed', named(orders, 'evt__r2'), 'orders-created_1_evt-r2__1daeaa568ac2024bc3fd9051'],
  [
    'what is too long is cut, and the whole is hashed',
    named(orders, 'x'.repeat(100)),
    `orders-created_1_${'x'.repeat(37)}__09ecb6ebc8bcefc733f6f2ec`,
  ],
  [
    'a long topic is cut, and the whole is hashed',
    named({ ...orders, topic: 'a.very.long.topic.with.many.parts' }, '0-15'),
    'a-very-long-topic-w-d79014d1_1_0-15',
  ],
];

test.each(names)('execution name - %s', (_what, name, expected) => {
  expect(name).toBe(expected);
});

const anySource = fc.record({
  topic: fc.string({ minLength: 1, maxLength: 249 }),
  generation: fc.integer({ min: 1, max: 999_999 }),
  topicId: fc.option(fc.string({ minLength: 1 })),
});
const anyIdentity = fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^[0-9A-Za-z_-]{1,100}$/));
const anyReplay = fc.nat({ max: 999 });

test('execution name - I1: 80 characters of what Step Functions and CloudWatch take, whatever is named', () => {
  fc.assert(
    fc.property(anySource, anyIdentity, anyReplay, (source, identity, replay) => {
      expect(named(source, identity, replay)).toMatch(/^[0-9A-Za-z_-]{1,80}$/);
    }),
  );
});

test('execution name - the same record gives the same name', () => {
  fc.assert(
    fc.property(anySource, anyIdentity, anyReplay, (source, identity, replay) => {
      expect(named({ ...source }, identity, replay)).toBe(named(source, identity, replay));
    }),
  );
});

test('execution name - I2: different identities or redrives give different names', () => {
  const closeToEachOther = fc.constantFrom(
    'a',
    'a__r1',
    'a_',
    '_a',
    'a b',
    'a-b',
    'a.b',
    'a'.repeat(80),
    'a'.repeat(81),
  );
  const any = fc.tuple(fc.oneof(closeToEachOther, anyIdentity), fc.nat({ max: 3 }));
  fc.assert(
    fc.property(any, any, ([one, oneReplay], [other, otherReplay]) => {
      fc.pre(one !== other || oneReplay !== otherReplay);
      expect(named(orders, one, oneReplay)).not.toBe(named(orders, other, otherReplay));
    }),
  );
});
