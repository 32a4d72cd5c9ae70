import { expect, test } from 'vitest';
import type { LogRecord } from '../record-log.ts';
import { encodeEvent, encodeRecord, recordGroup } from './msk-event.ts';

const record: LogRecord = {
  source: 'kafka',
  topic: 'mytopic',
  partition: 0,
  offset: 15,
  timestamp: 1545084650987,
  timestampType: 'CREATE_TIME',
  key: Buffer.from('abcD'),
  value: Buffer.from('Hello, this is a test.'),
  headers: [['headerKey', Buffer.from('headerValue')]],
};
const source = {
  eventSourceArn: 'arn:aws:kafka:us-east-1:123456789012:cluster/vpc-2priv-2pub/751d2973-a626-431c-9d4e-d7975eb44dd7-2',
  bootstrapServers:
    'b-2.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9092,b-1.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9092',
};

/** Shape and values from https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html#msk-sample-event */
test('msk event - has the shape that Lambda documents', () => {
  const event: unknown = JSON.parse(encodeEvent(source, recordGroup('mytopic', 0), [encodeRecord(record)]));
  expect(event).toEqual({
    eventSource: 'aws:kafka',
    ...source,
    records: {
      'mytopic-0': [
        {
          topic: 'mytopic',
          partition: 0,
          offset: 15,
          timestamp: 1545084650987,
          timestampType: 'CREATE_TIME',
          key: 'YWJjRA==',
          value: 'SGVsbG8sIHRoaXMgaXMgYSB0ZXN0Lg==',
          headers: [{ headerKey: [104, 101, 97, 100, 101, 114, 86, 97, 108, 117, 101] }],
        },
      ],
    },
  });
});

test("msk event - header bytes are Java's, signed; names repeat and keep their order", () => {
  const headers: LogRecord['headers'] = [
    ['b', Uint8Array.from([0, 127, 128, 255])],
    ['a', new Uint8Array(0)],
    ['b', Uint8Array.from([1])],
    ['__proto__', Uint8Array.from([2])],
  ];
  const text = encodeRecord({ ...record, headers });
  expect(text).toContain('"headers":[{"b":[0,127,-128,-1]},{"a":[]},{"b":[1]},{"__proto__":[2]}]');
});

test('msk event - a tombstone has a null value, a record without a key a null key', () => {
  expect(JSON.parse(encodeRecord({ ...record, key: null, value: null }))).toMatchObject({ key: null, value: null });
});
