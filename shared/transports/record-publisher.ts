import type { OutgoingRecord } from '../records/index.ts';

export type { OutgoingRecord };

export type PublishedRecord = { readonly topic: string; readonly partition: number; readonly offset: number };

/** Publishes records, in order, and resolves once the broker has them all. Rejects with a `TransportError`. */
export interface RecordPublisher {
  /** Answers where each record lies, in the order in which they were given. */
  publish(records: readonly OutgoingRecord[]): Promise<readonly PublishedRecord[]>;
  close(): Promise<void>;
}
