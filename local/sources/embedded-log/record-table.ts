import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { RecordHeader } from '../../../shared/records/index.ts';
import { limitRecords } from '../limit-records.ts';
import type { AppendRecord, LogRecord, ReadLimits, TopicPartition } from '../record-log.ts';

type Row = Record<string, SQLOutputValue>;

/** Records by partition row and offset. Offsets of a partition have no gaps, since nothing is ever deleted. */
export class RecordTable {
  readonly #insert;
  readonly #last;
  readonly #from;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      'insert into records (partition, offset, timestamp, key, value, headers) values (?, ?, ?, ?, ?, ?)',
    );
    this.#last = database.prepare('select max(offset) as last from records where partition = ?');
    this.#from = database.prepare(
      'select offset, timestamp, key, value, headers from records where partition = ? and offset >= ? order by offset limit ?',
    );
  }

  /** The offset that the next record gets. */
  end(row: number): number {
    const last = this.#last.get(row)?.last ?? null;
    return last === null ? 0 : Number(last) + 1;
  }

  insert(row: number, offset: number, record: AppendRecord, now: number): void {
    const { key, value, headers, timestamp = now } = record;
    this.#insert.run(row, offset, timestamp, key, value, headers.length === 0 ? null : encodeHeaders(headers));
  }

  read(row: number, at: TopicPartition, offset: number, limits: ReadLimits): readonly LogRecord[] {
    return limitRecords(toRecords(this.#from.iterate(row, Math.max(0, offset), limits.maxRecords), at), limits);
  }
}

function* toRecords(rows: Iterable<Row>, at: TopicPartition): Iterable<LogRecord> {
  for (const row of rows) yield toRecord(row, at);
}

function toRecord(row: Row, { topic, partition }: TopicPartition): LogRecord {
  return {
    source: 'kafka',
    topic,
    partition,
    offset: Number(row.offset),
    timestamp: Number(row.timestamp),
    timestampType: 'CREATE_TIME',
    key: row.key as Uint8Array | null,
    value: row.value as Uint8Array | null,
    headers: row.headers === null ? [] : decodeHeaders(String(row.headers)),
  };
}

const encodeHeaders = (headers: readonly RecordHeader[]): string =>
  JSON.stringify(headers.map(([name, value]) => [name, Buffer.from(value).toString('base64')]));

const decodeHeaders = (text: string): readonly RecordHeader[] =>
  (JSON.parse(text) as [string, string][]).map(([name, value]) => [name, Buffer.from(value, 'base64')]);
