import { Consumer } from '@platformatic/kafka';
import { LogClosedError, UnknownPartitionError } from '../errors.ts';
import { limitRecords } from '../limit-records.ts';
import type { LogRecord, ReadLimits, TopicPartition } from '../record-log.ts';
import type { FetchedPartition } from './decode-fetch.ts';
import { decodeFetch, responseIn } from './decode-fetch.ts';
import { fetchRequest } from './fetch-request.ts';
import type { KafkaCluster } from './kafka-cluster.ts';
import { hasApiError } from './kafka-errors.ts';

const LONG_POLL_MS = 250;
const MAX_FETCH_BYTES = 8 * 1024 * 1024;
/** The client wants one; nobody joins it. */
const NO_GROUP = 'baton-browser';

/** Reads by offset, without a group. A client serves one fetch at a time, so each read borrows one. */
export class KafkaBrowser {
  readonly #cluster: KafkaCluster;
  readonly #idle: Consumer[] = [];

  constructor(cluster: KafkaCluster) {
    this.#cluster = cluster;
  }

  async read(at: TopicPartition, offset: number, limits: ReadLimits): Promise<readonly LogRecord[]> {
    const client = this.#idle.pop() ?? new Consumer({ ...this.#cluster.requestOptions(), groupId: NO_GROUP });
    client.topics.track(at.topic);
    try {
      return await this.#cluster.request(at.topic, () => this.#read(client, at, offset, limits));
    } finally {
      client.topics.untrack(at.topic);
      if (this.#cluster.closing.aborted) await client.close();
      else this.#idle.push(client);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((client) => client.close()));
  }

  async #read(client: Consumer, at: TopicPartition, from: number, limits: ReadLimits): Promise<readonly LogRecord[]> {
    for (let offset = from; ; ) {
      const { records, next } = await fetchOnce(client, at, offset, limits);
      if (records.length > 0) return limitRecords(records, limits);
      if (limits.signal === undefined && next <= offset) return [];
      if (limits.signal?.aborted) return [];
      if (this.#cluster.closing.aborted) throw new LogClosedError();
      offset = next;
    }
  }
}

async function fetchOnce(
  client: Consumer,
  { topic, partition }: TopicPartition,
  offset: number,
  limits: ReadLimits,
): Promise<FetchedPartition> {
  const metadata = await client.metadata({ topics: [topic] });
  const { id = '', partitions = [] } = metadata.topics.get(topic) ?? {};
  const leader = partitions[partition];
  if (leader === undefined) throw new UnknownPartitionError(topic, partition, partitions.length);
  const maxBytes = Math.min(limits.maxBytes, MAX_FETCH_BYTES);
  const request = fetchRequest({
    node: leader.leader,
    topicId: id,
    offsets: new Map([[partition, offset]]),
    maxWaitMs: limits.signal === undefined ? 0 : LONG_POLL_MS,
    maxBytes,
    maxPartitionBytes: maxBytes,
  });
  const response = await client.fetch(request).catch((error: unknown) => {
    const answer = hasApiError(error, 'OFFSET_OUT_OF_RANGE') ? responseIn(error) : null;
    if (answer === null) throw error;
    return answer;
  });
  const nothing = { partition, records: [], next: offset, outOfRange: false };
  const fetched = decodeFetch(response, topic, new Map([[partition, offset]]))[0] ?? nothing;
  // Beyond the end there is nothing yet; before the beginning, the first record is meant.
  return fetched.outOfRange && fetched.next < offset ? nothing : fetched;
}
