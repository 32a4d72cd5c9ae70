import type { Consumer } from '@platformatic/kafka';

type FetchRequest = Parameters<Consumer['fetch']>[0];

type Fetch = {
  /** The broker that leads the partitions. */
  readonly node: number;
  readonly topicId: string;
  /** Where to begin, by partition. */
  readonly offsets: ReadonlyMap<number, number>;
  readonly maxWaitMs: number;
  readonly maxBytes: number;
  readonly maxPartitionBytes: number;
};

/** What the client's `fetch` takes, for partitions of one topic. */
export function fetchRequest(fetch: Fetch): FetchRequest {
  const partitions = [...fetch.offsets].map(([partition, offset]) => ({
    partition,
    fetchOffset: BigInt(offset),
    partitionMaxBytes: fetch.maxPartitionBytes,
    // Not known: the broker does not compare it then.
    currentLeaderEpoch: -1,
    lastFetchedEpoch: -1,
  }));
  return {
    node: fetch.node,
    maxWaitTime: fetch.maxWaitMs,
    minBytes: 1,
    maxBytes: fetch.maxBytes,
    topics: [{ topicId: fetch.topicId, partitions }],
  };
}
