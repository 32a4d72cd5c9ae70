import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { InvokeAnswer } from '../../../host/index.ts';
import type { TaskResource } from '../../machine/protocol.ts';
import type { InvokeTask } from '../../runtime/ports.ts';
import { integrations } from '../find-integration.ts';
import type { FunctionRunner } from './host-invoker.ts';

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:orders-reserve-stock';
const FUNCTION: TaskResource = { kind: 'lambda', functionArn: FUNCTION_ARN };
const INVOKE: TaskResource = { kind: 'service', service: 'lambda', action: 'invoke', pattern: 'requestResponse' };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const answering = (answer: Partial<InvokeAnswer>): FunctionRunner => ({
  invoke: (_name, payload) =>
    Promise.resolve({ payload, functionError: null, requestId: 'r-1', durationMs: 1, ...answer }),
});

const rejecting = (error: Error): FunctionRunner => ({ invoke: () => Promise.reject(error) });

function perform(resource: TaskResource, args: unknown, host: FunctionRunner | null, endpoint?: string) {
  const task: InvokeTask = {
    ...{ type: 'invokeTask', frame: 0, turn: 1, stateName: 'Reserve', resource, taskToken: null },
    ...{ timeoutSeconds: null, heartbeatSeconds: null, retryCount: 2 },
    arguments: typeof args === 'string' ? args : JSON.stringify(args),
  };
  const environment = endpoint === undefined ? {} : { AWS_ENDPOINT_URL_LAMBDA: endpoint };
  const find = integrations({
    ...{ host, objects: null, environment, region: 'us-east-1', account: '000000000000' },
    activities: { offer: () => Promise.resolve(), exists: () => true },
    stepFunctions: { call: () => Promise.reject(new Error('none')), whenEnded: () => Promise.resolve() },
  });
  const setting = {
    frame: 0,
    turn: 1,
    executionArn: 'arn:e',
    executionName: 'e',
    signal: new AbortController().signal,
    progress: () => {},
    sleep: () => Promise.resolve(),
  };
  return find(resource).invoke(task, setting);
}

