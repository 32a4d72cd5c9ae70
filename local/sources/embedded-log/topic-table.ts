import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { UnknownPartitionError, UnknownTopicError } from '../errors.ts';
import type { TopicSpec } from '../record-log.ts';

/** A topic and the rows of its partitions, by partition number. */
export type Topic = { readonly name: string; readonly id: string; readonly rows: readonly number[] };

/** The topics, all in memory: they are few and asked for with every record. */
export class TopicTable {
  readonly #database: DatabaseSync;
  readonly #topics = new Map<string, Topic>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.refresh();
  }

  all(): readonly Topic[] {
    return [...this.#topics.values()];
  }

  get(name: string): Topic {
    const topic = this.#topics.get(name);
    if (topic === undefined) throw new UnknownTopicError(name);
    return topic;
  }

  row(name: string, partition: number): number {
    const { rows } = this.get(name);
    const row = rows[partition];
    if (row === undefined) throw new UnknownPartitionError(name, partition, rows.length);
    return row;
  }

  /** Inside a transaction; `refresh` once it is through. */
  insert(specs: readonly TopicSpec[]): void {
    const insert = this.#database.prepare(
      'insert into partitions (topic, topic_id, partition) values (?, ?, ?) on conflict (topic, partition) do nothing',
    );
    const there = this.#database.prepare('select 1 from partitions where topic = ? limit 1');
    for (const { name, partitions } of specs) {
      if (there.get(name) !== undefined) continue;
      const id = randomUUID();
      for (let partition = 0; partition < partitions; partition += 1) insert.run(name, id, partition);
    }
  }

  refresh(): void {
    const rows = this.#database.prepare('select id, topic, topic_id from partitions order by topic, partition').all();
    const byTopic = Map.groupBy(rows, ({ topic }) => String(topic));
    for (const [name, partitions] of byTopic) {
      const rowIds = partitions.map(({ id }) => Number(id));
      this.#topics.set(name, { name, id: String(partitions[0]?.topic_id), rows: rowIds });
    }
  }
}
