import { expect, test } from 'vitest';
import { SystemicTransportError, TransientTransportError, TransportError } from './errors.ts';
import { publisherFromEnvironment } from './publisher-from-environment.ts';

test('publisher from environment - says what to set when it is needed, not before', async () => {
  const publisher = publisherFromEnvironment({});
  await expect(publisher.publish([])).rejects.toThrow('set KAFKA_BROKERS or BATON_LOG_URL');
  await publisherFromEnvironment({}).close();
});

test('publisher from environment - opens the log that is named', async () => {
  const publisher = publisherFromEnvironment({ BATON_LOG_URL: 'http://127.0.0.1:9/_baton/v1' });
  expect(await publisher.publish([])).toEqual([]);
  await publisher.close();
});

test('transport errors - have names and codes of their own', () => {
  const errors = [new TransientTransportError('busy'), new SystemicTransportError('refused')];
  expect(errors.every((error) => error instanceof TransportError)).toBe(true);
  expect(errors.map(({ name, code }) => [name, code])).toEqual([
    ['Transport.Transient', 'TRANSPORT_TRANSIENT'],
    ['Transport.Systemic', 'TRANSPORT_SYSTEMIC'],
  ]);
});
