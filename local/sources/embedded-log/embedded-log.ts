import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { originalHeaders, recordBytes } from '../../../shared/records/index.ts';
import { checkTopic } from '../check-topic.ts';
import { GroupBusyError, LogClosedError, RecordTooLargeError } from '../errors.ts';
import type { BatchPlans } from '../mapping/ports.ts';
import { partitionOfKey } from '../partitioner.ts';
import type {
  AppendRecord,
  LogRecord,
  PartitionInfo,
  ReadLimits,
  RecordLog,
  RecordReader,
  Subscription,
  TopicInfo,
  TopicPartition,
  TopicSpec,
} from '../record-log.ts';
import { Wakeup } from '../wakeup.ts';
import { sqliteBatchPlans } from './batch-plans.ts';
import type { DatabaseOptions } from './database.ts';
import { openDatabase, translated } from './database.ts';
import { EmbeddedReader } from './embedded-reader.ts';
import { GroupCommit } from './group-commit.ts';
import { OffsetTable } from './offset-table.ts';
import { RecordTable } from './record-table.ts';
import { TopicTable } from './topic-table.ts';

/** Kafka's default for a batch with one record in it: `max.message.bytes` without what is added around the record. */
export const MAX_RECORD_BYTES = 1_048_588 - 88;

export type EmbeddedLogOptions = DatabaseOptions & {
  /** Milliseconds since the epoch, for records without a timestamp. */
  readonly now?: () => number;
};

/** The log, and what the mappings over any log keep beside it. */
export type EmbeddedLog = RecordLog & { readonly plans: BatchPlans };

const IN_MEMORY = ':memory:';

/**
 * Opens `log.db` of a data directory, or a log in memory for null. Throws `DataDirectoryBusyError`, `NewerDataError`,
 * `UnreadableDataError`, `LogUnavailableError`.
 */
export function openEmbeddedLog(directory: string | null, options: EmbeddedLogOptions = {}): EmbeddedLog {
  const file = directory === null ? IN_MEMORY : join(directory, 'log.db');
  return new SqliteLog(openDatabase(file, options), file, options.now ?? Date.now);
}

class SqliteLog implements EmbeddedLog {
  readonly plans: BatchPlans;
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #now: () => number;
  readonly #commit: GroupCommit;
  readonly #topics: TopicTable;
  readonly #records: RecordTable;
  readonly #offsets: OffsetTable;
  /** Who waits for records, by partition row. */
  readonly #arrivals = new Map<number, Wakeup>();
  readonly #members = new Map<string, RecordReader>();
  #keyless = 0;
  #closed = false;

  constructor(database: DatabaseSync, file: string, now: () => number) {
    this.#database = database;
    this.#file = file;
    this.#now = now;
    this.#commit = new GroupCommit(database, file);
    this.#topics = new TopicTable(database);
    this.#records = new RecordTable(database);
    this.#offsets = new OffsetTable(database);
    this.plans = sqliteBatchPlans(database, file, this.#commit);
  }

  async createTopics(specs: readonly TopicSpec[]): Promise<void> {
    for (const spec of specs) checkTopic(spec);
    await this.#commit.write(() => this.#topics.insert(specs));
    this.#topics.refresh();
  }

  async topics(): Promise<readonly TopicInfo[]> {
    this.#checkOpen();
    return this.#topics.all().map(({ name, id, rows }) => ({ name, id, partitions: rows.map(this.#partitionInfo) }));
  }

  async append(
    records: readonly AppendRecord[],
  ): Promise<readonly { topic: string; partition: number; offset: number }[]> {
    const placed = records.map((record) => this.#place(record));
    const now = this.#now();
    let offsets: readonly number[] = [];
    await this.#commit.write(() => {
      const ends = new Map<number, number>();
      offsets = placed.map(({ row, record }) => {
        const offset = ends.get(row) ?? this.#records.end(row);
        this.#records.insert(row, offset, record, now);
        ends.set(row, offset + 1);
        return offset;
      });
    });
    for (const row of new Set(placed.map(({ row }) => row))) this.#arrivals.get(row)?.wake();
    return placed.map(({ record, partition }, index) => ({
      topic: record.topic,
      partition,
      offset: offsets[index] ?? 0,
    }));
  }

  async read(at: TopicPartition, offset: number, limits: ReadLimits): Promise<readonly LogRecord[]> {
    const row = this.#topics.row(at.topic, at.partition);
    for (;;) {
      this.#checkOpen();
      const records = translated(this.#file, () => this.#records.read(row, at, offset, limits));
      if (records.length > 0 || limits.signal === undefined || limits.signal.aborted) return records;
      await this.#arrival(row).wait(limits.signal);
    }
  }

  async open({ topic, group, assigned }: Subscription): Promise<RecordReader> {
    this.#checkOpen();
    const { id, rows } = this.#topics.get(topic);
    const member = JSON.stringify([topic, group]);
    if (this.#members.has(member)) throw new GroupBusyError(topic, group);
    const reader = new EmbeddedReader(
      {
        read: (partition, offset, limits) => this.read({ topic, partition }, offset, limits),
        end: (partition) => this.#records.end(this.#topics.row(topic, partition)),
        committed: (partition) => this.#offsets.get(group, this.#topics.row(topic, partition)),
        commit: (partition, offset) => this.#saveOffset(group, this.#topics.row(topic, partition), offset),
        left: () => this.#members.delete(member),
      },
      topic,
      rows.length,
    );
    this.#members.set(member, reader);
    const partitions = [...rows.keys()];
    assigned({ topicId: id, partitions, fresh: partitions });
    return reader;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await Promise.all([...this.#members.values()].map((reader) => reader.close()));
    this.#commit.close();
    this.#closed = true;
    for (const arrival of this.#arrivals.values()) arrival.wake();
    this.#database.close();
  }

  #arrival(row: number): Wakeup {
    const arrival = this.#arrivals.get(row) ?? new Wakeup();
    this.#arrivals.set(row, arrival);
    return arrival;
  }

  #saveOffset(group: string, row: number, offset: number): Promise<void> {
    return this.#commit.write(() => this.#offsets.set(group, row, offset));
  }

  readonly #partitionInfo = (row: number, partition: number): PartitionInfo => ({
    partition,
    first: 0,
    end: this.#records.end(row),
  });

  /** Finds a record its partition. Throws what is wrong with it, before anything is written. */
  #place(record: AppendRecord): { readonly record: AppendRecord; readonly partition: number; readonly row: number } {
    // What a dead letter says of a record does not count: each that was taken can become one.
    const bytes = recordBytes({ ...record, headers: originalHeaders(record.headers) });
    if (bytes > MAX_RECORD_BYTES) {
      throw new RecordTooLargeError(record.topic, `${bytes} bytes, where ${MAX_RECORD_BYTES} are allowed`);
    }
    const partition = record.partition ?? this.#choosePartition(record);
    return { record, partition, row: this.#topics.row(record.topic, partition) };
  }

  /** Records without a key take turns. */
  #choosePartition({ topic, key }: AppendRecord): number {
    const { rows } = this.#topics.get(topic);
    if (key !== null) return partitionOfKey(key, rows.length);
    this.#keyless += 1;
    return (this.#keyless - 1) % rows.length;
  }

  #checkOpen(): void {
    if (this.#closed) throw new LogClosedError();
  }
}
