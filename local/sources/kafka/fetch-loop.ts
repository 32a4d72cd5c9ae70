import type { Consumer } from '@platformatic/kafka';
import { ConnectionPool } from '@platformatic/kafka';
import type { FetchResponse } from './decode-fetch.ts';
import { decodeFetch, responseIn } from './decode-fetch.ts';
import { fetchRequest } from './fetch-request.ts';
import type { HeldPartition } from './held-partition.ts';
import type { KafkaCluster } from './kafka-cluster.ts';
import { pause } from './kafka-cluster.ts';

/** How metadata says that a partition is without one. */
const NO_LEADER = -1;
/** As long as a partition that has just got room may wait for others of its broker that have no news. */
const LONG_POLL_MS = 250;
const MAX_PARTITION_BYTES = 2 * 1024 * 1024;
const MAX_FETCH_BYTES = 16 * 1024 * 1024;

/**
 * Fetches for all partitions of a reader that have room. One request per broker at a time: the client keeps one fetch
 * session per broker, and two requests in one session disturb each other.
 */
export class FetchLoop {
  readonly #cluster: KafkaCluster;
  readonly #consumer: Consumer;
  readonly #topic: string;
  readonly #held: ReadonlyMap<number, HeldPartition>;
  readonly #signal: AbortSignal;
  /** Of its own: a broker answers a connection's requests in order, and a commit must not wait behind a long poll. */
  readonly #connections: ConnectionPool;
  readonly #busy = new Map<number, Promise<void>>();
  #woken = Promise.withResolvers<void>();
  #topicId: string | null = null;
  #replaced = false;

  constructor(
    cluster: KafkaCluster,
    consumer: Consumer,
    topic: string,
    held: ReadonlyMap<number, HeldPartition>,
    signal: AbortSignal,
  ) {
    this.#cluster = cluster;
    this.#consumer = consumer;
    this.#topic = topic;
    this.#held = held;
    this.#signal = signal;
    const { clientId, connectTimeout } = cluster.loopOptions();
    this.#connections = new ConnectionPool(clientId, { connectTimeout });
  }

  /** Another topic has the name by now. Nothing is fetched of it: it has a start of its own. */
  get replaced(): boolean {
    return this.#replaced;
  }

  /** Ends with the signal. */
  async run(): Promise<void> {
    while (!this.#signal.aborted) {
      this.#woken = Promise.withResolvers();
      if (await this.#start()) await this.#woken.promise;
      else await pause(this.#signal);
    }
  }

  /** To be called whenever a partition may have got room, and when the signal was aborted. */
  wake(): void {
    this.#woken.resolve();
  }

  /** After the signal was aborted: breaks off what is under way. */
  async close(): Promise<void> {
    this.wake();
    await this.#connections.close();
    await Promise.all(this.#busy.values());
  }

  /** One request to each broker that has none and leads partitions with room. False when some could not be made. */
  async #start(): Promise<boolean> {
    const wanted = [...this.#held.values()].filter(({ hasRoom }) => hasRoom);
    if (wanted.length === 0) return true;
    const topic = await this.#metadata();
    if (topic === null || this.#signal.aborted) return false;
    this.#topicId ??= topic.id;
    if (topic.id !== this.#topicId) {
      this.#replaced = true;
      for (const held of this.#held.values()) held.interrupt();
      return true;
    }
    const byLeader = Map.groupBy(wanted, ({ partition }) => topic.partitions[partition]?.leader ?? NO_LEADER);
    for (const [leader, partitions] of byLeader) {
      if (leader === NO_LEADER || this.#busy.has(leader)) continue;
      const fetching = this.#fetch(leader, topic.id, partitions).finally(() => {
        this.#busy.delete(leader);
        this.wake();
      });
      this.#busy.set(leader, fetching);
    }
    return !byLeader.has(NO_LEADER);
  }

  async #metadata() {
    try {
      const { topics } = await this.#consumer.metadata({ topics: [this.#topic] });
      return topics.get(this.#topic) ?? null;
    } catch (error) {
      this.#cluster.watch.failed(error);
      return null;
    }
  }

  async #fetch(node: number, topicId: string, partitions: readonly HeldPartition[]): Promise<void> {
    const asked = new Map(partitions.map(({ partition, fetchOffset }) => [partition, fetchOffset]));
    const request = fetchRequest({
      node,
      topicId,
      offsets: asked,
      maxWaitMs: LONG_POLL_MS,
      maxBytes: MAX_FETCH_BYTES,
      maxPartitionBytes: MAX_PARTITION_BYTES,
    });
    try {
      const response = await this.#consumer.fetch({ ...request, connectionPool: this.#connections });
      this.#cluster.watch.answered();
      this.#deliver(response, asked);
    } catch (error) {
      if (this.#signal.aborted) return;
      const response = responseIn(error);
      if (response !== null) this.#deliver(response, asked);
      this.#cluster.watch.failed(error);
      await pause(this.#signal);
    }
  }

  /** What was asked for before a seek or for an earlier holder is passed over. */
  #deliver(response: FetchResponse, asked: ReadonlyMap<number, number>): void {
    for (const fetched of decodeFetch(response, this.#topic, asked)) {
      const held = this.#held.get(fetched.partition);
      if (held?.fetchOffset === asked.get(fetched.partition)) held?.add(fetched);
    }
  }
}
