import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { HistoryEvent } from '../machine/index.ts';
import { openMemoryStore, openSqliteStore, type Store, StoreUnavailableError } from '../store/index.ts';
import { type VirtualClock, virtualClock } from './clock.ts';
import { Executions } from './executions.ts';
import type { FindIntegration, InvokeTask, TaskFailure, TaskOutcome, TaskSetting } from './ports.ts';
import { Programs } from './programs.ts';
import { RunLoop } from './run-loop.ts';
import { StateMachines } from './state-machines.ts';

const START = Date.UTC(2026, 0, 1);
const ARNS = { region: 'us-east-1', account: '000000000000' };
const CRASHED: TaskFailure = { type: 'failed', error: 'Lambda.Unknown', cause: 'the engine stopped' };
const DONE: TaskOutcome = { type: 'succeeded', output: '"done"' };

type Call = { readonly task: InvokeTask; readonly setting: TaskSetting; answer(outcome: TaskOutcome): void };

type Bench = {
  readonly executions: Executions;
  readonly clock: VirtualClock;
  readonly calls: Call[];
  readonly said: string[];
  readonly loop: RunLoop;
  create(definition: object): string;
  history(arn: string): readonly HistoryEvent[];
  status(arn: string): string;
};

const loops: RunLoop[] = [];
afterEach(async () => {
  for (const loop of loops.splice(0)) await loop.close(0);
});

/** An engine over the given store; calls wait to be answered by the test, unless `answer` does at once. */
function open(
  store: Store,
  {
    clock = virtualClock(START),
    answer,
    onCrash = CRASHED,
    monotonicMs = () => performance.now(),
  }: Partial<{
    clock: VirtualClock;
    answer: (call: Call) => TaskOutcome | undefined;
    onCrash: TaskFailure | 'invokeAgain';
    monotonicMs: () => number;
  }> = {},
): Bench {
  const calls: Call[] = [];
  const said: string[] = [];
  const findIntegration: FindIntegration = () => ({
    onCrash,
    invoke: (task, setting) =>
      new Promise((resolve) => {
        const call: Call = { task, setting, answer: resolve };
        calls.push(call);
        const outcome = answer?.(call);
        if (outcome !== undefined) resolve(outcome);
      }),
  });
  const machines = new StateMachines(store, clock, ARNS);
  const loop = new RunLoop({
    ...{ store, clock, findIntegration, programs: new Programs(store.machines), onEnded: () => {}, storeRetryMs: 1 },
    monotonicMs,
    log: { info: (message) => said.push(message), error: (message) => said.push(message) },
  });
  loops.push(loop);
  const executions = new Executions({ store, machines, loop, clock });
  return {
    ...{ executions, clock, calls, said, loop },
    create(definition) {
      const settings = { loggingConfiguration: {}, tracingConfiguration: {} };
      const text = JSON.stringify(definition);
      return machines.put({
        name: 'm',
        definition: text,
        roleArn: 'arn:aws:iam::000000000000:role/r',
        type: 'STANDARD',
        settings,
      }).arn;
    },
    history: (arn) => executions.history(arn, { reverse: false, from: null, limit: 25_000 }),
    status: (arn) => executions.describe(arn).run.status,
  };
}

/** As a kill would: nothing more is heard of what was in flight. */
async function crash({ loop }: Bench): Promise<void> {
  await loop.close(0);
}

const task = (more: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f',
  ...more,
});
const machine = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
const chain = (length: number, state: object) =>
  machine(
    Object.fromEntries(
      Array.from({ length }, (_, i) => [
        `S${i}`,
        { ...state, ...(i + 1 === length ? { End: true } : { Next: `S${i + 1}` }) },
      ]),
    ),
  );
const typesOf = (events: readonly HistoryEvent[]) => events.map(({ type }) => type);

test('run loop - what a step produced is committed before its task is called', async () => {
  const store = openMemoryStore();
  const seen: string[][] = [];
  const bench = open(store, {
    answer: ({ setting }) => {
      seen.push(typesOf(bench.history(setting.executionArn)));
      return DONE;
    },
  });
  const { executionArn } = await bench.executions.start(bench.create(machine({ T: task() })), '{}');
  await expect.poll(() => bench.status(executionArn)).toBe('SUCCEEDED');
  expect(seen).toEqual([['ExecutionStarted', 'TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted']]);
});

