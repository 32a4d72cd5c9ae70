import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateMapRunCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Engine, openEngine } from '../index.ts';

const roleArn = 'arn:aws:iam::000000000000:role/test';
const passing = (Result: unknown = 1) =>
  JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', Result, End: true } } });
const waiting = JSON.stringify({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3600, End: true } } });
const arnOf = (name: string) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`;

let engine: Engine;
let server: Server;
let port: number;
let sfn: SFNClient;

beforeEach(async () => {
  engine = openEngine({ dataFile: null, host: null, objects: null, environment: {} });
  server = createServer(async (request, response) => {
    if (!(await engine.handle(request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  sfn = new SFNClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'none' },
    disableHostPrefix: true,
  });
});
afterEach(async () => {
  sfn.destroy();
  await engine.close();
  server.closeAllConnections();
  server.close();
});

async function create(name: string, definition = passing()): Promise<string> {
  const { stateMachineArn = '' } = await sfn.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  return stateMachineArn;
}

async function start(stateMachineArn: string, more: { name?: string; input?: string } = {}): Promise<string> {
  return (await sfn.send(new StartExecutionCommand({ stateMachineArn, ...more }))).executionArn ?? '';
}

async function ended(executionArn: string) {
  const describe = () => sfn.send(new DescribeExecutionCommand({ executionArn }));
  await expect.poll(async () => (await describe()).status).not.toBe('RUNNING');
  return describe();
}

/** Sends what no SDK would. */
function raw(
  operation: string,
  body: string,
  host = '127.0.0.1',
): Promise<{ status: number; body: { __type?: string } }> {
  return new Promise((resolve, reject) => {
    const headers = { 'X-Amz-Target': `AWSStepFunctions.${operation}`, Host: `${host}:${port}` };
    const request = httpRequest({ method: 'POST', port, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) });
    });
    request.on('error', reject);
    request.end(body);
  });
}

test('api - a state machine is created, shown, listed and deleted', async () => {
  const arn = await create('orders');
  expect(arn).toBe(arnOf('orders'));
  expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }))).toMatchObject({
    ...{ name: 'orders', status: 'ACTIVE', type: 'STANDARD', definition: passing(), roleArn },
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
    creationDate: expect.any(Date),
  });
  const listed = await sfn.send(new ListStateMachinesCommand({}));
  expect(listed.stateMachines?.map(({ name }) => name)).toEqual(['orders']);
  await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: arn }));
  await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: arn }));
  await expect(start(arn)).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
    message: `State Machine Does Not Exist: '${arn}'`,
  });
});

test('api - creating the same state machine again is no error, another definition under its name is', async () => {
  const arn = await create('orders');
  expect(await create('orders')).toBe(arn);
  await expect(create('orders', passing(2))).rejects.toMatchObject({
    name: 'StateMachineAlreadyExists',
    message: `State Machine Already Exists: '${arn}'`,
  });
});

test('api - what is no definition or no name is refused', async () => {
  await expect(create('orders', '{"StartAt":"P"}')).rejects.toMatchObject({
    name: 'InvalidDefinition',
    message: "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
  });
  await expect(create('or ders')).rejects.toMatchObject({ name: 'InvalidName', message: "Invalid Name: 'or ders'" });
});

test('api - an update is a revision, the same again is none, and nothing at all is refused', async () => {
  const stateMachineArn = await create('orders');
  const update = (definition?: string) => sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
  const first = await update(passing(2));
  expect(first.revisionId).toMatch(/^[0-9a-f-]{36}$/);
  expect((await update(passing(2))).revisionId).toBe(first.revisionId);
  const shown = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(shown).toMatchObject({ definition: passing(2), revisionId: first.revisionId });
  await expect(update()).rejects.toMatchObject({ name: 'MissingRequiredParameter' });
});

test('api - an execution runs to its end and is told in full', async () => {
  const executionArn = await start(await create('orders', passing({ ok: true })), { name: 'o-1', input: '{"n":1.0}' });
  expect(executionArn).toBe('arn:aws:states:us-east-1:000000000000:execution:orders:o-1');
  expect(await ended(executionArn)).toMatchObject({
    ...{ name: 'o-1', status: 'SUCCEEDED', input: '{"n":1.0}', output: '{"ok":true}', redriveCount: 0 },
    inputDetails: { included: true },
    outputDetails: { included: true },
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    stopDate: expect.any(Date),
  });
  const history = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(history.events?.map(({ id, type }) => `${id} ${type}`)).toEqual([
    ...['1 ExecutionStarted', '2 PassStateEntered', '3 PassStateExited', '4 ExecutionSucceeded'],
  ]);
  expect(history.events?.[0]?.executionStartedEventDetails).toMatchObject({ input: '{"n":1.0}', roleArn });
});

test('api - history comes in pages, from either end, and without data if so asked', async () => {
  const executionArn = await start(await create('orders'));
  await ended(executionArn);
  const pages = async (reverseOrder: boolean) => {
    const ids: (number | undefined)[][] = [];
    let nextToken: string | undefined;
    do {
      const query = { executionArn, reverseOrder, maxResults: 3, nextToken };
      const page = await sfn.send(new GetExecutionHistoryCommand(query));
      ids.push(page.events?.map(({ id }) => id) ?? []);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return ids;
  };
  expect(await pages(false)).toEqual([[1, 2, 3], [4]]);
  expect(await pages(true)).toEqual([[4, 3, 2], [1]]);
  const bare = await sfn.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }));
  expect(bare.events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'P' });
});

test('api - a name starts once: the same input while it runs is the same execution, anything else is refused', async () => {
  const arn = await create('orders', waiting);
  const executionArn = await start(arn, { name: 'o-1', input: '{"a":1}' });
  const [again, atOnce] = await Promise.all([1, 2].map(() => start(arn, { name: 'o-1', input: '{"a":1}' })));
  expect([again, atOnce]).toEqual([executionArn, executionArn]);
  const refused = { name: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${executionArn}'` };
  await expect(start(arn, { name: 'o-1', input: '{"a":2}' })).rejects.toMatchObject(refused);
  await sfn.send(new StopExecutionCommand({ executionArn }));
  await expect(start(arn, { name: 'o-1', input: '{"a":1}' })).rejects.toMatchObject(refused);
});

