import type { RecordHeader } from '../records/ingress-record.ts';

/** A record on its way out. Bytes are sent as they are. */
export type OutgoingRecord = {
  readonly topic: string;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
};

export type PublishedRecord = { readonly topic: string; readonly partition: number; readonly offset: number };

/** Publishes records, in order, and resolves once the broker has them all. Rejects with a `TransportError`. */
export interface RecordPublisher {
  publish(records: readonly OutgoingRecord[]): Promise<readonly PublishedRecord[]>;
  close(): Promise<void>;
}
