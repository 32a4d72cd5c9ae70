import { expect, test } from 'vitest';
import type { Changes, MapRunRow, RunRow, StepRow, Store, TimerRow } from './index.ts';

const NOTHING: Changes = {
  started: [],
  progressed: [],
  resumed: [],
  ended: [],
  steps: [],
  snapshots: [],
  mapRuns: { started: [], updated: [], ended: [], redriven: [] },
  timersCleared: [],
  timersSet: [],
};

const row = (id: number, more: Partial<RunRow> = {}): RunRow => ({
  id,
  machine: 1,
  revision: 1,
  version: null,
  alias: null,
  mapRun: null,
  itemCount: null,
  traceHeader: null,
  executionArn: `arn:run-${id}`,
  name: `run-${id}`,
  startedAt: 1_000 + id,
  status: 'RUNNING',
  stoppedAt: null,
  redriveCount: 0,
  redrivenAt: null,
  tail: id,
  ...more,
});
const started = (id: number, more: Partial<RunRow> = {}) => ({ ...row(id, more), input: `{"id":${id}}` });
const step = (id: number, previous: number | null): StepRow => ({
  id,
  previous,
  input: `{"step":${id}}`,
  history: '[]',
  firstEvent: id,
});
const timer = (run: number, at: number, more: Partial<TimerRow> = {}): TimerRow => ({
  run,
  frame: 0,
  timer: 'wait',
  turn: 1,
  at,
  ...more,
});

const mapRun = (arn: string, run: number, more: Partial<MapRunRow> = {}): MapRunRow => ({
  ...{ arn, run, frame: 0, turn: 1, startedAt: 1_000, status: 'RUNNING', stoppedAt: null, itemCount: 7, childCount: 3 },
  ...{
    redriveCount: 0,
    redrivenAt: null,
    maxConcurrency: 0,
    toleratedFailureCount: null,
    toleratedFailurePercentage: 12.5,
  },
  ...more,
});

const FIRST_REVISION = {
  revisionId: null,
  definition: '{"v":1}',
  roleArn: 'arn:role',
  settings: '{}',
  createdAt: 1,
};
const MACHINE = { arn: 'arn:machine', name: 'machine', type: 'STANDARD', createdAt: 1 } as const;

/** What every adapter of the store's ports does. `open` gives an empty store. */
export function testStore(adapter: string, open: () => Store): void {
  const storeTest: StoreTest = (behaviour, body) =>
    test(`store (${adapter}) - ${behaviour}`, () => {
      const store = open();
      try {
        body(store);
      } finally {
        store.close();
      }
    });
  testRuns(storeTest);
  testRedrives(storeTest);
  testMapRuns(storeTest);
  testLog(storeTest);
  testMachines(storeTest);
  testVersions(storeTest);
  testActivities(storeTest);
}

type StoreTest = (behaviour: string, body: (store: Store) => void) => void;

function testRedrives(storeTest: StoreTest): void {
  storeTest('takes an ended run up again, and forgets how it had ended', ({ runs }) => {
    const ended = row(1, { status: 'FAILED', stoppedAt: 5 });
    const failed = { run: 1, output: null, error: 'E', cause: 'C' };
    runs.commit({ ...NOTHING, started: [started(1)] });
    runs.commit({ ...NOTHING, progressed: [ended], ended: [failed] });
    const resumed = row(1, { redriveCount: 1, redrivenAt: 6, tail: 2 });
    runs.commit({ ...NOTHING, progressed: [resumed], resumed: [1] });
    expect(runs.find(1)).toEqual(resumed);
    expect(runs.texts(1)).toEqual({ input: '{"id":1}', output: null, error: null, cause: null });
    runs.commit({ ...NOTHING, progressed: [ended], resumed: [1], ended: [{ ...failed, error: 'F' }] });
    expect(runs.texts(1).error).toBe('F');
  });
}