test('run loop - runs that are ready in one turn share a transaction', async () => {
  const store = openMemoryStore();
  let commits = 0;
  const commit: Store['runs']['commit'] = (changes) => {
    commits++;
    store.runs.commit(changes);
  };
  const bench = open({ ...store, runs: { ...store.runs, commit } }, { monotonicMs: () => 0 });
  const arn = bench.create(machine({ P: { Type: 'Pass', End: true } }));
  await Promise.all(Array.from({ length: 50 }, () => bench.executions.start(arn, '{}')));
  expect(commits).toBe(1);
  expect(bench.executions.list(arn, { limit: 100, status: 'SUCCEEDED' }).runs).toHaveLength(50);
});

test('run loop - a call that was in flight at a crash fails, and Retry decides', async () => {
  const store = openMemoryStore();
  const before = open(store);
  const retried = task({ End: true, Retry: [{ ErrorEquals: ['Lambda.Unknown'], IntervalSeconds: 1 }] });
  const { executionArn } = await before.executions.start(before.create(machine({ T: retried })), '{}');
  await expect.poll(() => before.calls.length).toBe(1);
  await crash(before);

  const after = open(store, { clock: virtualClock(START + 60_000), answer: () => DONE });
  await expect.poll(() => after.clock.advance()).toBe(true);
  await expect.poll(() => after.status(executionArn)).toBe('SUCCEEDED');
  expect(after.calls.map((call) => call.task.retryCount)).toEqual([1]);
  expect(typesOf(after.history(executionArn))).toContain('LambdaFunctionFailed');
  expect(after.history(executionArn).map(({ id }) => id)).toEqual(after.history(executionArn).map((_, i) => i + 1));
});

test('run loop - without Retry a crash fails the execution as a failed call does', async () => {
  const store = openMemoryStore();
  const before = open(store);
  const { executionArn } = await before.executions.start(before.create(machine({ T: task() })), '{}');
  await expect.poll(() => before.calls.length).toBe(1);
  await crash(before);
  const after = open(store);
  await expect.poll(() => after.status(executionArn)).toBe('FAILED');
  expect(after.executions.describe(executionArn).texts).toMatchObject({ error: 'Lambda.Unknown' });
});

test('run loop - an integration that may be called again is, after a crash', async () => {
  const store = openMemoryStore();
  const before = open(store, { onCrash: 'invokeAgain' });
  const { executionArn } = await before.executions.start(before.create(machine({ T: task() })), '{}');
  await expect.poll(() => before.calls.length).toBe(1);
  await crash(before);
  const after = open(store, { onCrash: 'invokeAgain', answer: () => DONE });
  await expect.poll(() => after.status(executionArn)).toBe('SUCCEEDED');
});

test('run loop - a wait goes on after a crash and ends at its time', async () => {
  const store = openMemoryStore();
  const before = open(store);
  const year = machine({ W: { Type: 'Wait', Seconds: 31_536_000, End: true } });
  const { executionArn } = await before.executions.start(before.create(year), '{}');
  await crash(before);
  const after = open(store, { clock: virtualClock(START + 1_000) });
  await expect.poll(() => after.clock.advance()).toBe(true);
  await expect.poll(() => after.status(executionArn)).toBe('SUCCEEDED');
  expect(after.history(executionArn).at(-1)?.timestamp).toBe(START + 31_536_000_000);
});

test('run loop - killed after any number of calls, every execution still ends with all its steps', async () => {
  const retried = task({ Retry: [{ ErrorEquals: ['Lambda.Unknown'], IntervalSeconds: 1 }] });
  for (let killAfter = 1; killAfter <= 5; killAfter++) {
    const store = openMemoryStore();
    const before = open(store, { answer: (call) => (before.calls.length < killAfter ? DONE : void call) });
    const { executionArn } = await before.executions.start(before.create(chain(5, retried)), '{}');
    await expect.poll(() => before.calls.length).toBe(killAfter);
    await crash(before);
    const after = open(store, { answer: () => DONE, clock: virtualClock(START + 1_000) });
    await expect.poll(() => after.clock.advance()).toBe(true);
    await expect.poll(() => after.status(executionArn)).toBe('SUCCEEDED');
    const events = after.history(executionArn);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
    expect(typesOf(events).filter((type) => type === 'LambdaFunctionSucceeded')).toHaveLength(5);
    expect(typesOf(events).filter((type) => type === 'LambdaFunctionFailed')).toHaveLength(1);
  }
});

