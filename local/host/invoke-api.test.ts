import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FunctionNotFoundError } from './errors.ts';
import type { FunctionHost, InvokeOptions } from './function-host.ts';
import { handleInvoke } from './invoke-api.ts';

/** Plays two functions, `echo` and `broken`, and remembers what it was called with. */
const calls: [functionName: string, payload: string, options: InvokeOptions | undefined][] = [];
const host: FunctionHost = {
  arnOf(functionName) {
    if (['echo', 'broken'].includes(functionName))
      return `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`;
    throw new FunctionNotFoundError(`arn:aws:lambda:us-east-1:000000000000:function:${functionName}`);
  },
  async invoke(functionName, payload, options) {
    calls.push([functionName, payload, options]);
    return functionName === 'echo'
      ? { payload, functionError: null, requestId: 'request-1', durationMs: 12.4 }
      : { payload: '{"errorType":"Broken"}', functionError: 'Unhandled', requestId: 'request-2', durationMs: 1 };
  },
  printed: () => [{ at: 0, functionName: 'echo', requestId: 'request-1', caller: null, text: 'printed\n' }],
  close: async () => {},
};
const server = createServer(async (request, response) => {
  if (!(await handleInvoke(host, request, response))) response.writeHead(418).end();
});
let client: LambdaClient;
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new LambdaClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterAll(() => {
  client.destroy();
  server.close();
});

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8');

test.each([
  'echo',
  'echo:live',
  '000000000000:function:echo',
  'arn:aws:lambda:us-east-1:000000000000:function:echo',
  'arn:aws:lambda:us-east-1:000000000000:function:echo:$LATEST',
])('invoke - answers the SDK: %s', async (FunctionName) => {
  const answer = await client.send(new InvokeCommand({ FunctionName, Payload: Buffer.from('{"n":1.0}') }));
  expect([answer.StatusCode, answer.ExecutedVersion, answer.FunctionError]).toEqual([200, '$LATEST', undefined]);
  expect(text(answer.Payload)).toBe('{"n":1.0}');
});

test('invoke - nothing sent is an empty object', async () => {
  expect(text((await client.send(new InvokeCommand({ FunctionName: 'echo' }))).Payload)).toBe('{}');
});

test("invoke - a function's error is an answer", async () => {
  const answer = await client.send(new InvokeCommand({ FunctionName: 'broken' }));
  expect([answer.StatusCode, answer.FunctionError, text(answer.Payload)]).toEqual([
    200,
    'Unhandled',
    '{"errorType":"Broken"}',
  ]);
});

test('invoke - the log tail holds what was printed', async () => {
  const { LogResult } = await client.send(new InvokeCommand({ FunctionName: 'echo', LogType: 'Tail' }));
  expect(Buffer.from(LogResult ?? '', 'base64').toString('utf8')).toBe(
    [
      'START RequestId: request-1 Version: $LATEST',
      'printed',
      'END RequestId: request-1',
      'REPORT RequestId: request-1\tDuration: 12.40 ms\tBilled Duration: 13 ms',
      '',
    ].join('\n'),
  );
});

test('invoke - the client context reaches the function', async () => {
  calls.length = 0;
  const ClientContext = Buffer.from('{"custom":{"a":1}}').toString('base64');
  await client.send(new InvokeCommand({ FunctionName: 'echo', ClientContext }));
  expect(calls).toEqual([['echo', '{}', { clientContext: '{"custom":{"a":1}}' }]]);
});

test('invoke - an event is accepted, a dry run runs nothing', async () => {
  calls.length = 0;
  const dry = await client.send(new InvokeCommand({ FunctionName: 'echo', InvocationType: 'DryRun' }));
  expect([dry.StatusCode, calls]).toEqual([204, []]);
  const event = await client.send(new InvokeCommand({ FunctionName: 'broken', InvocationType: 'Event' }));
  expect([event.StatusCode, calls.length]).toEqual([202, 1]);
});

test.each(['RequestResponse', 'Event', 'DryRun'] as const)(
  'invoke - an unknown function is refused: %s',
  async (type) => {
    const refused = client.send(new InvokeCommand({ FunctionName: 'nobody', InvocationType: type }));
    await expect(refused).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody',
      $metadata: { httpStatusCode: 404 },
    });
  },
);

test('invoke - a payload that is no JSON is refused', async () => {
  const refused = client.send(new InvokeCommand({ FunctionName: 'echo', Payload: Buffer.from('{') }));
  await expect(refused).rejects.toMatchObject({ name: 'InvalidRequestContentException' });
});

test('invoke - a payload over 6 MB is refused', async () => {
  const Payload = Buffer.from(`"${'x'.repeat(6_291_455)}"`);
  await expect(client.send(new InvokeCommand({ FunctionName: 'echo', Payload }))).rejects.toMatchObject({
    name: 'RequestTooLargeException',
    message: '6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
  });
});

test('invoke - other requests are left to others', async () => {
  expect((await fetch(`${url}/2015-03-31/functions/echo`)).status).toBe(418);
});
