import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type EndedExecution,
  type Engine,
  type EngineOptions,
  InvalidDefinitionError,
  openEngine,
  StoreTooNewError,
} from './index.ts';

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:orders-reserve';
const ORDER = JSON.stringify({
  StartAt: 'Reserve',
  States: {
    Reserve: { Type: 'Task', Resource: FUNCTION_ARN, Next: 'Done' },
    Done: { Type: 'Pass', End: true },
  },
});

let folder: string;
let engines: Engine[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-engine-'));
  engines = [];
});
afterEach(async () => {
  for (const engine of engines) await engine.close();
  await rm(folder, { recursive: true });
});

function open(options: Partial<EngineOptions> = {}): Engine {
  const engine = openEngine({
    ...{ dataFile: join(folder, 'engine.db'), objects: null, environment: {} },
    host: {
      invoke: (_name, payload) => Promise.resolve({ payload, functionError: null, requestId: 'r', durationMs: 1 }),
    },
    ...options,
  });
  engines.push(engine);
  return engine;
}

function nextEnded(engine: Engine): Promise<EndedExecution> {
  return new Promise((resolve) => {
    const unsubscribe = engine.onExecutionEnded((ended) => {
      unsubscribe();
      resolve(ended);
    });
  });
}

test('engine - an ended execution is told with its path, and can be looked into in process', async () => {
  const engine = open();
  const arn = engine.putStateMachine('orders', ORDER);
  const ended = nextEnded(engine);
  const { executionArn } = await engine.executions.start(arn, '{"id":7}', 'o-7');
  expect(await ended).toEqual({
    ...{ executionArn, name: 'o-7', stateMachineArn: arn, stateMachineName: 'orders', status: 'SUCCEEDED' },
    ...{ error: null, cause: null, durationMs: expect.any(Number), path: ['Reserve', 'Done'] },
  });
  expect(engine.executions.describe(executionArn).texts.output).toBe('{"id":7}');
  expect(engine.executions.history(executionArn, { reverse: true, from: null, limit: 1 })[0]?.type).toBe(
    'ExecutionSucceeded',
  );
  expect(engine.openExecutions).toBe(0);
});

test('engine - a failed execution is told with its error', async () => {
  const payload = '{"errorType":"OutOfStock","errorMessage":"none"}';
  const host = {
    invoke: () => Promise.resolve({ payload, functionError: 'Unhandled' as const, requestId: 'r', durationMs: 1 }),
  };
  const engine = open({ host });
  const ended = nextEnded(engine);
  await engine.executions.start(engine.putStateMachine('orders', ORDER), '{}');
  expect(await ended).toMatchObject({ status: 'FAILED', error: 'OutOfStock', cause: payload, path: ['Reserve'] });
});

test('engine - putting a state machine again updates it, and what is no definition changes nothing', () => {
  const engine = open();
  const arn = engine.putStateMachine('orders', ORDER);
  const next = ORDER.replaceAll('Done', 'Finished');
  expect(engine.putStateMachine('orders', next)).toBe(arn);
  expect(engine.stateMachines.find(arn).revision.definition).toBe(next);
  expect(() => engine.putStateMachine('orders', '{}')).toThrow(InvalidDefinitionError);
  expect(engine.stateMachines.find(arn).revision.definition).toBe(next);
});

test('engine - what is open when it closes goes on when its data is opened again', async () => {
  const wait = JSON.stringify({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, End: true } } });
  const before = open();
  const { executionArn } = await before.executions.start(before.putStateMachine('waits', wait), '{}');
  await before.close();
  engines.pop();
  const after = open();
  expect(after.openExecutions).toBe(1);
  expect(await nextEnded(after)).toMatchObject({ executionArn, status: 'SUCCEEDED', path: ['W'] });
});

test('engine - ARNs take region and account from the environment', () => {
  const environment = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: '123456789012' };
  const arn = open({ environment }).putStateMachine('orders', ORDER);
  expect(arn).toBe('arn:aws:states:eu-central-1:123456789012:stateMachine:orders');
});

test('engine - data of a newer version is refused', async () => {
  const { DatabaseSync } = await import('node:sqlite');
  const file = join(folder, 'newer.db');
  const database = new DatabaseSync(file);
  database.exec('pragma user_version = 999');
  database.close();
  expect(() => open({ dataFile: file })).toThrow(StoreTooNewError);
});
