import type { LogRecord, RecordReader } from '../record-log.ts';
import type { BatchPlan } from './decide.ts';
import { covers, planBatch, resumePlan } from './decide.ts';
import type { EventSource } from './msk-event.ts';
import { encodeEvent, encodeRecord, MAX_PAYLOAD_BYTES } from './msk-event.ts';
import type { Clock } from './ports.ts';

/** A batch closes at this many records, this long after its first one, or at Lambda's payload size. */
export type BatchLimits = { readonly size: number; readonly windowMs: number };

/** A batch begun before a crash is there already; no longer than this is waited for records that retention removed. */
export const RESUME_WINDOW_MS = 30_000;

/** Base64 makes three bytes four. */
const MAX_POLL_BYTES = (MAX_PAYLOAD_BYTES / 4) * 3;

export type GatheredBatch = { readonly plan: BatchPlan; readonly texts: ReadonlyMap<number, string> };

export type GatherOptions = {
  readonly reader: RecordReader;
  readonly partition: number;
  readonly limits: BatchLimits;
  readonly source: EventSource;
  readonly group: string;
  readonly begun: BatchPlan | null;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

/** Waits for a first record, then fills the batch. Null when the signal ended it: nothing of it was used then. */
export async function gatherBatch(options: GatherOptions): Promise<GatheredBatch | null> {
  const { reader, partition, limits, begun, clock, signal } = options;
  const first = await reader.poll(partition, { maxRecords: limits.size, maxBytes: MAX_POLL_BYTES, signal });
  const start = first[0]?.offset;
  if (start === undefined) return null;
  const plan = begun !== null && covers(begun, start) ? begun : null;
  const filling = new Filling(options, plan);
  const done = new AbortController();
  const windowMs = plan === null ? limits.windowMs : RESUME_WINDOW_MS;
  const closing = AbortSignal.any([signal, windowEnd(clock, windowMs, done.signal)]);
  try {
    for (let records = first; filling.take(records); ) {
      records = await reader.poll(partition, { ...filling.room(), ...(windowMs > 0 && { signal: closing }) });
    }
  } catch (error) {
    // What was polled already is part of the next attempt.
    reader.seek(partition, start);
    throw error;
  } finally {
    done.abort();
  }
  if (signal.aborted) return null;
  const offsets = [...filling.texts.keys()];
  return { plan: plan === null ? planBatch(offsets) : resumePlan(plan, offsets), texts: filling.texts };
}

/** Aborted once the window has passed; `stop` takes its alarm back. */
function windowEnd(clock: Clock, windowMs: number, stop: AbortSignal): AbortSignal {
  const window = new AbortController();
  if (windowMs > 0) void clock.sleep(windowMs, stop).then(() => window.abort());
  return window.signal;
}

/** The records of a batch so far, each in the text that the event will hold. */
class Filling {
  readonly texts = new Map<number, string>();
  readonly #options: GatherOptions;
  readonly #last: number;
  readonly #size: number;
  #bytes: number;

  /** A begun batch is full at its last record, a new one at its size. */
  constructor(options: GatherOptions, begun: BatchPlan | null) {
    this.#options = options;
    this.#last = begun?.last ?? Number.MAX_SAFE_INTEGER;
    this.#size = begun === null ? options.limits.size : Number.MAX_SAFE_INTEGER;
    this.#bytes = Buffer.byteLength(encodeEvent(options.source, options.group, []));
  }

  /** What still goes in, as the log counts it. */
  room(): { readonly maxRecords: number; readonly maxBytes: number } {
    const bytes = Math.max(1, Math.floor(((MAX_PAYLOAD_BYTES - this.#bytes) / 4) * 3));
    return { maxRecords: this.#size - this.texts.size, maxBytes: bytes };
  }

  /** Takes what fits and gives the rest back to the reader. False once the batch is closed. */
  take(records: readonly LogRecord[]): boolean {
    for (const record of records) {
      const text = encodeRecord(record);
      // One more for the comma between two records.
      const bytes = this.#bytes + Buffer.byteLength(text) + 1;
      if (record.offset > this.#last || (bytes > MAX_PAYLOAD_BYTES && this.texts.size > 0)) {
        this.#options.reader.seek(this.#options.partition, record.offset);
        return false;
      }
      this.#bytes = bytes;
      this.texts.set(record.offset, text);
    }
    const latest = records.at(-1)?.offset;
    return latest !== undefined && latest < this.#last && this.texts.size < this.#size;
  }
}