test('run loop - a long run is rebuilt from its snapshot', async () => {
  const store = openMemoryStore();
  const before = open(store);
  const { executionArn } = await before.executions.start(before.create(chain(80, { Type: 'Wait', Seconds: 1 })), '{}');
  const waits = () => typesOf(before.history(executionArn)).filter((type) => type === 'WaitStateExited').length;
  for (let i = 1; i <= 40; i++) {
    await expect.poll(() => before.clock.advance(), { interval: 1 }).toBe(true);
    await expect.poll(waits, { interval: 1 }).toBe(i);
  }
  const { id } = before.executions.describe(executionArn).run;
  expect(store.log.snapshot(id)).not.toBeNull();
  await crash(before);
  const after = open(store, { clock: virtualClock(START + 3_600_000) });
  await expect
    .poll(
      () => {
        after.clock.advance();
        return after.status(executionArn);
      },
      { interval: 1 },
    )
    .toBe('SUCCEEDED');
  expect(typesOf(after.history(executionArn)).filter((type) => type === 'WaitStateExited')).toHaveLength(80);
  expect(store.log.snapshot(id)).toBeNull();
});

test('run loop - more runs wait than are kept in memory, and all of them end', async () => {
  const bench = open(openMemoryStore());
  const arn = bench.create(machine({ W: { Type: 'Wait', Seconds: 5, End: true } }));
  await Promise.all(Array.from({ length: 1_200 }, () => bench.executions.start(arn, '{}')));
  expect(bench.loop.openRuns).toBe(1_200);
  await expect.poll(() => bench.clock.advance()).toBe(true);
  await expect.poll(() => bench.loop.openRuns).toBe(0);
  expect(bench.executions.list(arn, { limit: 2_000, status: 'SUCCEEDED' }).runs).toHaveLength(1_200);
});

test('run loop - tasks beyond the limit wait for others to end', async () => {
  const bench = open(openMemoryStore());
  const arn = bench.create(machine({ T: task() }));
  await Promise.all(Array.from({ length: 1_010 }, () => bench.executions.start(arn, '{}')));
  await expect.poll(() => bench.calls.length).toBe(1_000);
  for (const call of bench.calls.slice(0, 10)) call.answer(DONE);
  await expect.poll(() => bench.calls.length).toBe(1_010);
});

test('run loop - a stopped execution ends at once and its call is given up', async () => {
  const bench = open(openMemoryStore());
  const { executionArn } = await bench.executions.start(bench.create(machine({ T: task() })), '{}');
  await expect.poll(() => bench.calls.length).toBe(1);
  await bench.executions.stop(executionArn, 'Enough', null);
  expect(bench.status(executionArn)).toBe('ABORTED');
  expect(bench.calls[0]?.setting.signal.aborted).toBe(true);
  bench.calls[0]?.answer(DONE);
  const stoppedAt = await bench.executions.stop(executionArn, 'Again', null);
  expect(stoppedAt).toBe(bench.executions.describe(executionArn).run.stoppedAt);
  expect(bench.executions.describe(executionArn).texts.error).toBe('Enough');
});

test('run loop - while nothing can be written no execution is taken in, and what happened is not lost', async () => {
  const store = openMemoryStore();
  let full = false;
  const commit: Store['runs']['commit'] = (changes) => {
    if (full) throw new StoreUnavailableError('engine.db: database or disk is full');
    store.runs.commit(changes);
  };
  const bench = open({ ...store, runs: { ...store.runs, commit } });
  const arn = bench.create(chain(2, task({})));
  const { executionArn } = await bench.executions.start(arn, '{}', 'kept');
  await expect.poll(() => bench.calls.length).toBe(1);

  full = true;
  bench.calls[0]?.answer(DONE);
  await expect(bench.executions.start(arn, '{}', 'refused')).rejects.toThrow(StoreUnavailableError);
  await expect(bench.executions.start(arn, '{}', 'refused')).rejects.toThrow(/disk is full/);
  expect(bench.calls).toHaveLength(1);
  expect(bench.said).toEqual([expect.stringMatching(/disk is full; no execution is started until/)]);

  full = false;
  await expect.poll(() => bench.calls.length).toBe(2);
  bench.calls[1]?.answer(DONE);
  await expect.poll(() => bench.status(executionArn)).toBe('SUCCEEDED');
  await bench.executions.start(arn, '{}', 'refused');
  expect(bench.said).toHaveLength(2);
  expect(bench.said[1]).toMatch(/can be written again/);
  const events = bench.history(executionArn);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
});