function testMapRuns(storeTest: StoreTest): void {
  const { mapRuns: none } = NOTHING;

  storeTest('keeps map runs, lists those of a run newest first', ({ runs, mapRuns }) => {
    const [first, second, other] = [mapRun('arn:m', 1), mapRun('arn:n', 1, { childCount: null }), mapRun('arn:o', 2)];
    runs.commit({ ...NOTHING, mapRuns: { ...none, started: [first, second, other] } });
    expect(mapRuns.find('arn:m')).toEqual(first);
    expect(mapRuns.find('arn:x')).toBeNull();
    expect(mapRuns.list(1)).toEqual([second, first]);
    expect(mapRuns.list(3)).toEqual([]);
  });

  storeTest('changes the settings of a map run, and ends it', ({ runs, mapRuns }) => {
    const changed = { maxConcurrency: 5, toleratedFailureCount: 2, toleratedFailurePercentage: null };
    const started = mapRun('arn:m', 1);
    const ended = { arn: 'arn:m', status: 'FAILED', stoppedAt: 2_000 } as const;
    runs.commit({ ...NOTHING, mapRuns: { ...none, started: [started] } });
    runs.commit({ ...NOTHING, mapRuns: { ...none, updated: [{ arn: 'arn:m', ...changed }], ended: [ended] } });
    expect(mapRuns.find('arn:m')).toEqual({ ...started, ...changed, ...ended });
    const redriven = { arn: 'arn:m', frame: 2, turn: 5, redriveCount: 1, redrivenAt: 3_000 };
    runs.commit({ ...NOTHING, mapRuns: { ...none, redriven: [redriven] } });
    expect(mapRuns.find('arn:m')).toEqual({ ...started, ...changed, ...redriven });
  });

  storeTest(
    'lets unsuccessful children wait for a redrive, and aborts those that still do at the end',
    ({ runs, mapRuns }) => {
      const statuses = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'RUNNING'] as const;
      const children = statuses.map((status, index) => started(index + 2, { mapRun: 'arn:m', status, itemCount: 1 }));
      runs.commit({
        ...NOTHING,
        started: [started(1), ...children, started(9, { mapRun: 'arn:n', status: 'FAILED' })],
      });
      runs.commit({ ...NOTHING, mapRuns: { ...none, started: [mapRun('arn:m', 1)] } });
      const redriven = { arn: 'arn:m', frame: 2, turn: 5, redriveCount: 1, redrivenAt: 3_000 };
      runs.commit({ ...NOTHING, mapRuns: { ...none, redriven: [redriven] } });
      const found = () => runs.list({ mapRun: 'arn:m', limit: 10 }).map(({ status }) => status);
      const waiting = 'PENDING_REDRIVE';
      expect(found()).toEqual(['RUNNING', waiting, waiting, waiting, 'SUCCEEDED']);
      expect(mapRuns.countChildren('arn:m')).toContainEqual({ status: waiting, executions: 3, items: 3 });
      expect(runs.find(9)?.status).toBe('FAILED');
      const ended = { arn: 'arn:m', status: 'FAILED', stoppedAt: 4_000 } as const;
      runs.commit({ ...NOTHING, mapRuns: { ...none, ended: [ended] } });
      expect(found()).toEqual(['RUNNING', 'ABORTED', 'ABORTED', 'ABORTED', 'SUCCEEDED']);
    },
  );

  storeTest('counts the children of a map run and their items', ({ runs, mapRuns }) => {
    const child = (id: number, itemCount: number, of = 'arn:m') => started(id, { mapRun: of, itemCount });
    runs.commit({ ...NOTHING, started: [started(1), child(2, 3), child(3, 3), child(4, 1), child(5, 9, 'arn:n')] });
    const ended = row(2, { mapRun: 'arn:m', itemCount: 3, status: 'SUCCEEDED', stoppedAt: 5_000 });
    runs.commit({ ...NOTHING, progressed: [ended], ended: [{ run: 2, output: '1', error: null, cause: null }] });
    expect(mapRuns.countChildren('arn:m').toSorted((a, b) => a.items - b.items)).toEqual([
      { status: 'SUCCEEDED', executions: 1, items: 3 },
      { status: 'RUNNING', executions: 2, items: 4 },
    ]);
    expect(mapRuns.countChildren('arn:x')).toEqual([]);
  });
}

