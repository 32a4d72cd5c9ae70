import { SystemicTransportError } from './errors.ts';
import type { RecordPublisher } from './record-publisher.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The publisher that the environment names: `KAFKA_BROKERS` (comma-joined) or else `BATON_LOG_URL`. It is loaded when
 * the first record is published, so that a function that publishes nothing does not wait for it.
 */
export function publisherFromEnvironment(environment: Environment): RecordPublisher {
  let opened: Promise<RecordPublisher> | null = null;
  return {
    async publish(records) {
      opened ??= open(environment);
      return (await opened).publish(records);
    },
    async close() {
      await (await opened)?.close();
    },
  };
}

async function open({ KAFKA_BROKERS, BATON_LOG_URL }: Environment): Promise<RecordPublisher> {
  if (KAFKA_BROKERS) return (await import('./kafka-publisher.ts')).kafkaPublisher(KAFKA_BROKERS.split(','));
  if (BATON_LOG_URL) return (await import('./http-publisher.ts')).httpPublisher(BATON_LOG_URL);
  throw new SystemicTransportError('There is nowhere to publish to: set KAFKA_BROKERS or BATON_LOG_URL.');
}
