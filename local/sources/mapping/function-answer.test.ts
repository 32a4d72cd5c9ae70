import { expect, test } from 'vitest';
import { ON_DEMAND, PROVISIONED } from './decide.ts';
import { readAnswer } from './function-answer.ts';

const piece = { offsets: [15, 16, 17], failures: 0 };
const read = (payload: string, profile = PROVISIONED) =>
  readAnswer({ payload, functionError: null }, piece, 'orders-0', profile);
const failures = (...identifiers: readonly unknown[]): string =>
  JSON.stringify({ batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) });

test.each(['', 'null', '{}', '{"batchItemFailures":null}', '{"batchItemFailures":[]}'])(
  'function answer - %s means that all is done',
  (payload) => expect(read(payload)).toEqual({ type: 'succeeded' }),
);

test('function answer - named records are handed back, in order', () => {
  const payload = failures({ partition: 'orders-0', offset: 17 }, { partition: 'orders-0', offset: 15 });
  expect(read(payload)).toEqual({ type: 'handedBack', offsets: [15, 17] });
});

test.each([
  ['another partition', failures({ partition: 'orders-1', offset: 15 })],
  ['an offset outside the batch', failures({ partition: 'orders-0', offset: 14 })],
  ['a flat id', failures('orders-0-15')],
  ['no id', failures(null)],
  ['no list', '{"batchItemFailures":"15"}'],
  ['text', '"done"'],
  ['no JSON', 'done'],
])('function answer - %s sends the whole batch again', (_what, payload) => {
  expect(read(payload)).toMatchObject({ type: 'failed' });
});

test('function answer - without partial answers what is returned does not matter', () => {
  expect(read(failures({ partition: 'orders-0', offset: 15 }), ON_DEMAND)).toEqual({ type: 'succeeded' });
});

test('function answer - an error document is told in one line', () => {
  const payload = '{"errorType":"TypeError","errorMessage":"x is not a function","trace":[]}';
  const answer = readAnswer({ payload, functionError: 'Unhandled' }, piece, 'orders-0', ON_DEMAND);
  expect(answer).toEqual({ type: 'failed', reason: 'TypeError: x is not a function' });
});
