import type { IngressRecord } from '../../shared/records/ingress-record.ts';

export type TopicPartition = { readonly topic: string; readonly partition: number };

/**
 * What an event source mapping needs of a log: poll, commit and seek per partition. Offsets committed belong to a
 * group; polling goes on where the reader last polled or seeked to.
 */
export interface RecordReader {
  /** Partitions that this reader has now; a revoked one must not be polled or committed any more. */
  partitions(): readonly TopicPartition[];
  /** Up to `maxRecords` records in offset order, waiting at most `maxWaitMs` for the first. */
  poll(at: TopicPartition, limits: PollLimits): Promise<readonly IngressRecord[]>;
  /** `offset` is the next one to be read, as Kafka's committed offsets are. */
  commit(at: TopicPartition, offset: number): Promise<void>;
  seek(at: TopicPartition, offset: number): void;
  close(): Promise<void>;
}

export type PollLimits = {
  readonly maxRecords: number;
  readonly maxBytes: number;
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal;
};

/** Opens readers: one adapter for the embedded log, one for Kafka. */
export interface RecordLog {
  /** A member of `group`; starts at the group's committed offsets, else at the earliest record. */
  open(topic: string, group: string): Promise<RecordReader>;
}
