import { InvalidTopicError } from './errors.ts';
import type { TopicSpec } from './record-log.ts';

/** As Kafka names topics: org.apache.kafka.common.internals.Topic. */
const TOPIC_NAME = /^(?!\.{1,2}$)[a-zA-Z0-9._-]{1,249}$/;
/** A laptop's share of them. */
export const MAX_PARTITIONS = 1_000;

/** Throws `InvalidTopicError`. */
export function checkTopic({ name, partitions }: TopicSpec): void {
  if (!TOPIC_NAME.test(name)) {
    throw new InvalidTopicError(name, 'a name has 1 to 249 letters, digits, dots, dashes and underscores');
  }
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > MAX_PARTITIONS) {
    throw new InvalidTopicError(name, `${partitions} partitions, where 1 to ${MAX_PARTITIONS} are possible`);
  }
}