function testRuns(storeTest: StoreTest): void {
  storeTest('finds a started run by id and by ARN, with its input', ({ runs }) => {
    const traceHeader = 'Root=1-5e1b4151-5ac6c58b';
    runs.commit({ ...NOTHING, started: [started(1), started(3, { traceHeader })], steps: [step(1, null)] });
    expect(runs.find(1)).toEqual(row(1));
    expect(runs.find(3)?.traceHeader).toBe(traceHeader);
    expect(runs.find('arn:run-1')).toEqual(row(1));
    expect(runs.texts(1)).toEqual({ input: '{"id":1}', output: null, error: null, cause: null });
    expect(runs.find(2)).toBeNull();
    expect(runs.find('arn:run-2')).toBeNull();
  });

  storeTest('gives the newest of several runs with one ARN', ({ runs }) => {
    runs.commit({
      ...NOTHING,
      started: [started(1, { executionArn: 'arn:same' }), started(2, { executionArn: 'arn:same' })],
    });
    expect(runs.find('arn:same')?.id).toBe(2);
  });

  storeTest('goes on counting where it was', ({ runs }) => {
    expect(runs.lastIds()).toEqual({ run: 0, step: 0 });
    runs.commit({ ...NOTHING, started: [started(1)], steps: [step(1, null), step(2, 1)] });
    expect(runs.lastIds()).toEqual({ run: 1, step: 2 });
  });

  storeTest('lists the children of a map run, or all but those of any', ({ runs }) => {
    runs.commit({
      ...NOTHING,
      started: [started(1), started(2, { mapRun: 'arn:m' }), started(3, { mapRun: 'arn:n' })],
    });
    const ids = (mapRun: string | null) => runs.list({ mapRun, limit: 10 }).map(({ id }) => id);
    expect(ids('arn:m')).toEqual([2]);
    expect(ids(null)).toEqual([1]);
    runs.commit({ ...NOTHING, progressed: [row(3, { mapRun: 'arn:n', redriveCount: 1, redrivenAt: 9 })] });
    const redriven = (wanted: boolean) => runs.list({ redriven: wanted, limit: 10 }).map(({ id }) => id);
    expect([redriven(true), redriven(false)]).toEqual([[3], [2, 1]]);
    expect(runs.find(2)?.mapRun).toBe('arn:m');
  });

  storeTest('lists newest first, by state machine, status and page', ({ runs }) => {
    runs.commit({ ...NOTHING, started: [started(1), started(2, { machine: 2 }), started(3), started(4)] });
    const ended = row(3, { status: 'FAILED', stoppedAt: 5_000 });
    runs.commit({ ...NOTHING, progressed: [ended], ended: [{ run: 3, output: null, error: 'E', cause: 'C' }] });
    const ids = (query: Parameters<typeof runs.list>[0]) => runs.list(query).map(({ id }) => id);
    expect(ids({ limit: 10 })).toEqual([4, 3, 2, 1]);
    expect(ids({ machine: 1, limit: 10 })).toEqual([4, 3, 1]);
    expect(ids({ machine: 1, limit: 1, before: 4 })).toEqual([3]);
    expect(ids({ status: 'RUNNING', limit: 10 })).toEqual([4, 2, 1]);
    expect(ids({ status: 'FAILED', machine: 1, limit: 10 })).toEqual([3]);
    expect(runs.find(3)).toEqual(ended);
    expect(runs.texts(3)).toEqual({ input: '{"id":3}', output: null, error: 'E', cause: 'C' });
  });
}

function testVersions(storeTest: StoreTest): void {
  const version = { revision: 1, description: 'first', createdAt: 5 };
  const alias = {
    ...{ machine: 1, name: 'live', description: '', routes: [{ version: 1, weight: 100 }] },
    ...{ createdAt: 5, updatedAt: 5 },
  };

  storeTest('numbers the versions of each state machine, and never uses a number again', ({ versions }) => {
    expect(versions.publish(1, version)).toEqual({ ...version, machine: 1, number: 1 });
    expect(versions.publish(1, { ...version, revision: 2 }).number).toBe(2);
    expect(versions.publish(2, version).number).toBe(1);
    versions.remove(1, 2);
    expect(versions.find(1, 2)).toBeNull();
    expect(versions.publish(1, version).number).toBe(3);
    expect(versions.list(1).map(({ number }) => number)).toEqual([3, 1]);
    expect(versions.find(1, 1)).toEqual({ ...version, machine: 1, number: 1 });
  });

  storeTest('keeps one alias of a name per state machine, listed by name', ({ aliases }) => {
    aliases.put(alias);
    aliases.put({ ...alias, machine: 2 });
    aliases.put({ ...alias, name: 'beta' });
    const changed = { ...alias, routes: [{ version: 2, weight: 100 }], updatedAt: 9 };
    aliases.put(changed);
    expect(aliases.find(1, 'live')).toEqual(changed);
    expect(aliases.list(1).map(({ name }) => name)).toEqual(['beta', 'live']);
    aliases.remove(1, 'live');
    expect(aliases.find(1, 'live')).toBeNull();
    expect(aliases.find(2, 'live')).toEqual({ ...alias, machine: 2 });
  });

  storeTest('lists the runs of a version and of an alias', ({ runs }) => {
    const of = [started(1), started(2, { version: 1 }), started(3, { version: 2, alias: 'live' })];
    runs.commit({ ...NOTHING, started: of });
    const ids = (query: Partial<Parameters<typeof runs.list>[0]>) =>
      runs.list({ limit: 10, ...query }).map(({ id }) => id);
    expect(ids({ version: 1 })).toEqual([2]);
    expect(ids({ alias: 'live' })).toEqual([3]);
    expect(runs.find(3)).toMatchObject({ version: 2, alias: 'live' });
  });
}

