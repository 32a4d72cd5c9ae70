import { LogClosedError, PartitionRevokedError } from '../errors.ts';
import type { LogRecord, ReadLimits, RecordReader } from '../record-log.ts';

/** What a reader needs of the log, for its topic and group. */
export type ReaderAccess = {
  read(partition: number, offset: number, limits: ReadLimits): Promise<readonly LogRecord[]>;
  end(partition: number): number;
  committed(partition: number): number;
  commit(partition: number, offset: number): Promise<void>;
  left(): void;
};

/** The one member of a group: it has all partitions until it is closed. */
export class EmbeddedReader implements RecordReader {
  readonly #access: ReaderAccess;
  readonly #topic: string;
  readonly #positions: number[];
  readonly #closing = new AbortController();

  constructor(access: ReaderAccess, topic: string, partitions: number) {
    this.#access = access;
    this.#topic = topic;
    this.#positions = Array.from({ length: partitions }, (_, partition) => access.committed(partition));
  }

  async poll(partition: number, limits: ReadLimits): Promise<readonly LogRecord[]> {
    const position = this.#position(partition);
    const signal = limits.signal && AbortSignal.any([limits.signal, this.#closing.signal]);
    const records = await this.#access.read(partition, position, { ...limits, ...(signal && { signal }) });
    this.#checkOpen();
    const last = records.at(-1);
    if (last !== undefined) this.#positions[partition] = last.offset + 1;
    return records;
  }

  async commit(partition: number, offset: number): Promise<void> {
    this.#position(partition);
    await this.#access.commit(partition, offset);
  }

  seek(partition: number, offset: number): void {
    this.#position(partition);
    this.#positions[partition] = offset;
  }

  async lag(partition: number): Promise<number> {
    this.#position(partition);
    return Math.max(0, this.#access.end(partition) - this.#access.committed(partition));
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.#access.left();
  }

  #position(partition: number): number {
    this.#checkOpen();
    const position = this.#positions[partition];
    if (position === undefined) throw new PartitionRevokedError(this.#topic, partition);
    return position;
  }

  #checkOpen(): void {
    if (this.#closing.signal.aborted) throw new LogClosedError();
  }
}
