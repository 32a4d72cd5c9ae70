import { openKafkaLog } from '../../local/sources/index.ts';
import { kafkaPublisher } from '../../shared/transports/kafka-publisher.ts';
import { describePublisher } from '../../shared/transports/record-publisher.suite.ts';
import { startKafka } from './start-kafka.ts';

const MAX_RECORDS = 1_000;
const MAX_BYTES = 1_000_000;

describePublisher('kafka publisher', async () => {
  const kafka = await startKafka();
  const log = await openKafkaLog({ brokers: kafka.brokers, notices: { say: () => undefined } });
  const id = `${Date.now()}`;
  const topics = [`publisher-${id}`, `publisher-other-${id}`] as const;
  await log.createTopics([
    { name: topics[0], partitions: 3 },
    { name: topics[1], partitions: 1 },
  ]);
  return {
    publisher: kafkaPublisher(kafka.brokers.split(',')),
    topics,
    read: async (topic) => {
      const partitions = (await log.topics()).find(({ name }) => name === topic)?.partitions ?? [];
      const limits = { maxRecords: MAX_RECORDS, maxBytes: MAX_BYTES };
      const read = partitions.map(({ partition, first }) => log.read({ topic, partition }, first, limits));
      return (await Promise.all(read)).flat();
    },
    close: async () => {
      await log.close();
      await kafka.stop();
    },
  };
});