test('run loop - a timer that fires while nothing can be written fires when it can', async () => {
  const store = openMemoryStore();
  let full = false;
  const commit: Store['runs']['commit'] = (changes) => {
    if (full) throw new StoreUnavailableError('disk full');
    store.runs.commit(changes);
  };
  const bench = open({ ...store, runs: { ...store.runs, commit } });
  const arn = bench.create(machine({ W: { Type: 'Wait', Seconds: 1, End: true } }));
  const { executionArn } = await bench.executions.start(arn, '{}');
  full = true;
  bench.clock.advance();
  await expect.poll(() => bench.said.length).toBe(1);
  full = false;
  await expect.poll(() => bench.status(executionArn)).toBe('SUCCEEDED');
  expect(typesOf(bench.history(executionArn)).filter((type) => type === 'WaitStateExited')).toHaveLength(1);
});

test('run loop - closing lets a task in flight end and takes nothing more in', async () => {
  const bench = open(openMemoryStore());
  const arn = bench.create(machine({ T: task() }));
  const { executionArn } = await bench.executions.start(arn, '{}');
  await expect.poll(() => bench.calls.length).toBe(1);
  const closed = bench.loop.close(1_000);
  await expect(bench.executions.start(arn, '{}')).rejects.toMatchObject({ code: 'ENGINE_CLOSED' });
  bench.calls[0]?.answer(DONE);
  await closed;
  expect(bench.status(executionArn)).toBe('SUCCEEDED');
});

test('run loop - an execution that cannot be taken up again is told, and the others go on', async () => {
  const store = openMemoryStore();
  const before = open(store);
  const arn = before.create(machine({ W: { Type: 'Wait', Seconds: 5, End: true } }));
  const broken = await before.executions.start(arn, '{}');
  before.create(machine({ X: { Type: 'Wait', Seconds: 5, End: true } }));
  const whole = await before.executions.start(arn, '{}');
  const { revision } = before.executions.describe(broken.executionArn).run;
  await crash(before);

  const unreadable: Store['machines']['revision'] = (id) => {
    const row = store.machines.revision(id);
    return id === revision && row !== null ? { ...row, definition: '{}' } : row;
  };
  const clock = virtualClock(START + 1_000);
  const after = open({ ...store, machines: { ...store.machines, revision: unreadable } }, { clock });
  await expect.poll(() => after.clock.advance()).toBe(true);
  await expect.poll(() => after.status(whole.executionArn)).toBe('SUCCEEDED');
  expect(after.status(broken.executionArn)).toBe('RUNNING');
  expect(after.said[0]).toBe(`an execution cannot be taken up again: ${broken.executionArn}`);
});

test('run loop - an answer that is no JSON ends its execution alone', async () => {
  const bench = open(openMemoryStore(), { answer: () => ({ type: 'succeeded', output: '{no JSON' }) });
  const arn = bench.create(machine({ T: task({ ResultPath: '$.x', End: true }) }));
  const { executionArn } = await bench.executions.start(arn, '{}');
  await expect.poll(() => bench.status(executionArn)).toBe('FAILED');
  expect(bench.executions.describe(executionArn).texts.error).toBe('States.Runtime');
  expect(typesOf(bench.history(executionArn)).at(-1)).toBe('ExecutionFailed');
});

test('run loop - a disk that is really full refuses what does not fit and keeps what was acknowledged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-full-'));
  const file = join(folder, 'engine.db');
  const small = openSqliteStore(file, { maxPages: 300 });
  const before = open(small, { answer: () => DONE });
  const arn = before.create(chain(2, task({})));
  const input = JSON.stringify('x'.repeat(50_000));
  const acknowledged: string[] = [];
  const fill = async () => {
    for (;;) acknowledged.push((await before.executions.start(arn, input)).executionArn);
  };
  await expect(fill()).rejects.toThrow(/database or disk is full/);
  expect(acknowledged.length).toBeGreaterThan(0);
  await crash(before);
  small.close();

  const store = openSqliteStore(file);
  const retrying = { answer: () => DONE, onCrash: 'invokeAgain' as const };
  const after = open(store, retrying);
  await expect.poll(() => acknowledged.map(after.status)).toEqual(acknowledged.map(() => 'SUCCEEDED'));
  await crash(after);
  store.close();
  await rm(folder, { recursive: true });
});

const spread = (fields: object = {}) =>
  machine({
    Spread: {
      ...{ Type: 'Map', Label: 'rows', End: true, ...fields },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...machine({ Each: task() }),
      },
    },
  });

