import { NetworkError, UserError } from '@platformatic/kafka';
import { expect, test } from 'vitest';
import type { Notice } from '../notices.ts';
import { BrokerWatch } from './broker-watch.ts';

test('broker watch - says once that no broker answers, and once that one does again', () => {
  const said: Notice[] = [];
  const watch = new BrokerWatch('a:9092', { say: (notice) => said.push(notice) });
  const refused = new NetworkError('Connection failed.', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9092') });
  watch.failed(refused);
  watch.answered();
  expect(said).toEqual([]);
  for (let failure = 0; failure < 5; failure += 1) watch.failed(refused);
  watch.answered();
  watch.answered();
  expect(said).toEqual([
    { type: 'brokerUnreachable', brokers: 'a:9092', reason: 'connect ECONNREFUSED 127.0.0.1:9092' },
    { type: 'brokerBack', brokers: 'a:9092' },
  ]);
});

test('broker watch - what a broker answers is no absence', () => {
  const said: Notice[] = [];
  const watch = new BrokerWatch('a:9092', { say: (notice) => said.push(notice) });
  for (let failure = 0; failure < 5; failure += 1) watch.failed(new UserError('Unknown topic t.'));
  expect(said).toEqual([]);
});
