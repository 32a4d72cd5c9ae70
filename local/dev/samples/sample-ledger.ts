import type { DatabaseSync } from 'node:sqlite';
import type { PublishedRecord } from '../../../shared/transports/index.ts';
import { inTransaction } from '../dev-database.ts';
import type { Expected, SampleLine } from './sample-line.ts';

/** Where each partition of the set's topics ended before anything was sent: `{"orders.created": [0, 0, 3]}`. */
export type TopicEnds = Readonly<Record<string, readonly number[]>>;

export type SetState =
  | { readonly state: 'new' }
  | { readonly state: 'sending'; readonly ends: TopicEnds }
  | { readonly state: 'sent' };

/** A sample where it lies in the log. */
export type SentSample = PublishedRecord & Expected & { readonly line: number };

/** Remembers which samples were sent and where they lie, so that a data directory gets them once. */
export class SampleLedger {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  stateOf(set: string): SetState {
    const row = this.#database.prepare('select ends, sent from sample_sets where name = ?').get(set);
    if (row === undefined) return { state: 'new' };
    return row.sent === 1 ? { state: 'sent' } : { state: 'sending', ends: JSON.parse(String(row.ends)) };
  }

  begin(set: string, ends: TopicEnds): void {
    this.#database.prepare('insert into sample_sets values (?, ?, 0)').run(set, JSON.stringify(ends));
  }

  keep(set: string, sent: readonly { readonly sample: SampleLine; readonly at: PublishedRecord }[]): void {
    const insert = this.#database.prepare('insert or replace into samples values (?, ?, ?, ?, ?, ?, ?, ?)');
    inTransaction(this.#database, () => {
      for (const { sample, at } of sent) {
        const { expect, status, reason } = sample.expected;
        insert.run(set, sample.line, at.topic, at.partition, at.offset, expect, status, reason);
      }
    });
  }

  finish(set: string): void {
    this.#database.prepare('update sample_sets set sent = 1 where name = ?').run(set);
  }

  sets(): readonly string[] {
    return this.#database
      .prepare('select name from sample_sets order by name')
      .all()
      .map(({ name }) => String(name));
  }

  sent(set: string): readonly SentSample[] {
    const rows = this.#database.prepare('select * from samples where set_name = ? order by line').all(set);
    return rows.map((row) => ({
      line: Number(row.line),
      topic: String(row.topic),
      partition: Number(row.partition),
      offset: Number(row.offset),
      expect: String(row.expect) as Expected['expect'],
      status: row.status === null ? null : String(row.status),
      reason: row.reason === null ? null : String(row.reason),
    }));
  }
}