test('api - two starts of one name in one moment are one execution', async () => {
  const arn = await create('orders', waiting);
  const both = await Promise.allSettled([start(arn, { name: 'x' }), start(arn, { name: 'x' })]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  const other = await Promise.allSettled([start(arn, { name: 'y' }), start(arn, { name: 'y', input: '1' })]);
  expect(other.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect((await sfn.send(new ListExecutionsCommand({ stateMachineArn: arn }))).executions).toHaveLength(2);
});

test('api - executions are listed newest first, by status and page', async () => {
  const stateMachineArn = await create('orders', waiting);
  const arns: string[] = [];
  for (const name of ['a', 'b', 'c']) arns.push(await start(stateMachineArn, { name }));
  await sfn.send(new StopExecutionCommand({ executionArn: arns[1], error: 'Enough', cause: 'of it' }));
  const list = (query = {}) => sfn.send(new ListExecutionsCommand({ stateMachineArn, ...query }));
  const names = (answer: Awaited<ReturnType<typeof list>>) => answer.executions?.map(({ name }) => name);
  expect(names(await list())).toEqual(['c', 'b', 'a']);
  expect(names(await list({ statusFilter: 'RUNNING' }))).toEqual(['c', 'a']);
  expect(names(await list({ statusFilter: 'ABORTED' }))).toEqual(['b']);
  const first = await list({ maxResults: 2 });
  expect(names(first)).toEqual(['c', 'b']);
  expect(names(await list({ maxResults: 2, nextToken: first.nextToken }))).toEqual(['a']);
  const stopped = await sfn.send(new DescribeExecutionCommand({ executionArn: arns[1] }));
  expect(stopped).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'of it', redriveStatus: 'REDRIVABLE' });
});

