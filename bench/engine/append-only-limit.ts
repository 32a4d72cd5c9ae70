import { DatabaseSync } from 'node:sqlite';

/** What the reference measures with: a body of the size of a history event, in groups. */
const BODY = 'x'.repeat(264);
const GROUP = 100;

/** Rows a second that SQLite appends durably: the limit under which any store on it stays. */
export function appendOnlyLimit(file: string, durationMs: number): number {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal; pragma synchronous = full');
  database.exec('create table events (id integer primary key, body text) strict');
  const insert = database.prepare('insert into events (body) values (?)');
  const start = performance.now();
  let rows = 0;
  while (performance.now() - start < durationMs) {
    database.exec('begin');
    for (let i = 0; i < GROUP; i++) insert.run(BODY);
    database.exec('commit');
    rows += GROUP;
  }
  const perSecond = (rows * 1000) / (performance.now() - start);
  database.close();
  return perSecond;
}
