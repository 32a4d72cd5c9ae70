import { afterAll, beforeAll } from 'vitest';
import { openKafkaLog } from '../../local/sources/index.ts';
import { recordLogSuite } from '../../local/sources/record-log-suite.ts';
import type { Kafka } from './start-kafka.ts';
import { startKafka } from './start-kafka.ts';

let kafka: Kafka;
beforeAll(async () => {
  kafka = await startKafka();
});
afterAll(() => kafka.stop());

recordLogSuite(() => openKafkaLog({ brokers: kafka.brokers, notices: { say: () => undefined } }));