test('api - a running execution keeps the definition that it started with', async () => {
  const stateMachineArn = await create('orders', waiting);
  const executionArn = await start(stateMachineArn);
  await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: passing() }));
  const own = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
  expect(own).toMatchObject({ stateMachineArn, name: 'orders', definition: waiting });
  expect((await ended(await start(stateMachineArn))).status).toBe('SUCCEEDED');
});

test('api - tags are added, listed and taken away', async () => {
  const resourceArn = await create('orders');
  await sfn.send(
    new TagResourceCommand({
      resourceArn,
      tags: [
        { key: 'team', value: 'a' },
        { key: 'x', value: '' },
      ],
    }),
  );
  await sfn.send(new UntagResourceCommand({ resourceArn, tagKeys: ['x', 'none'] }));
  const { tags } = await sfn.send(new ListTagsForResourceCommand({ resourceArn }));
  expect(tags).toEqual([{ key: 'team', value: 'a' }]);
  const missing = new TagResourceCommand({ resourceArn: arnOf('none'), tags: [] });
  await expect(sfn.send(missing)).rejects.toMatchObject({ name: 'ResourceNotFound' });
});

test('api - a definition is validated without being kept', async () => {
  const validate = (definition: string) => sfn.send(new ValidateStateMachineDefinitionCommand({ definition }));
  expect(await validate(passing())).toMatchObject({ result: 'OK', diagnostics: [], truncated: false });
  expect(await validate('{"StartAt":"P"}')).toMatchObject({
    result: 'FAIL',
    diagnostics: [{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', location: '/' }],
  });
  expect((await sfn.send(new ListStateMachinesCommand({}))).stateMachines).toEqual([]);
});

test('api - ARNs that are none and things that do not exist are told apart', async () => {
  const describe = (executionArn: string) => sfn.send(new DescribeExecutionCommand({ executionArn }));
  await expect(describe('nonsense')).rejects.toMatchObject({
    name: 'InvalidArn',
    message: "Invalid Arn: 'Invalid ARN prefix: nonsense'",
  });
  const arn = 'arn:aws:states:us-east-1:000000000000:execution:orders:none';
  await expect(describe(arn)).rejects.toMatchObject({
    name: 'ExecutionDoesNotExist',
    message: `Execution Does Not Exist: '${arn}'`,
  });
});

test('api - an input that is no JSON is refused', async () => {
  const arn = await create('orders');
  await expect(start(arn, { input: '{' })).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
});

test('api - constraints of the service are told in its words', async () => {
  expect((await raw('ListStateMachines', '{"maxResults":1001}')).body).toEqual({
    __type: 'ValidationException',
    message:
      "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
  });
  expect((await raw('CreateStateMachine', '{"name":"","definition":"{}"}')).body).toEqual({
    __type: 'ValidationException',
    message:
      "2 validation errors detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1; Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
  });
});

test('api - what is no request is refused without harm', async () => {
  expect(await raw('ListStateMachines', '{"maxResults":"5"}')).toMatchObject({
    ...{ status: 400, body: { __type: 'SerializationException' } },
  });
  for (const body of ['{', '[]', 'null']) {
    expect(await raw('ListStateMachines', body)).toMatchObject({ body: { __type: 'SerializationException' } });
  }
  expect(await raw('ListStateMachines', ' '.repeat(9_000_000))).toMatchObject({
    ...{ status: 413, body: { __type: 'RequestEntityTooLarge' } },
  });
  expect(await raw('ListStateMachines', '{"nextToken":"made up"}')).toMatchObject({ body: { __type: 'InvalidToken' } });
});

test('api - executions are listed of a state machine or of a map run', async () => {
  const stateMachineArn = await create('orders');
  const mapRunArn = 'arn:aws:states:us-east-1:000000000000:mapRun:orders/Each:1';
  const list = (query: object) => expect(sfn.send(new ListExecutionsCommand(query))).rejects;
  await list({}).toThrow('1 validation error detected: Must provide a StateMachine ARN or MapRun ARN');
  await list({ stateMachineArn, mapRunArn }).toMatchObject({ name: 'ValidationException' });
  await list({ stateMachineArn, redriveFilter: 'REDRIVEN' }).toMatchObject({ name: 'ValidationException' });
  await list({ mapRunArn }).toMatchObject({ name: 'ResourceNotFound' });
  await list({ stateMachineArn: `${stateMachineArn}/Each` }).toMatchObject({ name: 'ValidationException' });
});

test('api - an execution without map runs lists none, and none is found', async () => {
  const executionArn = await start(await create('orders'));
  expect((await sfn.send(new ListMapRunsCommand({ executionArn }))).mapRuns).toEqual([]);
  await expect(sfn.send(new ListMapRunsCommand({ executionArn: `${executionArn}x` }))).rejects.toMatchObject({
    name: 'ExecutionDoesNotExist',
  });
  const mapRunArn = 'arn:aws:states:us-east-1:000000000000:mapRun:orders/Each:1';
  await expect(sfn.send(new DescribeMapRunCommand({ mapRunArn }))).rejects.toMatchObject({ name: 'ResourceNotFound' });
  await expect(sfn.send(new DescribeMapRunCommand({ mapRunArn: executionArn }))).rejects.toMatchObject({
    name: 'InvalidArn',
  });
  await expect(sfn.send(new UpdateMapRunCommand({ mapRunArn, toleratedFailurePercentage: 101 }))).rejects.toThrow(
    "Value '101' at 'toleratedFailurePercentage' failed to satisfy constraint",
  );
});

test('api - a regular expression that backtracks without end stops nobody', async () => {
  const Output = '{% $contains($states.input.text, /^(a+)+$/) %}';
  const definition = { QueryLanguage: 'JSONata', StartAt: 'P', States: { P: { Type: 'Pass', Output, End: true } } };
  const arn = await create('matching', JSON.stringify(definition));
  const before = performance.now();
  const execution = await ended(await start(arn, { input: JSON.stringify({ text: `${'a'.repeat(60)}b` }) }));
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  expect(performance.now() - before).toBeLessThan(2_000);
});

test('api - a request that an SDK sends to the host with sync- is served', async () => {
  expect(await raw('ListStateMachines', '{}', 'sync-localhost')).toEqual({ status: 200, body: { stateMachines: [] } });
});

test('api - requests of other services are left to others', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/anything`);
  expect(response.status).toBe(404);
});

test('api - a state machine is described with the variables that its states refer to, or without its definition', async () => {
  const states = {
    Set: { Type: 'Pass', Assign: { total: 1 }, Next: 'Use' },
    Use: { Type: 'Pass', Parameters: { 'of.$': '$total' }, End: true },
  };
  const definition = JSON.stringify({ StartAt: 'Set', States: states });
  const stateMachineArn = await create('variables', definition);
  const describe = (includedData: 'ALL_DATA' | 'METADATA_ONLY') =>
    sfn.send(new DescribeStateMachineCommand({ stateMachineArn, includedData }));
  expect(await describe('ALL_DATA')).toMatchObject({ definition, variableReferences: { Use: ['total'] } });
  const without = await describe('METADATA_ONLY');
  expect(without).toMatchObject({ name: 'variables', definition: '{}' });
  expect(without.variableReferences).toBeUndefined();
});

test('api - an execution is described with the trace header that it was started with', async () => {
  const traceHeader = 'Root=1-5e1b4151-5ac6c58b;Sampled=1';
  const stateMachineArn = await create('traced');
  const { executionArn = '' } = await sfn.send(new StartExecutionCommand({ stateMachineArn, traceHeader }));
  expect(await ended(executionArn)).toMatchObject({ traceHeader });
});
