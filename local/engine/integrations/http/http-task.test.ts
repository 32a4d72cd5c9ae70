import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpExchange, InvokeTask } from '../../runtime/ports.ts';
import { type HttpConnection, NOTHING_ADDED } from './connections.ts';
import { httpInvokeTask } from './http-task.ts';

type Received = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { readonly body: string };

let received: Received[];
let answer: (response: ServerResponse) => void;
let base: string;

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { method, url, headers } = request;
  received.push({ method, url, headers, body });
  answer(response);
});

beforeEach(async () => {
  received = [];
  answer = (response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"ok":true}');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const ConnectionArn = 'arn:aws:events:us-east-1:000000000000:connection/shop/0000';
const shop: HttpConnection = { headers: { 'X-Key': 'k' }, query: { token: 't' }, body: { account: 'a' } };

type Settings = {
  readonly connections?: Record<string, HttpConnection>;
  readonly timeoutMs?: number;
  readonly onExchange?: (exchange: HttpExchange) => void;
};

function invoke(args: object, { connections = {}, onExchange = () => {}, ...rest }: Settings = {}) {
  const task: InvokeTask = {
    ...{ type: 'invokeTask', frame: 0, turn: 1, stateName: 'Call', taskToken: null, retryCount: 0 },
    ...{ timeoutSeconds: null, heartbeatSeconds: null },
    resource: { kind: 'service', service: 'http', action: 'invoke', pattern: 'requestResponse' },
    arguments: JSON.stringify({
      ApiEndpoint: `${base}/orders`,
      Method: 'GET',
      Authentication: { ConnectionArn },
      ...args,
    }),
  };
  const about = { frame: 0, turn: 1, executionArn: 'arn:e', executionName: 'e', progress() {}, onExchange };
  const setting = { ...about, signal: new AbortController().signal, sleep: () => Promise.resolve() };
  const known = new Map(Object.entries(connections));
  return httpInvokeTask({ connections: known, region: 'us-east-1', ...rest }).invoke(task, setting);
}

async function outputOf(args: object, settings?: Settings): Promise<Record<string, unknown>> {
  const outcome = await invoke(args, settings);
  return JSON.parse(outcome.type === 'succeeded' ? outcome.output : '{}');
}

test('http task - the answer is told with its headers, and JSON as what it says', async () => {
  answer = (response) => {
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    response.writeHead(201, 'Made', { 'Content-Type': 'application/vnd.shop+json; charset=utf-8' }).end('{"n":1.0}');
  };
  expect(await outputOf({})).toEqual({
    Headers: expect.objectContaining({
      'Content-Type': ['application/vnd.shop+json; charset=utf-8'],
      'Set-Cookie': ['a=1', 'b=2'],
    }),
    ...{ ResponseBody: { n: 1 }, StatusCode: 201, StatusText: 'Made' },
  });
  expect(received).toMatchObject([{ method: 'GET', url: '/orders', body: '' }]);
  const { host, connection, ...headers } = received[0]?.headers ?? {};
  expect(headers).toEqual({ 'user-agent': 'Amazon|StepFunctions|HttpInvoke|us-east-1', range: 'bytes=0-262144' });
});

test('http task - what is no JSON stays text', async () => {
  answer = (response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{half');
  expect((await outputOf({})).ResponseBody).toBe('{half');
  answer = (response) => response.writeHead(200, { 'Content-Type': 'text/plain' }).end('{"a":1}');
  expect((await outputOf({})).ResponseBody).toBe('{"a":1}');
});

test('http task - query, headers and body are those of the state', async () => {
  await invoke({
    ...{ ApiEndpoint: `${base}/orders?v=1`, Method: 'POST', RequestBody: { id: 'é' } },
    QueryParameters: { q: 'a b&c', tag: ['x', 'y'], none: null, n: 3 },
    Headers: { 'X-Shop': 'main', 'X-Many': ['1', '2'] },
  });
  expect(received).toMatchObject([
    {
      ...{ method: 'POST', url: '/orders?v=1&q=a+b%26c&tag=x&tag=y&n=3', body: '{"id":"é"}' },
      headers: { 'content-type': 'application/json', 'x-shop': 'main', 'x-many': '1,2', 'content-length': '11' },
    },
  ]);
});

test('http task - a body is sent as a form where Transform says so, and a text as it is', async () => {
  const RequestEncodingOptions = { ArrayFormat: 'REPEAT' };
  const Transform = { RequestBodyEncoding: 'URL_ENCODED', RequestEncodingOptions };
  await invoke({ Method: 'PUT', RequestBody: { a: [1, 2] }, Transform });
  await invoke({ Method: 'PUT', RequestBody: '<a/>', Headers: { 'content-type': 'application/xml' } });
  expect(received.map(({ body, headers }) => [body, headers['content-type']])).toEqual([
    ['a=1&a=2', 'application/x-www-form-urlencoded'],
    ['<a/>', 'application/xml'],
  ]);
});

test('http task - the connection adds its headers, query and body, and goes before the state', async () => {
  const own = {
    Headers: { 'x-key': 'mine' },
    QueryParameters: { token: 'mine' },
    RequestBody: { account: 'mine', n: 1 },
  };
  await invoke({ Method: 'POST', ...own }, { connections: { shop } });
  expect(received).toMatchObject([
    { url: '/orders?token=t', headers: { 'x-key': 'k' }, body: '{"account":"a","n":1}' },
  ]);
});

test('http task - what went over the wire is shown, with and without what the connection adds', async () => {
  const shown: HttpExchange[] = [];
  await invoke({ Method: 'POST' }, { connections: { shop }, onExchange: (exchange) => shown.push(exchange) });
  expect(shown).toMatchObject([
    {
      request: { method: 'POST', url: `${base}/orders?token=t`, body: '{"account":"a"}' },
      withoutSecrets: { method: 'POST', url: `${base}/orders`, body: null },
      response: { status: 200, statusText: 'OK', body: '{"ok":true}' },
    },
  ]);
  expect(JSON.stringify(shown[0]?.withoutSecrets)).not.toContain('X-Key');
});

test.each([
  [404, 'Not Found', 'no such order', 'States.Http.StatusCode.404: no such order'],
  [503, 'Busy', '', 'States.Http.StatusCode.503: Busy'],
  [302, 'Found', '', 'States.Http.StatusCode.302: Found'],
])('http task - %i %s fails the task with its body', async (status, text, body, told) => {
  answer = (response) => response.writeHead(status, text, { Location: `${base}/elsewhere` }).end(body);
  const outcome = await invoke({});
  expect(outcome).toMatchObject({ type: 'failed' });
  expect(outcome.type === 'failed' && `${outcome.error}: ${outcome.cause}`).toBe(told);
  expect(received).toHaveLength(1);
});

test.each<[string, object, string]>([
  ['no endpoint', { ApiEndpoint: 'orders' }, 'needs an argument ApiEndpoint that is a URL'],
  ['a method that is none', { Method: 'TRACE' }, 'needs an argument Method out of GET, POST'],
  ['no connection', { Authentication: {} }, 'ConnectionArn'],
  ['a header of AWS’s', { Headers: { Authorization: 'x' } }, 'takes no header Authorization'],
  ['another such', { Headers: { 'X-Amz-Date': 'x' } }, 'takes no header X-Amz-Date'],
  ['headers that are a list', { Headers: ['x'] }, 'takes Headers that are an object'],
  ['a query that is text', { QueryParameters: 'a=1' }, 'takes QueryParameters that are an object'],
  ['an unknown encoding', { Transform: { RequestBodyEncoding: 'XML' } }, 'takes a Transform'],
])('http task - %s is refused before anything is sent', async (_what, args, why) => {
  const outcome = await invoke(args);
  expect(outcome).toMatchObject({ type: 'failed', error: 'States.Runtime', cause: expect.stringContaining(why) });
  expect(received).toEqual([]);
});

test('http task - a host elsewhere is called only under a connection that the settings name', async () => {
  const elsewhere = { ApiEndpoint: 'https://shop.invalid/orders' };
  expect(await invoke(elsewhere)).toMatchObject({
    error: 'Events.ConnectionResource.ResourceNotFound',
    cause: expect.stringContaining('BATON_HTTP_CONNECTIONS'),
  });
  const connections = { shop: NOTHING_ADDED };
  expect(await invoke({ ApiEndpoint: 'http://shop.invalid/orders' }, { connections })).toMatchObject({
    ...{ error: 'States.Runtime', cause: expect.stringContaining('HTTPS') },
  });
  expect(await invoke(elsewhere, { connections })).toMatchObject({
    ...{ error: 'States.Http.Socket', cause: expect.stringContaining('shop.invalid cannot be reached') },
  });
});

test('http task - nobody there, or nobody who answers in time, is a failure of the socket', async () => {
  expect(await invoke({ ApiEndpoint: 'http://localhost:1/' })).toMatchObject({ error: 'States.Http.Socket' });
  answer = () => {};
  expect(await invoke({}, { timeoutMs: 50 })).toMatchObject({
    ...{ error: 'States.Http.Socket', cause: 'The HTTP task had no answer after 0.05 seconds.' },
  });
});

test('http task - an answer that is too large, or no text, fails the task', async () => {
  answer = (response) => response.writeHead(200).end('x'.repeat(256 * 1024 + 1));
  expect(await invoke({})).toMatchObject({ error: 'States.DataLimitExceeded' });
  answer = (response) => response.writeHead(200).end(Buffer.from([0xff, 0xfe]));
  expect(await invoke({})).toMatchObject({ error: 'States.Runtime', cause: 'The HTTP response is no UTF-8 text.' });
  answer = (response) => response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end('<svg/>');
  expect(await invoke({})).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining('image/svg+xml') });
});
