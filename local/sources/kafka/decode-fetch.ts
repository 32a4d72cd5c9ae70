import type { Consumer, RecordsBatch } from '@platformatic/kafka';
import { ResponseError } from '@platformatic/kafka';
import type { RecordHeader } from '../../../shared/records/index.ts';
import type { LogRecord, TopicPartition } from '../record-log.ts';

export type FetchResponse = Awaited<ReturnType<Consumer['fetch']>>;

/** https://kafka.apache.org/documentation/#recordbatch, attributes */
const LOG_APPEND_TIME = 0b1000;
const CONTROL = 0b10_0000;
/** https://kafka.apache.org/protocol#protocol_error_codes */
const OFFSET_OUT_OF_RANGE = 1;

export type FetchedPartition = {
  readonly partition: number;
  readonly records: readonly LogRecord[];
  /** Where to fetch on: past markers and gaps, which give no record. */
  readonly next: number;
  /** The asked offset is not there: retention took it, or the topic is a new one. */
  readonly outOfRange: boolean;
};

/** What a fetch of one topic brought. `asked` are the offsets by partition. */
export function decodeFetch(
  response: FetchResponse,
  topic: string,
  asked: ReadonlyMap<number, number>,
): readonly FetchedPartition[] {
  const partitions = response.responses.flatMap((each) => each.partitions);
  return partitions.flatMap(
    ({ partitionIndex: partition, errorCode, logStartOffset, records }): readonly FetchedPartition[] => {
      const offset = asked.get(partition);
      if (offset === undefined) return [];
      if (errorCode === OFFSET_OUT_OF_RANGE) {
        return [{ partition, records: [], next: Math.max(0, Number(logStartOffset)), outOfRange: true }];
      }
      const batches = records ?? [];
      const decoded = batches.flatMap((batch) => decodeBatch(batch, { topic, partition }));
      const next = batches.reduce((end, batch) => Math.max(end, endOf(batch)), offset);
      return [{ partition, records: decoded.filter((record) => record.offset >= offset), next, outOfRange: false }];
    },
  );
}

/** A fetch fails as a whole when one partition of it does: the answer to the others is in the error. */
export function responseIn(error: unknown): FetchResponse | null {
  return error instanceof ResponseError && 'response' in error ? (error.response as FetchResponse) : null;
}

const endOf = ({ firstOffset, lastOffsetDelta }: RecordsBatch): number => Number(firstOffset) + lastOffsetDelta + 1;

function decodeBatch(batch: RecordsBatch, { topic, partition }: TopicPartition): readonly LogRecord[] {
  if (batch.attributes & CONTROL) return [];
  const appendTime = (batch.attributes & LOG_APPEND_TIME) !== 0;
  return batch.records.map((record) => ({
    source: 'kafka',
    topic,
    partition,
    offset: Number(batch.firstOffset) + record.offsetDelta,
    timestamp: Number(appendTime ? batch.maxTimestamp : batch.firstTimestamp + record.timestampDelta),
    timestampType: appendTime ? 'LOG_APPEND_TIME' : 'CREATE_TIME',
    key: record.key,
    value: record.value,
    headers: record.headers.map(([name, value]): RecordHeader => [String(name ?? ''), value ?? new Uint8Array(0)]),
  }));
}
