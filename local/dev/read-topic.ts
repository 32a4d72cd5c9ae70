import type { LogRecord, RecordLog } from '../sources/index.ts';

const RECORDS_AT_A_TIME = 500;
const BYTES_AT_A_TIME = 4 * 1024 * 1024;

/** A topic's records as they are now, partition by partition, from the offset that `from` names for each. */
export async function* readTopic(
  log: RecordLog,
  topic: string,
  from: (partition: number) => number = () => 0,
): AsyncGenerator<readonly LogRecord[]> {
  const info = (await log.topics()).find(({ name }) => name === topic);
  for (const { partition, first, end } of info?.partitions ?? []) {
    let offset = Math.max(first, from(partition));
    while (offset < end) {
      const limits = { maxRecords: RECORDS_AT_A_TIME, maxBytes: BYTES_AT_A_TIME };
      const records = await log.read({ topic, partition }, offset, limits);
      if (records.length === 0) break;
      yield records;
      offset = (records.at(-1)?.offset ?? end) + 1;
    }
  }
}