test('run loop - the children of a map run are executions of their own, and none of their state machine', async () => {
  const store = openMemoryStore();
  const bench = open(store, { answer: ({ task: { arguments: output } }) => ({ type: 'succeeded', output }) });
  const machineArn = bench.create(spread());
  const { executionArn } = await bench.executions.start(machineArn, '[1,2]');
  await expect.poll(() => bench.status(executionArn)).toBe('SUCCEEDED');
  expect(bench.executions.describe(executionArn).texts.output).toBe('[1,2]');
  const { runs } = bench.executions.list(machineArn, { limit: 10 });
  expect(runs.map((run) => run.executionArn)).toEqual([executionArn]);
  const started = bench.history(executionArn).find(({ type }) => type === 'MapRunStarted');
  const mapRun = String(started?.details?.value.mapRunArn);
  const children = store.runs.list({ mapRun, limit: 10 });
  expect(children.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  expect(typesOf(bench.history(children[0]?.executionArn ?? ''))).toContain('LambdaFunctionSucceeded');
});

test('run loop - killed after any number of calls, a map run starts each child once and ends', async () => {
  for (let kills = 0; kills < 4; kills++) {
    const store = openMemoryStore();
    const options = { onCrash: 'invokeAgain' as const };
    const before = open(store, options);
    const { executionArn } = await before.executions.start(before.create(spread({ MaxConcurrency: 2 })), '[1,2,3]');
    for (let call = 0; call < kills; call++) {
      await expect.poll(() => before.calls[call]).toBeDefined();
      before.calls[call]?.answer(DONE);
    }
    await crash(before);
    const after = open(store, { ...options, answer: () => DONE });
    await expect.poll(() => after.status(executionArn)).toBe('SUCCEEDED');
    expect(after.executions.describe(executionArn).texts.output).toBe('["done","done","done"]');
    expect(store.runs.list({ limit: 10 })).toHaveLength(4);
  }
});

test('run loop - the children of a stopped execution are stopped', async () => {
  const store = openMemoryStore();
  const bench = open(store);
  const { executionArn } = await bench.executions.start(bench.create(spread()), '[1,2]');
  await expect.poll(() => bench.calls.length).toBe(2);
  await bench.executions.stop(executionArn, null, null);
  await expect.poll(() => bench.loop.openRuns).toBe(0);
  expect(store.runs.list({ limit: 10 }).map(({ status }) => status)).toEqual(['ABORTED', 'ABORTED', 'ABORTED']);
});

test('run loop - children that nobody could stop in time are stopped when they are taken up again', async () => {
  const store = openMemoryStore();
  const before = open(store);
  const { executionArn } = await before.executions.start(before.create(spread()), '[1,2]');
  await expect.poll(() => before.calls.length).toBe(2);
  const { run } = before.executions.describe(executionArn);
  const [{ arn = '' } = {}] = store.mapRuns.list(run.id);
  await crash(before);
  // What a process leaves that is killed between the commit of the map run's end and that of its children.
  const changed = {
    started: [],
    updated: [],
    ended: [{ arn, status: 'ABORTED' as const, stoppedAt: 1 }],
    redriven: [],
  };
  const none = { started: [], resumed: [], ended: [], steps: [], snapshots: [], timersCleared: [], timersSet: [] };
  store.runs.commit({ ...none, progressed: [{ ...run, status: 'ABORTED', stoppedAt: 1 }], mapRuns: changed });
  const after = open(store, { onCrash: 'invokeAgain' });
  await expect.poll(() => after.loop.openRuns).toBe(0);
  expect(store.runs.list({ mapRun: arn, limit: 10 }).map(({ status }) => status)).toEqual(['ABORTED', 'ABORTED']);
});

test('run loop - killed as soon as it is redriven, a map run takes its children up again once', async () => {
  const store = openMemoryStore();
  const bad = { type: 'failed', error: 'Bad', cause: 'because' } as const;
  const before = open(store, { answer: () => bad });
  const { executionArn } = await before.executions.start(before.create(spread({ MaxConcurrency: 1 })), '[1,2]');
  await expect.poll(() => before.status(executionArn)).toBe('FAILED');
  await crash(before);
  const between = open(store, { onCrash: 'invokeAgain' });
  await between.executions.redrive(executionArn, null);
  await crash(between);
  const after = open(store, { onCrash: 'invokeAgain', answer: () => DONE });
  await expect.poll(() => after.status(executionArn)).toBe('SUCCEEDED');
  expect(after.executions.describe(executionArn).texts.output).toBe('["done","done"]');
  const children = store.runs.list({ limit: 10 }).filter(({ mapRun }) => mapRun !== null);
  expect(children.map(({ redriveCount, status }) => `${redriveCount} ${status}`)).toEqual([
    '0 SUCCEEDED',
    '1 SUCCEEDED',
  ]);
});
