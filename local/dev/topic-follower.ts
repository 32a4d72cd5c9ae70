import type { LogRecord, RecordLog } from '../sources/index.ts';

const LIMITS = { maxRecords: 100, maxBytes: 4 * 1024 * 1024 };

/** Reads a topic on and on, whichever of its partitions has something. */
export class TopicFollower {
  readonly #log: RecordLog;
  readonly #topic: string;
  readonly #signal: AbortSignal;
  /** The next offset of each partition. */
  readonly #offsets: number[];
  readonly #pending = new Map<
    number,
    Promise<{ readonly partition: number; readonly records: readonly LogRecord[] }>
  >();

  constructor(log: RecordLog, topic: string, offsets: readonly number[], signal: AbortSignal) {
    this.#log = log;
    this.#topic = topic;
    this.#offsets = [...offsets];
    this.#signal = signal;
  }

  /** Waits for the next records, of one partition and in order; none when the signal is aborted. */
  async next(): Promise<readonly LogRecord[]> {
    for (const partition of this.#offsets.keys()) {
      if (!this.#pending.has(partition)) this.#pending.set(partition, this.#read(partition));
    }
    const { partition, records } = await Promise.race(this.#pending.values());
    this.#pending.delete(partition);
    this.#offsets[partition] = (records.at(-1)?.offset ?? this.#offsetOf(partition) - 1) + 1;
    return records;
  }

  async #read(partition: number) {
    try {
      const at = { topic: this.#topic, partition };
      const records = await this.#log.read(at, this.#offsetOf(partition), { ...LIMITS, signal: this.#signal });
      return { partition, records };
    } catch (error) {
      this.#pending.delete(partition);
      throw error;
    }
  }

  #offsetOf(partition: number): number {
    return this.#offsets[partition] ?? 0;
  }
}

/** Follows a topic from its first records, or from those that come next. */
export async function followTopic(
  log: RecordLog,
  topic: string,
  from: 'start' | 'end',
  signal: AbortSignal,
): Promise<TopicFollower> {
  const info = (await log.topics()).find(({ name }) => name === topic);
  const offsets = info?.partitions.map(({ first, end }) => (from === 'start' ? first : end)) ?? [];
  return new TopicFollower(log, topic, offsets, signal);
}
