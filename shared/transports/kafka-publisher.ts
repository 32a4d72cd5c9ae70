import kafkajs, { type IHeaders, type Kafka, type Message, type Producer } from 'kafkajs';
import type { OutgoingRecord } from '../records/index.ts';
import { SystemicTransportError, TransientTransportError, type TransportError } from './errors.ts';
import { inRequests } from './in-requests.ts';
import type { PublishedRecord, RecordPublisher } from './record-publisher.ts';

// CommonJS: what Node cannot see of its exports comes by the default one.
const { KafkaJSError, logLevel, Partitioners } = kafkajs;

/** The client's own retries, seconds in all; beyond them the caller decides, who knows how much time there is. */
const RETRY = { retries: 2 };
const CONNECTION_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Publishes to Kafka, idempotently and with one request in flight, so that a retry neither repeats nor reorders.
 * Connects when it is first needed.
 *
 * Headers of one name stay together where the first of them stood: the client has no other way to send a name twice.
 */
export function kafkaPublisher(brokers: readonly string[], clientId = 'baton'): RecordPublisher {
  const kafka = new kafkajs.Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: RETRY,
    logLevel: logLevel.NOTHING,
  });
  let connection: Connection | null = null;

  const disconnect = async (): Promise<void> => {
    const leaving = connection;
    connection = null;
    await leaving?.producer.disconnect();
  };
  return {
    async publish(records) {
      const published: PublishedRecord[] = [];
      try {
        for (const request of inRequests(records)) {
          connection ??= connect(kafka);
          published.push(...(await send(connection, request)));
        }
        return published;
      } catch (error) {
        // What failed may have been written all the same, under sequence numbers that this producer would use again
        // for other records, which the broker would then take for repetitions and drop. The next producer is new.
        await disconnect().catch(() => undefined);
        throw classify(error);
      }
    },
    close: disconnect,
  };
}

type Connection = {
  readonly producer: Producer;
  readonly connected: Promise<void>;
  /** Where each message was sent. */
  readonly partitions: WeakMap<Message, number>;
};

function connect(kafka: Kafka): Connection {
  const partitions = new WeakMap<Message, number>();
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    retry: RETRY,
    createPartitioner: rememberingPartitioner(partitions),
  });
  return { producer, partitions, connected: producer.connect() };
}

async function send(
  { producer, connected, partitions }: Connection,
  records: readonly OutgoingRecord[],
): Promise<readonly PublishedRecord[]> {
  await connected;
  const sent = records.map((record) => ({ topic: record.topic, message: messageOf(record) }));
  const byTopic = Map.groupBy(sent, ({ topic }) => topic);
  const topicMessages = [...byTopic].map(([topic, list]) => ({ topic, messages: list.map(({ message }) => message) }));
  const answers = await producer.sendBatch({ topicMessages });

  // The broker says the first offset of each partition; the messages lie there in the order in which they were sent.
  const next = new Map(answers.map((answer) => [`${answer.topicName}-${answer.partition}`, Number(answer.baseOffset)]));
  return sent.map(({ topic, message }) => {
    const partition = partitions.get(message) ?? 0;
    const place = `${topic}-${partition}`;
    const offset = next.get(place) ?? Number.NaN;
    next.set(place, offset + 1);
    return { topic, partition, offset };
  });
}

/**
 * Java's default partitioner, asked once per message. The client asks again at each retry, and a message without a key
 * would go elsewhere then: past the partition that failed, or twice.
 */
const rememberingPartitioner = (partitions: WeakMap<Message, number>) => () => {
  const partitionOf = Partitioners.DefaultPartitioner();
  return (asked: Parameters<typeof partitionOf>[0]): number => {
    const partition = partitions.get(asked.message) ?? partitionOf(asked);
    partitions.set(asked.message, partition);
    return partition;
  };
};

const messageOf = ({ key, value, headers }: OutgoingRecord): Message => ({
  key: key && Buffer.from(key),
  value: value && Buffer.from(value),
  headers: headersOf(headers),
});

function headersOf(headers: OutgoingRecord['headers']): IHeaders {
  const byName = Map.groupBy(headers, ([name]) => name);
  return Object.fromEntries([...byName].map(([name, values]) => [name, values.map(([, value]) => Buffer.from(value))]));
}

function classify(error: unknown): TransportError {
  const why = `Kafka did not take the records: ${error instanceof Error ? error.message : 'for no reason given'}`;
  return isTransient(error)
    ? new TransientTransportError(why, { cause: error })
    : new SystemicTransportError(why, { cause: error });
}

/** The client says so itself, or gave up on something of which it says so. */
const isTransient = (error: unknown): boolean =>
  error instanceof KafkaJSError && (error.retriable || isTransient(error.cause));