async function lambdaEndpoint(answer: {
  status?: number;
  headers?: Record<string, string>;
  body: string;
}): Promise<{ url: string; seen: { request: IncomingMessage; body: string }[] }> {
  const seen: { request: IncomingMessage; body: string }[] = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    seen.push({ request, body: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status ?? 200, { 'Content-Type': 'application/json', ...answer.headers });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

test('lambda - a function by ARN gets the input as it is and gives its value as the result', async () => {
  const calls: unknown[] = [];
  const host: FunctionRunner = {
    invoke: (name, payload, options) => {
      calls.push([name, payload, options?.caller]);
      return answering({ payload: '{"reserved":1.0}' }).invoke(name, payload);
    },
  };
  expect(await perform(FUNCTION, '{"n":1.0}', host)).toEqual({ type: 'succeeded', output: '{"reserved":1.0}' });
  const caller = { executionArn: 'arn:e', stateName: 'Reserve', retryCount: 2 };
  expect(calls).toEqual([['orders-reserve-stock', '{"n":1.0}', caller]]);
});

test('lambda - invoke gives the result in the wrapper of AWS', async () => {
  const host = answering({ payload: '{"n":1.0}' });
  const outcome = await perform(INVOKE, { FunctionName: FUNCTION_ARN, Payload: {} }, host);
  expect(outcome.type === 'succeeded' && outcome.output.includes('"Payload":{"n":1.0}')).toBe(true);
  expect(JSON.parse(outcome.type === 'succeeded' ? outcome.output : '')).toEqual({
    ExecutedVersion: '$LATEST',
    Payload: { n: 1 },
    SdkHttpMetadata: {
      AllHttpHeaders: expect.objectContaining({ 'Content-Type': ['application/json'], 'Content-Length': ['9'] }),
      HttpHeaders: expect.objectContaining({ 'x-amzn-RequestId': 'r-1', 'X-Amz-Executed-Version': '$LATEST' }),
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: 'r-1' },
    StatusCode: 200,
  });
});

test('lambda - invoke sends a text as the JSON that it is, and without a payload an empty event', async () => {
  const sent: string[] = [];
  const host: FunctionRunner = {
    invoke: (name, payload) => {
      sent.push(payload);
      return answering({}).invoke(name, payload);
    },
  };
  for (const more of [{ Payload: '"text"' }, { Payload: { a: 1 } }, { Payload: null }, {}]) {
    await perform(INVOKE, { FunctionName: 'f', ...more }, host);
  }
  expect(sent).toEqual(['"text"', '{"a":1}', '{}', '{}']);
  expect(await perform(INVOKE, { FunctionName: 'f', Payload: 'no JSON' }, host)).toMatchObject({
    error: 'Lambda.InvalidRequestContentException',
  });
});

// Source of both: the recorded express executions test_catch (service) and test_retry (function's ARN).
test('lambda - an error keeps its text for a function, and is written anew for the service', async () => {
  const spaced = '{"errorType": "OutOfStock", "errorMessage": "none left"}';
  const host = answering({ payload: spaced, functionError: 'Unhandled' });
  expect(await perform(FUNCTION, {}, host)).toEqual({ type: 'failed', error: 'OutOfStock', cause: spaced });
  expect(await perform(INVOKE, { FunctionName: FUNCTION_ARN }, host)).toEqual({
    type: 'failed',
    error: 'OutOfStock',
    cause: '{"errorType":"OutOfStock","errorMessage":"none left"}',
  });
});

test('lambda - a failed function is named by its error type, with the whole document as cause', async () => {
  const payload = '{"errorType":"OutOfStock","errorMessage":"none left","trace":[]}';
  const failed = { type: 'failed', error: 'OutOfStock', cause: payload };
  expect(await perform(FUNCTION, {}, answering({ payload, functionError: 'Unhandled' }))).toEqual(failed);
});

test('lambda - an error without a type is Lambda.Unknown', async () => {
  const payload = '{"errorMessage":"Task timed out after 3.00 seconds"}';
  expect(await perform(FUNCTION, {}, answering({ payload, functionError: 'Unhandled' }))).toEqual({
    type: 'failed',
    error: 'Lambda.Unknown',
    cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
  });
});

test('lambda - a host that breaks is Lambda.Unknown', async () => {
  const outcome = await perform(FUNCTION, {}, rejecting(new Error('worker died')));
  expect(outcome).toMatchObject({ error: 'Lambda.Unknown', cause: expect.stringContaining('worker died') });
});

test('lambda - a function that does not exist is refused as AWS refuses it', async () => {
  const missing = rejecting(Object.assign(new Error('no such function'), { name: 'FunctionNotFoundError' }));
  expect(await perform(INVOKE, { FunctionName: FUNCTION_ARN }, missing)).toMatchObject({
    error: 'Lambda.ResourceNotFoundException',
    cause: expect.stringContaining(`Function not found: ${FUNCTION_ARN}:$LATEST (Service: Lambda, Status Code: 404, `),
  });
});

test('lambda - an endpoint that is named goes before the host; its headers are shown as AWS spells them', async () => {
  const headers = { 'x-amz-executed-version': '7', 'x-amzn-requestid': 'r-7' };
  const { url, seen } = await lambdaEndpoint({ headers, body: '{"ok":true}' });
  const outcome = await perform(INVOKE, { FunctionName: 'f', Payload: { a: 1 } }, rejecting(new Error('not me')), url);
  expect(JSON.parse(outcome.type === 'succeeded' ? outcome.output : '')).toMatchObject({
    ExecutedVersion: '7',
    Payload: { ok: true },
    SdkHttpMetadata: { HttpHeaders: { 'X-Amz-Executed-Version': '7', 'x-amzn-RequestId': 'r-7' } },
    SdkResponseMetadata: { RequestId: 'r-7' },
  });
  expect(seen.map(({ request, body }) => [request.url, body])).toEqual([
    ['/2015-03-31/functions/f/invocations', '{"a":1}'],
  ]);
});

test('lambda - errors of an endpoint keep their names; one that cannot be reached is a client error', async () => {
  const refused = { 'x-amzn-errortype': 'TooManyRequestsException' };
  const { url } = await lambdaEndpoint({ status: 429, headers: refused, body: '{"message":"slow down"}' });
  expect(await perform(FUNCTION, {}, null, url)).toMatchObject({
    error: 'Lambda.TooManyRequestsException',
    cause: expect.stringContaining('slow down (Service: Lambda, Status Code: 429'),
  });
  expect(await perform(FUNCTION, {}, null, 'http://127.0.0.1:1')).toMatchObject({ error: 'Lambda.SdkClientException' });
});

test('integrations - what is missing is named, and nothing is called', async () => {
  const causeOf = async (resource: TaskResource) => {
    const outcome = await perform(resource, {}, null);
    return outcome.type === 'failed' ? `${outcome.error}: ${outcome.cause}` : outcome;
  };
  expect(await causeOf(FUNCTION)).toMatch(/States.Runtime: .*AWS_ENDPOINT_URL_LAMBDA/);
  const service = (name: string, action: string): TaskResource => ({ ...INVOKE, service: name, action });
  expect(await causeOf(service('sqs', 'sendMessage'))).toMatch(/arn:aws:states:::sqs:sendMessage yet/);
  expect(await causeOf(service('aws-sdk:s3', 'putObject'))).toMatch(/AWS_ENDPOINT_URL_S3/);
});
