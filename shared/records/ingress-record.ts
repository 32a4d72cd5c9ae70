/** A header as it was sent: names repeat, order counts, values are bytes. */
export type RecordHeader = readonly [name: string, value: Uint8Array];

/**
 * What arrived from a topic, whatever brought it. `offset` and `partition` are the broker's; `timestamp` is in
 * milliseconds since the epoch. A null `value` is a tombstone.
 */
export type IngressRecord = {
  readonly source: 'kafka';
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
};
