import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MalformedEventError } from './errors.ts';
import { parseKafkaEvent } from './event.ts';
import mskEvent from './fixtures/msk-event.json' with { type: 'json' };

const header = (text: string): Uint8Array => Buffer.from(text);

test('event - records of several partitions, with signed header bytes and what is null or absent', () => {
  const ofTopic = { source: 'kafka', topic: 'mytopic' };
  expect(parseKafkaEvent(mskEvent)).toEqual([
    {
      ...ofTopic,
      partition: 0,
      offset: 15,
      timestamp: 1545084650987,
      key: Buffer.from('abcDEFghiJKLmnoPQRstuVWXyz1234==', 'base64'),
      value: Buffer.from('Hello, this is a test.'),
      headers: [['headerKey', header('headerValue')]],
    },
    {
      ...ofTopic,
      partition: 0,
      offset: 16,
      timestamp: 1545084650988,
      key: null,
      value: null,
      headers: [
        ['signed', Buffer.of(0xc3, 0x01, 0xff, 0x00, 0x7f, 0x80)],
        ['repeated', header('1')],
        ['repeated', header('2')],
      ],
    },
    { ...ofTopic, partition: 1, offset: 7, timestamp: 1545084650989, key: null, value: Buffer.from(''), headers: [] },
  ]);
});

const withRecord = (overrides: Record<string, unknown>) => ({
  eventSource: 'SelfManagedKafka',
  records: { 't-0': [{ topic: 't', partition: 0, offset: 0, timestamp: 0, ...overrides }] },
});

const malformed: readonly (readonly [what: string, event: unknown, said: string])[] = [
  ['nothing', undefined, 'The event is not an object'],
  ['a list', [], 'The event is not an object'],
  ['another source', { ...mskEvent, eventSource: 'aws:sqs' }, 'eventSource is not "aws:kafka" or "SelfManagedKafka"'],
  ['no records', { eventSource: 'aws:kafka' }, 'records is not an object'],
  ['records that are no list', { eventSource: 'aws:kafka', records: { 't-0': {} } }, 'records["t-0"] is not a list'],
  ['no topic', withRecord({ topic: undefined }), 'records["t-0"][0].topic is not a topic'],
  ['a negative partition', withRecord({ partition: -1 }), 'records["t-0"][0].partition is not a whole number from 0'],
  ['a fraction', withRecord({ offset: 1.5 }), 'records["t-0"][0].offset is not a whole number'],
  ['no timestamp', withRecord({ timestamp: null }), 'records["t-0"][0].timestamp is not a whole number'],
  ['no base64', withRecord({ value: 'not base64!' }), 'records["t-0"][0].value is not base64 text or null'],
  ['a key that is a number', withRecord({ key: 7 }), 'records["t-0"][0].key is not base64 text or null'],
  ['headers that are text', withRecord({ headers: 'h' }), 'records["t-0"][0].headers is not a list'],
  ['a header that is text', withRecord({ headers: ['h'] }), 'records["t-0"][0].headers[0] is not an object'],
  ['a header of words', withRecord({ headers: [{ h: ['x'] }] }), 'records["t-0"][0].headers[0] is not a list of bytes'],
  ['a header of large bytes', withRecord({ headers: [{ h: [256] }] }), 'headers[0] is not a list of bytes'],
];

test.each(malformed)('event - refuse %s', (_what, event, said) => {
  expect(() => parseKafkaEvent(event)).toThrow(MalformedEventError);
  expect(() => parseKafkaEvent(event)).toThrow(said);
});

test('event - I1: any input gives records or a MalformedEventError', () => {
  const anyRecord = fc.record(
    {
      topic: fc.oneof(fc.string(), fc.anything()),
      partition: fc.oneof(fc.nat(), fc.anything()),
      offset: fc.oneof(fc.nat(), fc.anything()),
      timestamp: fc.oneof(fc.nat(), fc.anything()),
      key: fc.oneof(fc.base64String(), fc.anything()),
      value: fc.oneof(fc.base64String(), fc.anything()),
      headers: fc.oneof(
        fc.array(fc.dictionary(fc.string(), fc.array(fc.integer({ min: -200, max: 300 })))),
        fc.anything(),
      ),
    },
    { requiredKeys: [] },
  );
  const anyEvent = fc.oneof(
    fc.anything(),
    fc.record({
      eventSource: fc.constantFrom('aws:kafka', 'SelfManagedKafka', 'aws:sqs'),
      records: fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.array(anyRecord, { maxLength: 3 }))),
    }),
  );
  fc.assert(
    fc.property(anyEvent, (event) => {
      try {
        expect(Array.isArray(parseKafkaEvent(event))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedEventError);
      }
    }),
    { numRuns: 500 },
  );
});

test('event - I1: what the mapping encodes comes out as it was', () => {
  const anyBytes = fc.option(fc.uint8Array({ maxLength: 30 }));
  const anyHeader = fc.tuple(fc.string(), fc.uint8Array({ maxLength: 10 }));
  fc.assert(
    fc.property(anyBytes, anyBytes, fc.array(anyHeader), (key, value, headers) => {
      const [record] = parseKafkaEvent(
        withRecord({
          key: key && Buffer.from(key).toString('base64'),
          value: value && Buffer.from(value).toString('base64'),
          headers: headers.map(([name, header]) => ({ [name]: [...Int8Array.from(header)] })),
        }),
      );
      expect([record?.key, record?.value, record?.headers]).toEqual([
        key && Buffer.from(key),
        value && Buffer.from(value),
        headers.map(([name, header]) => [name, Buffer.from(header)]),
      ]);
    }),
  );
});
