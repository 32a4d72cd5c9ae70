import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test, vi } from 'vitest';
import type { DevEvent, RunningDev } from './index.ts';
import { startDev } from './index.ts';

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const DEFINITION = `StartAt: Greet
States:
  Greet:
    Type: Pass
    End: true
`;

/** A project of one workflow that calls nothing. */
const FILES = {
  'schemas/greeting/subject.yaml': 'owner: us\ncompatibility: NONE\ndescription: A greeting.\n',
  'schemas/greeting/1.schema.json': '{"type":"object"}',
  'workflows/greet/workflow.yaml': 'name: greet\ntriggers: []\ncontracts: { input: greeting@1 }\n',
  'workflows/greet/definition.asl.yaml': DEFINITION,
};

async function projectOf(changes: Record<string, string> = {}): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'baton-dev-'));
  closing.push(() => rm(root, { recursive: true }));
  for (const [path, text] of Object.entries({ ...FILES, ...changes })) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

async function start(root: string, { port = 0, samples = false } = {}) {
  const events: DevEvent[] = [];
  const running = await startDev({
    ...{ root, port, samples, dataDirectory: join(root, '.baton'), brokers: null, timeScale: 1, watch: true },
    environment: {},
    emit: (event) => events.push(event),
  });
  closing.push(() => running.close());
  return { running, events };
}

async function startExecution({ url }: RunningDev, name: string): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution', 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({
      stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:greet',
      input: '{}',
      name,
    }),
  });
  return response.status;
}

const endedPaths = (events: readonly DevEvent[]) =>
  events.flatMap((event) => (event.type === 'executionEnded' ? [[event.name, event.status, event.path]] : []));

test('dev - says where it listens, and what became of an execution', async () => {
  const { running, events } = await start(await projectOf());
  expect(events).toMatchObject([{ type: 'started', url: running.url, feeds: [], brokers: null }]);
  expect(await startExecution(running, 'e1')).toBe(200);
  expect(await running.settled(AbortSignal.timeout(4_000))).toEqual([]);
  expect(endedPaths(events)).toEqual([['e1', 'SUCCEEDED', ['Greet']]]);
});

test('dev - a saved definition is in place for the next execution, and one that is wrong leaves it', async () => {
  const root = await projectOf();
  const path = join(root, 'workflows/greet/definition.asl.yaml');
  const { running, events } = await start(root);
  await writeFile(path, DEFINITION.replaceAll('Greet', 'Wave'));
  await vi.waitUntil(() => events.some(({ type }) => type === 'workflowUpdated'), { timeout: 4_000 });
  await writeFile(path, DEFINITION.replace('End: true', 'Next: Nowhere'));
  await vi.waitUntil(() => events.some(({ type }) => type === 'problem'), { timeout: 4_000 });
  expect(await startExecution(running, 'e1')).toBe(200);
  await running.settled(AbortSignal.timeout(4_000));
  expect(endedPaths(events)).toEqual([['e1', 'SUCCEEDED', ['Wave']]]);
  const [problem] = events.filter(({ type }) => type === 'problem');
  expect(problem).toMatchObject({
    message: expect.stringMatching(/^workflows\/greet\/definition\.asl\.yaml:\d+:\d+: /),
  });
});

test('dev - what was started is there after a restart', async () => {
  const root = await projectOf();
  const first = await start(root);
  await startExecution(first.running, 'e1');
  await first.running.settled(AbortSignal.timeout(4_000));
  await first.running.close();
  const again = await start(root);
  // The same name with an ended execution behind it: AWS refuses it.
  expect(await startExecution(again.running, 'e1')).toBe(400);
});

const broken: readonly (readonly [what: string, files: Record<string, string>, message: RegExp])[] = [
  [
    'a manifest that is no YAML',
    { 'workflows/greet/workflow.yaml': 'name: [' },
    /^workflows\/greet\/workflow\.yaml:\d+:\d+: /,
  ],
  [
    'a definition that is invalid',
    { 'workflows/greet/definition.asl.yaml': DEFINITION.replace('End: true', 'Next: Nowhere') },
    /^workflows\/greet\/definition\.asl\.yaml:5:\d+: .*\/States\/Greet/,
  ],
  [
    'a definition that is no YAML',
    { 'workflows/greet/definition.asl.yaml': '{' },
    /^workflows\/greet\/definition\.asl\.yaml:/,
  ],
  [
    'a definition with an unknown substitution',
    { 'workflows/greet/definition.asl.yaml': DEFINITION.replace('Type: Pass', 'Type: Task\n    Resource: ${NoArn}') },
    /^workflows\/greet\/definition\.asl\.yaml:5:15: .*NoArn/,
  ],
  [
    'a contract that does not exist',
    { 'workflows/greet/workflow.yaml': 'name: greet\ntriggers: []\ncontracts: { input: greting@1 }\n' },
    /^workflows\/greet\/workflow\.yaml:.*greting@1/,
  ],
  ['a schema that does not compile', { 'schemas/greeting/1.schema.json': '{"type":"objct"}' }, /^schemas\/greeting/],
];

test.each(broken)('dev - does not start, and says what, where and what to do: %s', async (_what, files, message) => {
  await expect(start(await projectOf(files))).rejects.toMatchObject({
    name: 'StartUpError',
    message: expect.stringMatching(message),
    advice: expect.stringMatching(/.{10,}/),
  });
});

test('dev - a sample that is none keeps it from starting', async () => {
  const root = await projectOf({ 'samples/greetings.ndjson': '{"topic":"t"}\n' });
  await expect(start(root, { samples: true })).rejects.toMatchObject({
    message: expect.stringMatching(/^samples\/greetings\.ndjson:1: /),
  });
});

test('dev - a busy port is said, and the data directory is free again', async () => {
  const root = await projectOf();
  const other = createServer().listen(0, '127.0.0.1');
  closing.push(() => other.close());
  await vi.waitUntil(() => other.listening);
  const { port } = other.address() as AddressInfo;
  await expect(start(root, { port })).rejects.toMatchObject({
    message: `port ${port} of 127.0.0.1 is in use`,
    advice: 'Stop what listens there, or choose another port with --port.',
  });
  await start(root);
});

test('dev - data that cannot be written is said', async () => {
  const root = await projectOf({ '.baton': 'a file where the directory is to be' });
  await expect(start(root)).rejects.toMatchObject({
    message: expect.stringContaining(join(root, '.baton')),
    advice: expect.stringContaining('you may write there'),
  });
});

test('dev - a second one on the same data directory does not start', async () => {
  const root = await projectOf();
  await start(root);
  await expect(start(root)).rejects.toMatchObject({
    message: `another process uses the data directory ${join(root, '.baton')}`,
    advice: 'Stop it, or choose another directory with --data.',
  });
});

test.each(['engine.db', 'log.db', 'dev.db'])('dev - data of a newer version is left alone: %s', async (file) => {
  const root = await projectOf();
  const { running } = await start(root);
  await running.close();
  const database = new DatabaseSync(join(root, '.baton', file));
  database.exec('pragma user_version = 999');
  database.close();
  await expect(start(root)).rejects.toMatchObject({
    message: expect.stringMatching(new RegExp(`${file.replace('.', '\\.')} has .*version 999`)),
    advice: expect.stringContaining('newer Baton'),
  });
});
