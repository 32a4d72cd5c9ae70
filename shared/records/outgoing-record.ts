import type { RecordHeader } from './ingress-record.ts';

/** A record on its way out. Bytes are sent as they are; a null `value` is a tombstone. */
export type OutgoingRecord = {
  readonly topic: string;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
};
