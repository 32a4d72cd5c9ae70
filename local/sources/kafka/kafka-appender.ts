import { Producer } from '@platformatic/kafka';
import { inRequests, type PublishedRecord } from '../../../shared/transports/index.ts';
import { UnknownPartitionError } from '../errors.ts';
import { partitionOfKey } from '../partitioner.ts';
import type { AppendRecord } from '../record-log.ts';
import type { KafkaCluster } from './kafka-cluster.ts';

type Bytes = Producer<Buffer, Buffer, Buffer, Buffer>;

/** Sends records, one call after the other. Without idempotence a repeated request may write records twice. */
export class KafkaAppender {
  readonly #cluster: KafkaCluster;
  #producer: Bytes | null = null;
  #latest: Promise<unknown> = Promise.resolve();
  #keyless = 0;

  constructor(cluster: KafkaCluster) {
    this.#cluster = cluster;
  }

  append(records: readonly AppendRecord[]): Promise<readonly PublishedRecord[]> {
    const sent = this.#latest.then(() => this.#sendAll(records));
    this.#latest = sent.catch(() => undefined);
    return sent;
  }

  async close(): Promise<void> {
    await this.#latest;
    await this.#producer?.close();
  }

  async #sendAll(records: readonly AppendRecord[]): Promise<readonly PublishedRecord[]> {
    const published: PublishedRecord[] = [];
    for (const request of inRequests(records)) published.push(...(await this.#send(request)));
    return published;
  }

  async #send(records: readonly AppendRecord[]): Promise<readonly PublishedRecord[]> {
    this.#producer ??= new Producer({ ...this.#cluster.requestOptions(), idempotent: true });
    const producer = this.#producer;
    const counts = await this.#partitionCounts(producer, records);
    const placed = records.map((record) => ({ record, partition: this.#place(record, counts.get(record.topic) ?? 0) }));
    const messages = placed.map(({ record, partition }) => toMessage(record, partition));
    try {
      const topics = [...new Set(records.map(({ topic }) => topic))].join(', ');
      const { offsets } = await this.#cluster.request(topics, () => producer.send({ messages, acks: -1 }));
      const bases = new Map(offsets?.map(({ topic, partition, offset }) => [`${topic}/${partition}`, Number(offset)]));
      return placed.map(({ record: { topic }, partition }) => {
        const offset = bases.get(`${topic}/${partition}`) ?? 0;
        bases.set(`${topic}/${partition}`, offset + 1);
        return { topic, partition, offset };
      });
    } catch (error) {
      // Its sequence numbers have gone past what the broker took: only a new one is understood again.
      this.#producer = null;
      await producer.close().catch(() => undefined);
      throw error;
    }
  }

  async #partitionCounts(producer: Bytes, records: readonly AppendRecord[]): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const topic of new Set(records.map((record) => record.topic))) {
      const metadata = await this.#cluster.request(topic, () => producer.metadata({ topics: [topic] }));
      counts.set(topic, metadata.topics.get(topic)?.partitionsCount ?? 0);
    }
    return counts;
  }

  /** As Kafka's default partitioner: by key, else in turns. */
  #place({ topic, key, partition }: AppendRecord, count: number): number {
    if (partition !== undefined && !(partition < count)) throw new UnknownPartitionError(topic, partition, count);
    if (partition !== undefined) return partition;
    if (key !== null) return partitionOfKey(key, count);
    this.#keyless += 1;
    return (this.#keyless - 1) % count;
  }
}

function toMessage({ topic, key, value, headers, timestamp }: AppendRecord, partition: number) {
  return {
    topic,
    partition,
    ...(key !== null && { key: buffer(key) }),
    ...(value !== null && { value: buffer(value) }),
    // Each name is a buffer of its own, so that a name given twice is sent twice.
    headers: new Map(headers.map(([name, bytes]) => [Buffer.from(name), buffer(bytes)])),
    ...(timestamp !== undefined && { timestamp: BigInt(timestamp) }),
  };
}

const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
