import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { TopicPartition } from '../sources/index.ts';
import { type AuditEntry, readAuditLine } from './audit-line.ts';
import { inTransaction } from './dev-database.ts';

/** What became of a record at the door. */
export type Fate = {
  readonly outcome: 'started' | 'duplicate' | 'rejected' | 'skipped';
  readonly workflow: string;
  readonly executionName: string | null;
  readonly errorClass: string | null;
  readonly reason: string | null;
};

export type RecordRange = TopicPartition & { readonly first: number; readonly last: number };

/**
 * Answers which execution a record started, and which records started an execution. Owns what the ingress functions
 * said in their audit log; does not own what became of the execution.
 *
 * I1. A record delivered again keeps its fate: the first record of an execution started it, any other is a duplicate.
 * I2. What was flushed survives the death of the process.
 */
export class RecordFates {
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof prepare>;
  #noted: AuditEntry[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#statements = prepare(database);
  }

  /** Takes a piece of an ingress function's output; what is no audit line is passed over. */
  note(printed: string): void {
    const entry = readAuditLine(printed);
    if (entry !== null) this.#noted.push(entry);
  }

  /** To be called before the records are committed: they do not come again then. */
  flush(): void {
    if (this.#noted.length === 0) return;
    const entries = this.#noted;
    inTransaction(this.#database, () => {
      for (const entry of entries) this.#keep(entry);
    });
    this.#noted = this.#noted.slice(entries.length);
  }

  of(topic: string, partition: number, offset: number): Fate | null {
    const { exact, covering } = this.#statements;
    const row = exact.get(topic, partition, offset) ?? covering.get(topic, partition, offset);
    return row === undefined || Number(row.last) < offset ? null : fateOf(row);
  }

  /** The records that started an execution; several only for a batch with holes. */
  startersOf(workflow: string, executionName: string): readonly RecordRange[] {
    return this.#statements.starters.all(workflow, executionName).map((row) => ({
      topic: String(row.topic),
      partition: Number(row.partition),
      first: Number(row.first),
      last: Number(row.last),
    }));
  }

  #keep(entry: AuditEntry): void {
    const { topic, partition, first, last, workflow, executionName, errorClass, reason } = entry;
    if (this.#statements.exact.get(topic, partition, first) !== undefined) return;
    const outcome = this.#outcomeOf(entry);
    this.#statements.insert.run(topic, partition, first, last, outcome, workflow, executionName, errorClass, reason);
  }

  #outcomeOf({ outcome, workflow, executionName }: AuditEntry): Fate['outcome'] {
    if (outcome === 'rejected' || outcome === 'skipped') return outcome;
    return this.#statements.starters.get(workflow, executionName) === undefined ? 'started' : 'duplicate';
  }
}

function prepare(database: DatabaseSync) {
  return {
    exact: database.prepare('select * from fates where topic = ? and partition = ? and first = ?'),
    covering: database.prepare(
      'select * from fates where topic = ? and partition = ? and first < ? and last > first order by first desc limit 1',
    ),
    starters: database.prepare("select * from fates where workflow = ? and execution = ? and outcome = 'started'"),
    insert: database.prepare('insert into fates values (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  };
}

function fateOf(row: Record<string, SQLOutputValue>): Fate {
  return {
    outcome: String(row.outcome) as Fate['outcome'],
    workflow: String(row.workflow),
    executionName: textOrNull(row.execution),
    errorClass: textOrNull(row.error_class),
    reason: textOrNull(row.reason),
  };
}

const textOrNull = (value: SQLOutputValue | undefined): string | null => (typeof value === 'string' ? value : null);
