import type { DatabaseSync } from 'node:sqlite';
import type { BatchPlan } from '../mapping/decide.ts';
import type { BatchPlans } from '../mapping/ports.ts';
import { translated } from './database.ts';
import type { GroupCommit } from './group-commit.ts';

/** The batches that mappings are at, one row a partition. */
export function sqliteBatchPlans(database: DatabaseSync, file: string, commit: GroupCommit): BatchPlans {
  const select = database.prepare('select plan from plans where group_id = ? and topic_id = ? and partition = ?');
  const upsert = database.prepare(
    'insert or replace into plans (group_id, topic_id, partition, plan) values (?, ?, ?, ?)',
  );
  return {
    async load({ group, topicId, partition }) {
      const row = translated(file, () => select.get(group, topicId, partition));
      return row === undefined ? null : (JSON.parse(String(row.plan)) as BatchPlan);
    },
    save: ({ group, topicId, partition }, plan) =>
      commit.write(() => void upsert.run(group, topicId, partition, JSON.stringify(plan))),
  };
}
