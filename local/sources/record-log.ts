import type { IngressRecord } from '../../shared/records/index.ts';
import type { OutgoingRecord, PublishedRecord } from '../../shared/transports/index.ts';

/**
 * The log that stands in for, or is, a Kafka cluster. Owns the shape that both adapters share; what an event source
 * mapping does with it is mapping/'s.
 *
 * I1. What was appended and acknowledged survives the death of the process.
 * I2. Records of a partition are read in offset order, byte for byte as they were appended.
 * I3. A partition belongs to one reader of a group at a time.
 */
export type TopicPartition = { readonly topic: string; readonly partition: number };

export type LogRecord = IngressRecord & { readonly timestampType: 'CREATE_TIME' | 'LOG_APPEND_TIME' };

/** A record to append. Without a partition the key decides, as Kafka's default partitioner does; without a timestamp, now. */
export type AppendRecord = OutgoingRecord & { readonly partition?: number; readonly timestamp?: number };

export type TopicSpec = { readonly name: string; readonly partitions: number };

export type TopicInfo = {
  readonly name: string;
  /** Differs from that of an earlier topic of the same name. */
  readonly id: string;
  readonly partitions: readonly PartitionInfo[];
};
/** `first` is the earliest offset still there, `end` the one that the next record gets. */
export type PartitionInfo = { readonly partition: number; readonly first: number; readonly end: number };

/** Waiting lasts until there is a record or the signal is aborted; without a signal there is none. */
export type ReadLimits = {
  readonly maxRecords: number;
  /** Of keys, values and headers; the first record is given however large it is. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
};

/**
 * Everything that is asked of a log. All methods reject with `UnknownTopicError`, `UnknownPartitionError` or
 * `LogUnavailableError` where they apply.
 */
export interface RecordLog {
  /** Those that are there already are left as they are. */
  createTopics(topics: readonly TopicSpec[]): Promise<void>;
  /** By name; a cluster's internal topics are left out. */
  topics(): Promise<readonly TopicInfo[]>;
  /** In order; resolves once all are safe. Rejects with `RecordTooLargeError`, in which case that record is not there. */
  append(records: readonly AppendRecord[]): Promise<readonly PublishedRecord[]>;
  /** From `offset` on, or from the first record still there. */
  read(at: TopicPartition, offset: number, limits: ReadLimits): Promise<readonly LogRecord[]>;
  /** A member of a group. Waits for a cluster that is away. */
  open(subscription: Subscription): Promise<RecordReader>;
  /** Ends the readers too. */
  close(): Promise<void>;
}

export type Subscription = {
  readonly topic: string;
  readonly group: string;
  /** Called with all partitions that the reader has now: the first time before `open` resolves, then at every change. */
  readonly assigned: (assignment: Assignment) => void;
};

export type Assignment = {
  readonly topicId: string;
  readonly partitions: readonly number[];
  /** Of these, those that somebody else may have had meanwhile: begin again at the group's offsets. */
  readonly fresh: readonly number[];
};

/**
 * A member of a group, on one topic. It starts at the group's committed offsets, else at the earliest record, and goes
 * on where it last polled or seeked to. All but `close` reject with `PartitionRevokedError` for a partition it has not.
 */
export interface RecordReader {
  poll(partition: number, limits: ReadLimits): Promise<readonly LogRecord[]>;
  /** `offset` is the next one to be read, as Kafka's committed offsets are. */
  commit(partition: number, offset: number): Promise<void>;
  seek(partition: number, offset: number): void;
  /** How far the group's committed offset lies behind; 0 when there is no record left to commit. */
  lag(partition: number): Promise<number>;
  /** What is not committed comes again, to whoever opens next. */
  close(): Promise<void>;
}
