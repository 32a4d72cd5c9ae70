import { recordBytes } from '../../../shared/records/index.ts';
import { limitRecords } from '../limit-records.ts';
import type { LogRecord, ReadLimits } from '../record-log.ts';
import { Wakeup } from '../wakeup.ts';
import type { FetchedPartition } from './decode-fetch.ts';

/** How much is fetched ahead of a partition's poll. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;

/** A partition that the reader has: what was fetched and not polled yet, and the offsets around it. */
export class HeldPartition {
  readonly partition: number;
  /** Where to fetch next. */
  fetchOffset: number;
  committed: number;
  #polled: number;
  readonly #news = new Wakeup();
  #buffer: readonly LogRecord[] = [];
  #bytes = 0;
  #revoked = false;

  constructor(partition: number, start: number) {
    this.partition = partition;
    this.fetchOffset = start;
    this.committed = start;
    this.#polled = start;
  }

  get revoked(): boolean {
    return this.#revoked;
  }

  get hasRoom(): boolean {
    return this.#bytes < MAX_BUFFERED_BYTES;
  }

  /** All that was fetched is polled and committed. */
  get done(): boolean {
    return this.#buffer.length === 0 && this.committed >= this.#polled;
  }

  add(fetched: FetchedPartition): void {
    this.fetchOffset = fetched.next;
    this.#buffer = [...this.#buffer, ...fetched.records];
    this.#bytes += sizeOf(fetched.records);
    if (fetched.records.length > 0) this.#news.wake();
  }

  take(limits: ReadLimits): readonly LogRecord[] {
    const taken = limitRecords(this.#buffer, limits);
    this.#buffer = this.#buffer.slice(taken.length);
    this.#bytes -= sizeOf(taken);
    this.#polled = (taken.at(-1)?.offset ?? this.#polled - 1) + 1;
    return taken;
  }

  seek(offset: number): void {
    this.fetchOffset = offset;
    this.#polled = offset;
    this.#empty();
  }

  revoke(): void {
    this.#revoked = true;
    this.#empty();
    this.interrupt();
  }

  /** Lets whoever waits look again. */
  interrupt(): void {
    this.#news.wake();
  }

  /** Until there may be records, the partition is revoked, the wait interrupted, or the signal aborted. */
  async changed(signal: AbortSignal): Promise<void> {
    if (!this.#revoked) await this.#news.wait(signal);
  }

  #empty(): void {
    this.#buffer = [];
    this.#bytes = 0;
  }
}

const sizeOf = (records: readonly LogRecord[]): number => records.reduce((sum, record) => sum + recordBytes(record), 0);
