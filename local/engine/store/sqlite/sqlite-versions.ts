import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { AliasRow, MachineAliases, MachineVersions, Route, VersionRow } from '../machine-versions.ts';
import { translated } from './database.ts';

type Row = Record<string, SQLOutputValue>;

export function sqliteVersions(database: DatabaseSync, file: string): MachineVersions {
  const next = database.prepare('select coalesce(max(number), 0) + 1 as number from versions where machine = ?');
  const insert = database.prepare(
    'insert into versions (machine, number, revision, description, created_at) values (?, ?, ?, ?, ?)',
  );
  const one = database.prepare('select * from versions where machine = ? and number = ? and removed = 0');
  const all = database.prepare('select * from versions where machine = ? and removed = 0 order by number desc');
  const markRemoved = database.prepare('update versions set removed = 1 where machine = ? and number = ?');
  const guarded = <T>(work: () => T): T => translated(file, work);
  return {
    publish: (machine, { revision, description, createdAt }) =>
      guarded(() => {
        const number = Number(next.get(machine)?.number);
        insert.run(machine, number, revision, description, createdAt);
        return { machine, number, revision, description, createdAt };
      }),
    find(machine, number) {
      const row = guarded(() => one.get(machine, number));
      return row === undefined ? null : toVersion(row);
    },
    list: (machine) => guarded(() => all.all(machine)).map(toVersion),
    remove: (machine, number) => guarded(() => void markRemoved.run(machine, number)),
  };
}

export function sqliteAliases(database: DatabaseSync, file: string): MachineAliases {
  const put = database.prepare(
    'insert or replace into aliases (machine, name, description, routes, created_at, updated_at) values (?, ?, ?, ?, ?, ?)',
  );
  const one = database.prepare('select * from aliases where machine = ? and name = ?');
  const all = database.prepare('select * from aliases where machine = ? order by name');
  const remove = database.prepare('delete from aliases where machine = ? and name = ?');
  const guarded = <T>(work: () => T): T => translated(file, work);
  return {
    put: ({ machine, name, description, routes, createdAt, updatedAt }) =>
      guarded(() => void put.run(machine, name, description, JSON.stringify(routes), createdAt, updatedAt)),
    find(machine, name) {
      const row = guarded(() => one.get(machine, name));
      return row === undefined ? null : toAlias(row);
    },
    list: (machine) => guarded(() => all.all(machine)).map(toAlias),
    remove: (machine, name) => guarded(() => void remove.run(machine, name)),
  };
}

function toVersion(row: Row): VersionRow {
  return {
    machine: Number(row.machine),
    number: Number(row.number),
    revision: Number(row.revision),
    description: String(row.description),
    createdAt: Number(row.created_at),
  };
}

function toAlias(row: Row): AliasRow {
  return {
    machine: Number(row.machine),
    name: String(row.name),
    description: String(row.description),
    routes: JSON.parse(String(row.routes)) as Route[],
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  };
}
