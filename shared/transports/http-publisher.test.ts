import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { SystemicTransportError, TransientTransportError } from './errors.ts';
import { httpPublisher } from './http-publisher.ts';
import { describePublisher, type StoredRecord } from './record-publisher.suite.ts';

type SpeltRecord = { key: string | null; value: string | null; headers: readonly (readonly [string, string])[] };

const PARTITIONS = 3;

/** The embedded log's HTTP face, as small as the protocol allows. */
function fakeLog() {
  const stored: StoredRecord[] = [];
  const append = (topic: string, { key, value, headers }: SpeltRecord) => {
    const partition = key === null ? 0 : key.length % PARTITIONS;
    const offset = stored.filter((record) => record.topic === topic && record.partition === partition).length;
    const kept = headers.map(([name, header]) => [name, Buffer.from(header, 'base64')] as const);
    stored.push({ topic, partition, offset, key: decoded(key), value: decoded(value), headers: kept });
    return { topic, partition, offset };
  };
  const answer: RequestListener = async (request, response) => {
    const topic = decodeURIComponent(request.url?.match(/^\/_baton\/v1\/topics\/([^/]+)\/records$/)?.[1] ?? '');
    const { records } = JSON.parse(await text(request)) as { records: readonly SpeltRecord[] };
    response.end(JSON.stringify({ records: records.map((record) => append(topic, record)) }));
  };
  return { stored, answer };
}

const decoded = (base64: string | null) => (base64 === null ? null : Buffer.from(base64, 'base64'));

async function listen(answer: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/_baton/v1` };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

describePublisher('http publisher', async () => {
  const { stored, answer } = fakeLog();
  const { server, url } = await listen(answer);
  return {
    publisher: httpPublisher(url),
    topics: ['orders.created dlt', 'orders.failed'],
    read: async (topic) => stored.filter((record) => record.topic === topic),
    close: () => close(server),
  };
});

let opened: Server | null = null;
afterEach(async () => {
  if (opened) await close(opened);
  opened = null;
});

const publishTo = async (answer: RequestListener): Promise<unknown> => {
  const { server, url } = await listen(answer);
  opened = server;
  return httpPublisher(url)
    .publish([{ topic: 'orders', key: null, value: null, headers: [] }])
    .catch((error: unknown) => error);
};

const refusals: readonly (readonly [
  status: number,
  error: typeof TransientTransportError | typeof SystemicTransportError,
])[] = [
  [503, TransientTransportError],
  [429, TransientTransportError],
  [404, SystemicTransportError],
  [413, SystemicTransportError],
];

test.each(refusals)('http publisher - an answer of %i is told with its words', async (status, expected) => {
  const error = await publishTo((_request, response) => response.writeHead(status).end('no topic orders'));
  expect(error).toBeInstanceOf(expected);
  expect(String(error)).toContain(`${status}: no topic orders`);
});

test('http publisher - a log that hangs up is transient', async () => {
  expect(await publishTo((request) => request.socket.destroy())).toBeInstanceOf(TransientTransportError);
});

test('http publisher - an answer without places is systemic', async () => {
  expect(await publishTo((_request, response) => response.end('{}'))).toBeInstanceOf(SystemicTransportError);
});
