import type { RecordsBatch } from '@platformatic/kafka';
import { expect, test } from 'vitest';
import type { FetchResponse } from './decode-fetch.ts';
import { decodeFetch } from './decode-fetch.ts';

const CONTROL = 0b10_0000;
const LOG_APPEND_TIME = 0b1000;

function batch(firstOffset: number, values: readonly string[], attributes = 0): RecordsBatch {
  return {
    firstOffset: BigInt(firstOffset),
    length: 0,
    partitionLeaderEpoch: 0,
    magic: 2,
    crc: 0,
    attributes,
    lastOffsetDelta: values.length - 1,
    firstTimestamp: 100n,
    maxTimestamp: 900n,
    producerId: -1n,
    producerEpoch: -1,
    firstSequence: -1,
    records: values.map((value, offsetDelta) => ({
      length: 0,
      attributes: 0,
      timestampDelta: BigInt(offsetDelta),
      offsetDelta,
      key: null,
      value: Buffer.from(value),
      headers: [[Buffer.from('empty'), null]],
    })),
  };
}

function response(partition: number, records: readonly RecordsBatch[], errorCode = 0): FetchResponse {
  const offsets = { highWatermark: 50n, lastStableOffset: 50n, logStartOffset: 7n };
  const answer = {
    partitionIndex: partition,
    errorCode,
    ...offsets,
    abortedTransactions: null,
    preferredReadReplica: -1,
  };
  const responses = [{ topicId: 'id', partitions: [{ ...answer, records: [...records] }] }];
  return { throttleTimeMs: 0, errorCode: 0, sessionId: 0, responses };
}

const decode = (answer: FetchResponse, offset: number) =>
  decodeFetch(answer, 't', new Map([[0, offset]])).map(({ records, ...rest }) => ({
    ...rest,
    records: records.map(({ offset: at, timestamp, timestampType }) => [at, timestamp, timestampType]),
  }));

test('fetch - records before the asked offset are left out, and fetching goes on after the last batch', () => {
  expect(decode(response(0, [batch(3, ['a', 'b', 'c'])]), 4)).toEqual([
    {
      partition: 0,
      next: 6,
      outOfRange: false,
      records: [
        [4, 101, 'CREATE_TIME'],
        [5, 102, 'CREATE_TIME'],
      ],
    },
  ]);
});

test("fetch - a transaction's marker is no record, but is passed", () => {
  const answer = response(0, [batch(3, ['a']), batch(4, ['marker'], CONTROL)]);
  expect(decode(answer, 3)).toMatchObject([{ next: 5, records: [[3, 100, 'CREATE_TIME']] }]);
});

test("fetch - where the broker sets the time, it is the batch's", () => {
  const answer = response(0, [batch(3, ['a', 'b'], LOG_APPEND_TIME)]);
  expect(decode(answer, 3)).toMatchObject([
    {
      records: [
        [3, 900, 'LOG_APPEND_TIME'],
        [4, 900, 'LOG_APPEND_TIME'],
      ],
    },
  ]);
});

test('fetch - an offset that is gone leads to the first one still there', () => {
  expect(decode(response(0, [], 1), 3)).toEqual([{ partition: 0, next: 7, outOfRange: true, records: [] }]);
});

test('fetch - a partition that was not asked for is passed over', () => {
  expect(decode(response(1, [batch(0, ['a'])]), 0)).toEqual([]);
});

test('fetch - a header without a value has an empty one', () => {
  const [fetched] = decodeFetch(response(0, [batch(0, ['a'])]), 't', new Map([[0, 0]]));
  expect(fetched?.records[0]?.headers).toEqual([['empty', new Uint8Array(0)]]);
});
