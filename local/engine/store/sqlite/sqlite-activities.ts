import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ActivityCatalogue, ActivityRow } from '../activity-catalogue.ts';
import type { Tags } from '../machine-catalogue.ts';
import { translated } from './database.ts';

export function sqliteActivities(database: DatabaseSync, file: string): ActivityCatalogue {
  const put = database.prepare('insert or replace into activities (arn, name, created_at, tags) values (?, ?, ?, ?)');
  const one = database.prepare('select * from activities where arn = ?');
  const all = database.prepare('select * from activities order by name');
  const remove = database.prepare('delete from activities where arn = ?');
  const guarded = <T>(work: () => T): T => translated(file, work);
  return {
    put: ({ arn, name, createdAt, tags }) => guarded(() => void put.run(arn, name, createdAt, JSON.stringify(tags))),
    find(arn) {
      const row = guarded(() => one.get(arn));
      return row === undefined ? null : toActivity(row);
    },
    list: () => guarded(() => all.all()).map(toActivity),
    remove: (arn) => guarded(() => void remove.run(arn)),
  };
}

function toActivity(row: Record<string, SQLOutputValue>): ActivityRow {
  return {
    arn: String(row.arn),
    name: String(row.name),
    createdAt: Number(row.created_at),
    tags: JSON.parse(String(row.tags)) as Tags,
  };
}
