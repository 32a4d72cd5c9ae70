import { UnknownTopicError } from './errors.ts';
import type { LogRecord, RecordLog } from './record-log.ts';

export type TailOptions = {
  /** How many of each partition's latest records come first. */
  readonly last: number;
  readonly signal: AbortSignal;
};

const CHUNK = { maxRecords: 500, maxBytes: 4 * 1024 * 1024 };

/** Records of all partitions as they come, in order within each, until the signal. Rejects with `UnknownTopicError`. */
export async function* tailTopic(log: RecordLog, topic: string, options: TailOptions): AsyncGenerator<LogRecord> {
  const left = new AbortController();
  const signal = AbortSignal.any([options.signal, left.signal]);
  const next = async (partition: number, offset: number) => {
    return { partition, offset, records: await log.read({ topic, partition }, offset, { ...CHUNK, signal }) };
  };
  const partitions = (await log.topics()).find(({ name }) => name === topic)?.partitions;
  if (partitions === undefined) throw new UnknownTopicError(topic);
  const pending = new Map(
    partitions.map(({ partition, first, end }) => [partition, next(partition, Math.max(first, end - options.last))]),
  );
  try {
    while (!signal.aborted) {
      const { partition, offset, records } = await Promise.race(pending.values());
      pending.set(partition, next(partition, (records.at(-1)?.offset ?? offset - 1) + 1));
      yield* records;
    }
  } finally {
    left.abort();
    await Promise.allSettled(pending.values());
  }
}
