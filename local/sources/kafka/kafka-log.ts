import { Admin, ListOffsetTimestamps } from '@platformatic/kafka';
import { checkTopic } from '../check-topic.ts';
import { LogClosedError } from '../errors.ts';
import type { Notices } from '../notices.ts';
import type {
  AppendRecord,
  LogRecord,
  PartitionInfo,
  ReadLimits,
  RecordLog,
  RecordReader,
  Subscription,
  TopicInfo,
  TopicPartition,
  TopicSpec,
} from '../record-log.ts';
import { KafkaAppender } from './kafka-appender.ts';
import { KafkaBrowser } from './kafka-browser.ts';
import { KafkaCluster, pause } from './kafka-cluster.ts';
import { hasApiError } from './kafka-errors.ts';
import { KafkaReader } from './kafka-reader.ts';

export type KafkaLogOptions = {
  /** `host:port`, several with commas between. */
  readonly brokers: string;
  readonly notices: Notices;
  /**
   * Makes readers static members of their groups: after a crash the next process with this id takes the partitions at
   * once, and need not wait until the group misses the dead one. Two living processes must not share it.
   */
  readonly instanceId?: string;
};

/** A real Kafka cluster as a log. Connects with the first call. */
export class KafkaLog implements RecordLog {
  readonly #cluster: KafkaCluster;
  readonly #instanceId: string | undefined;
  readonly #admin: Admin;
  readonly #appender: KafkaAppender;
  readonly #browser: KafkaBrowser;
  readonly #readers = new Set<KafkaReader>();

  constructor({ brokers, notices, instanceId }: KafkaLogOptions) {
    this.#cluster = new KafkaCluster(brokers, notices);
    this.#instanceId = instanceId;
    this.#admin = new Admin(this.#cluster.requestOptions());
    this.#appender = new KafkaAppender(this.#cluster);
    this.#browser = new KafkaBrowser(this.#cluster);
  }

  async createTopics(specs: readonly TopicSpec[]): Promise<void> {
    for (const spec of specs) checkTopic(spec);
    for (const { name, partitions } of specs) {
      await this.#cluster.request(name, () => this.#createTopic(name, partitions));
    }
  }

  async topics(): Promise<readonly TopicInfo[]> {
    return this.#cluster.request('', async () => {
      const names = await this.#admin.listTopics();
      const { topics } = await this.#admin.metadata({ topics: names, forceUpdate: true });
      const asked = names.map((name) => ({ name, count: topics.get(name)?.partitionsCount ?? 0 }));
      const [first, end] = await Promise.all([
        this.#offsets(asked, ListOffsetTimestamps.EARLIEST),
        this.#offsets(asked, ListOffsetTimestamps.LATEST),
      ]);
      return asked.map(({ name, count }) => {
        const partition = (at: number): PartitionInfo => {
          return { partition: at, first: first.get(`${name}/${at}`) ?? 0, end: end.get(`${name}/${at}`) ?? 0 };
        };
        return {
          name,
          id: topics.get(name)?.id ?? '',
          partitions: Array.from({ length: count }, (_, at) => partition(at)),
        };
      });
    });
  }

  append(records: readonly AppendRecord[]): ReturnType<RecordLog['append']> {
    return this.#appender.append(records);
  }

  read(at: TopicPartition, offset: number, limits: ReadLimits): Promise<readonly LogRecord[]> {
    return this.#browser.read(at, Math.max(0, offset), limits);
  }

  async open(subscription: Subscription): Promise<RecordReader> {
    if (this.#cluster.closing.aborted) throw new LogClosedError();
    const reader = new KafkaReader(this.#cluster, subscription, this.#instanceId);
    this.#readers.add(reader);
    await reader.join();
    return reader;
  }

  async close(): Promise<void> {
    this.#cluster.close();
    await Promise.all([...this.#readers].map((reader) => reader.close()));
    await Promise.all([this.#appender.close(), this.#browser.close(), this.#admin.close()]);
  }

  /** Resolves once the topic can be used: the answer to its making comes before its leaders are known. */
  async #createTopic(name: string, partitions: number): Promise<void> {
    try {
      await this.#admin.createTopics({ topics: [{ topic: name, partitions }] });
    } catch (error) {
      if (!hasApiError(error, 'TOPIC_ALREADY_EXISTS')) throw error;
    }
    while (!this.#cluster.closing.aborted && !(await this.#isLed(name))) await pause(this.#cluster.closing);
  }

  async #isLed(topic: string): Promise<boolean> {
    const { topics } = await this.#admin.metadata({ topics: [topic], forceUpdate: true });
    return topics.get(topic)?.partitions.every(({ leader }) => leader >= 0) ?? false;
  }

  async #offsets(asked: readonly { name: string; count: number }[], timestamp: bigint): Promise<Map<string, number>> {
    const topics = asked.map(({ name, count }) => ({
      name,
      partitions: Array.from({ length: count }, (_, partitionIndex) => ({ partitionIndex, timestamp })),
    }));
    const listed = await this.#admin.listOffsets({ topics });
    return new Map(
      listed.flatMap(({ name, partitions }) =>
        partitions.map(({ partitionIndex, offset }) => [`${name}/${partitionIndex}`, Number(offset)] as const),
      ),
    );
  }
}
