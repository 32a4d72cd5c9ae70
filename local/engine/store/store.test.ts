import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import {
  openMemoryStore,
  openSqliteStore,
  StoreTooNewError,
  StoreUnavailableError,
  StoreUnreadableError,
} from './index.ts';
import { SCHEMA_STEPS } from './sqlite/schema.ts';
import { testStore } from './store-contract.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-store-'));
  folders.push(folder);
  return join(folder, 'engine.db');
}

testStore('memory', openMemoryStore);
testStore('SQLite', () => openSqliteStore(newFile()));

const oneRun = (id: number, input: string) => ({
  started: [
    {
      ...{
        id,
        machine: 1,
        revision: 1,
        version: null,
        alias: null,
        mapRun: null,
        itemCount: null,
        traceHeader: null,
        executionArn: `arn:${id}`,
        name: `${id}`,
        startedAt: 1,
      },
      ...{ status: 'RUNNING' as const, stoppedAt: null, redriveCount: 0, redrivenAt: null, tail: id, input },
    },
  ],
  steps: [{ id, previous: null, input: '{}', history: '[]', firstEvent: 1 }],
  ...{ progressed: [], resumed: [], ended: [], snapshots: [], timersCleared: [], timersSet: [] },
  mapRuns: { started: [], updated: [], ended: [], redriven: [] },
});

test('store (SQLite) - what was committed is there after it was opened again', () => {
  const file = newFile();
  const first = openSqliteStore(file);
  first.runs.commit(oneRun(1, '{}'));
  first.close();
  const second = openSqliteStore(file);
  expect(second.runs.find(1)?.executionArn).toBe('arn:1');
  expect(second.runs.lastIds()).toEqual({ run: 1, step: 1 });
  second.close();
});

test('store (SQLite) - a file of an older version is brought up to the newest, with what it holds', () => {
  const file = newFile();
  const database = new DatabaseSync(file);
  database.exec(`${SCHEMA_STEPS[0]} pragma user_version = 1;
    insert into runs values (1, 1, 1, 'arn:1', 'one', 5, 'RUNNING', null, 1);
    insert into inputs values (1, '{}');`);
  database.close();
  const store = openSqliteStore(file);
  expect(store.runs.find('arn:1')).toMatchObject({ name: 'one', version: null, alias: null });
  expect(store.activities.list()).toEqual([]);
  store.close();
});

test('store (SQLite) - data of a newer version is refused and left alone', () => {
  const file = newFile();
  openSqliteStore(file).close();
  const database = new DatabaseSync(file);
  database.exec('pragma user_version = 999');
  database.close();
  expect(() => openSqliteStore(file)).toThrow(StoreTooNewError);
  expect(() => openSqliteStore(file)).toThrow(/schema version 999/);
});

test('store (SQLite) - a file that is no database is refused', () => {
  const file = newFile();
  writeFileSync(file, 'not a database, but long enough to be looked at as one'.repeat(100));
  expect(() => openSqliteStore(file)).toThrow(StoreUnreadableError);
});

test('store (SQLite) - a folder that is not there is said to be the trouble', () => {
  expect(() => openSqliteStore('/nowhere/engine.db')).toThrow(StoreUnavailableError);
});

test('store (SQLite) - a full disk keeps nothing of the transaction and all from before; it goes on when there is room', () => {
  const store = openSqliteStore(newFile(), { maxPages: 60 });
  store.runs.commit(oneRun(1, '{}'));
  expect(() => store.runs.commit(oneRun(2, '"x"'.padEnd(400_000)))).toThrow(StoreUnavailableError);
  expect(store.runs.find(2)).toBeNull();
  expect(store.runs.find(1)).not.toBeNull();
  store.runs.commit(oneRun(2, '{}'));
  expect(store.runs.lastIds()).toEqual({ run: 2, step: 2 });
  store.close();
});
