import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetExecutionHistoryCommand, StartExecutionCommand, TestStateCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROLE, type Served, serve } from './served.fixture.ts';

const shop = createServer((request, response) => {
  const isKnown = request.headers['x-key'] === 'secret';
  response.sendDate = false;
  response.writeHead(isKnown ? 200 : 401, { 'Content-Type': 'application/json' }).end('{"id":7}');
});

let served: Served;
let endpoint: string;

beforeEach(async () => {
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/orders`;
  served = await serve({ environment: { BATON_HTTP_CONNECTIONS: '{"shop":{"headers":{"X-Key":"secret"}}}' } });
});
afterEach(async () => {
  await served.close();
  shop.closeAllConnections();
  await new Promise((resolve) => shop.close(resolve));
});

const call = (more: object = {}) => ({
  ...{ Type: 'Task', Resource: 'arn:aws:states:::http:invoke', End: true },
  Parameters: {
    ...{ ApiEndpoint: endpoint, Method: 'POST', RequestBody: { n: 1 } },
    Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:000000000000:connection/shop/1' },
  },
  ...more,
});

test('http task - a state machine calls a server, and its history tells the task', async () => {
  const definition = { StartAt: 'Call', States: { Call: call({ OutputPath: '$.ResponseBody' }) } };
  const stateMachineArn = await served.create('calls', definition);
  const { executionArn = '' } = await served.sfn.send(new StartExecutionCommand({ stateMachineArn }));
  expect(await served.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"id":7}' });
  const { events } = await served.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.find(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails).toMatchObject({
    ...{ resourceType: 'http', resource: 'invoke', parameters: expect.stringContaining(endpoint) },
  });
});

const testState = async (inspectionLevel: 'INFO' | 'DEBUG' | 'TRACE', revealSecrets?: boolean) => {
  const definition = JSON.stringify(call());
  const asked = { definition, roleArn: ROLE, inspectionLevel, ...(revealSecrets !== undefined && { revealSecrets }) };
  const { status, inspectionData } = await served.sfn.send(new TestStateCommand(asked));
  expect(status).toBe('SUCCEEDED');
  return inspectionData;
};

test('http task - TestState shows at TRACE what was sent and got, without what the connection adds', async () => {
  expect(await testState('INFO')).toBeUndefined();
  expect(await testState('DEBUG')).toEqual({
    ...{ input: '{}', afterInputPath: '{}', afterParameters: expect.stringContaining(endpoint) },
    ...{ result: expect.any(String), afterResultSelector: expect.any(String), afterResultPath: expect.any(String) },
  });
  const own = 'User-Agent: Amazon|StepFunctions|HttpInvoke|us-east-1, Range: bytes=0-262144';
  expect(await testState('TRACE')).toMatchObject({
    request: {
      ...{ protocol: 'http', method: 'POST', url: endpoint, body: '{"n":1}' },
      headers: `[Content-Type: application/json, ${own}]`,
    },
    response: {
      ...{ protocol: 'http', statusCode: '200', statusMessage: 'OK', body: '{"id":7}' },
      headers: expect.stringMatching(/^\[Content-Type: application\/json, .*\]$/),
    },
  });
});

test('http task - TestState shows the secrets where it is asked to', async () => {
  const { request } = (await testState('TRACE', true)) ?? {};
  expect(request?.headers).toContain('X-Key: secret');
});