function testActivities(storeTest: StoreTest): void {
  storeTest('keeps activities with their tags', ({ activities }) => {
    const packing = { arn: 'arn:pack', name: 'pack', createdAt: 3, tags: {} };
    activities.put(packing);
    activities.put({ ...packing, arn: 'arn:label', name: 'label' });
    activities.put({ ...packing, tags: { team: 'orders' } });
    expect(activities.find('arn:pack')).toEqual({ ...packing, tags: { team: 'orders' } });
    expect(activities.list().map(({ name }) => name)).toEqual(['label', 'pack']);
    activities.remove('arn:pack');
    expect(activities.find('arn:pack')).toBeNull();
  });
}

function testLog(storeTest: StoreTest): void {
  storeTest('walks a run back through a log that many runs share', ({ runs, log }) => {
    runs.commit({ ...NOTHING, started: [started(1), started(2)], steps: [step(1, null), step(2, null), step(3, 1)] });
    runs.commit({ ...NOTHING, steps: [step(4, 2), step(5, 3)] });
    expect([...log.walkBack(5)]).toEqual([step(5, 3), step(3, 1), step(1, null)]);
    expect([...log.walkBack(4)].map(({ id }) => id)).toEqual([4, 2]);
  });

  storeTest('keeps the last snapshot of a run, and none once it has ended', ({ runs, log }) => {
    runs.commit({ ...NOTHING, started: [started(1)], snapshots: [{ run: 1, step: 1, state: 'a' }] });
    runs.commit({ ...NOTHING, snapshots: [{ run: 1, step: 9, state: 'b' }] });
    expect(log.snapshot(1)).toEqual({ run: 1, step: 9, state: 'b' });
    runs.commit({ ...NOTHING, ended: [{ run: 1, output: '1', error: null, cause: null }] });
    expect(log.snapshot(1)).toBeNull();
  });

  storeTest('gives timers by time; a run has one of a kind per frame, and none once it has ended', ({ runs, log }) => {
    runs.commit({ ...NOTHING, timersSet: [timer(1, 30), timer(2, 10), timer(3, 20), timer(1, 5, { frame: 7 })] });
    expect(log.timers(2)).toEqual([timer(1, 5, { frame: 7 }), timer(2, 10)]);
    const cleared = [{ run: 1, frame: 7, timer: 'wait' }] as const;
    runs.commit({ ...NOTHING, timersCleared: cleared, timersSet: [timer(2, 40, { turn: 2 })] });
    expect(log.timers(10)).toEqual([timer(3, 20), timer(1, 30), timer(2, 40, { turn: 2 })]);
    runs.commit({ ...NOTHING, ended: [{ run: 3, output: null, error: null, cause: null }] });
    expect(log.timers(10).map(({ run }) => run)).toEqual([1, 2]);
  });
}

function testMachines(storeTest: StoreTest): void {
  storeTest('keeps every revision of a state machine', ({ machines }) => {
    const created = machines.create(MACHINE, FIRST_REVISION);
    const revised = machines.revise(created.id, { ...FIRST_REVISION, revisionId: 'r2', definition: '{"v":2}' });
    expect(revised.revision).toMatchObject({ machine: created.id, revisionId: 'r2', definition: '{"v":2}' });
    expect(machines.find('arn:machine')).toEqual(revised);
    expect(machines.revision(created.revision.id)).toEqual(created.revision);
    expect(machines.revision(99)).toBeNull();
  });

  storeTest('lists state machines by name; a removed one is found by id alone', ({ machines }) => {
    const b = machines.create({ ...MACHINE, arn: 'arn:b', name: 'b' }, FIRST_REVISION);
    const a = machines.create({ ...MACHINE, arn: 'arn:a', name: 'a' }, FIRST_REVISION);
    expect(machines.list()).toEqual([a, b]);
    machines.remove(b.id);
    expect(machines.list()).toEqual([a]);
    expect(machines.find('arn:b')).toBeNull();
    expect(machines.find(b.id)).toEqual(b);
    const again = machines.create({ ...MACHINE, arn: 'arn:b', name: 'b' }, FIRST_REVISION);
    expect(again.id).not.toBe(b.id);
    expect(machines.find('arn:b')).toEqual(again);
  });

  storeTest('keeps tags', ({ machines, tags }) => {
    const { id } = machines.create(MACHINE, FIRST_REVISION);
    expect(tags.of(id)).toEqual({});
    tags.replace(id, { team: 'orders' });
    expect(tags.of(id)).toEqual({ team: 'orders' });
  });
}
