import { limitRecords, recordBytes } from '../limit-records.ts';
import type { LogRecord, ReadLimits } from '../record-log.ts';
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
  #buffer: readonly LogRecord[] = [];
  #bytes = 0;
  #wake: (() => void)[] = [];
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
    this.#fill([...this.#buffer, ...fetched.records]);
    if (fetched.records.length > 0) this.#wakeAll();
  }

  take(limits: ReadLimits): readonly LogRecord[] {
    const taken = limitRecords(this.#buffer, limits);
    this.#fill(this.#buffer.slice(taken.length));
    this.#polled = (taken.at(-1)?.offset ?? this.#polled - 1) + 1;
    return taken;
  }

  seek(offset: number): void {
    this.fetchOffset = offset;
    this.#polled = offset;
    this.#fill([]);
  }

  revoke(): void {
    this.#revoked = true;
    this.#fill([]);
    this.#wakeAll();
  }

  /** Until there may be records, the partition is revoked, or the signal is aborted. */
  async changed(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#revoked) return;
    await new Promise<void>((resolve) => {
      this.#wake.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  #fill(records: readonly LogRecord[]): void {
    this.#buffer = records;
    this.#bytes = records.reduce((sum, record) => sum + recordBytes(record), 0);
  }

  #wakeAll(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
