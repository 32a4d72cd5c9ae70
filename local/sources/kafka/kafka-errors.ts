import { findErrorBy } from '@platformatic/kafka';
import {
  InvalidTopicError,
  LogUnavailableError,
  RecordTooLargeError,
  SourceError,
  UnknownTopicError,
} from '../errors.ts';

/** A protocol error of this name is somewhere in what the client threw. */
export function hasApiError(error: unknown, id: string): boolean {
  return error instanceof Error && findErrorBy(error, 'apiId' as never, id as never) !== null;
}

/** No broker answered: connection refused, reset or timed out. */
export function isNetworkError(error: unknown): boolean {
  return error instanceof Error && findErrorBy(error, 'code', 'PLT_KFK_NETWORK') !== null;
}

/** Which broker errors mean what for the topic that was meant; the rest may pass. */
const MEANINGS: readonly (readonly [apiId: string, mean: (topic: string, cause: ErrorOptions) => SourceError])[] = [
  ['UNKNOWN_TOPIC_OR_PARTITION', (topic) => new UnknownTopicError(topic)],
  ['UNKNOWN_TOPIC_ID', (topic) => new UnknownTopicError(topic)],
  ['MESSAGE_TOO_LARGE', (topic, cause) => new RecordTooLargeError(topic, "more than the broker's limit", cause)],
  ['RECORD_LIST_TOO_LARGE', (topic, cause) => new RecordTooLargeError(topic, "more than the broker's limit", cause)],
  ['INVALID_TOPIC_EXCEPTION', (topic) => new InvalidTopicError(topic, 'the broker refuses the name')],
  ['INVALID_PARTITIONS', (topic) => new InvalidTopicError(topic, 'the broker refuses the number of partitions')],
];

/** Gives what the client threw its meaning. `topic` is what the call was about, or what it listed. */
export function translateKafkaError(error: unknown, brokers: string, topic: string): SourceError {
  if (error instanceof SourceError) return error;
  const meaning = MEANINGS.find(([apiId]) => hasApiError(error, apiId));
  if (meaning !== undefined) return meaning[1](topic, { cause: error });
  // The client spells this one out instead of passing the broker's code on.
  if (error instanceof Error && error.message === `Unknown topic ${topic}.`) return new UnknownTopicError(topic);
  return new LogUnavailableError(brokers, reasonsOf(error), { cause: error });
}

/** The innermost messages, each once: "connect ECONNREFUSED 127.0.0.1:9092". */
export function reasonsOf(error: unknown): string {
  return [...new Set(leaves(error))].join('; ');
}

function leaves(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(leaves);
  return error.cause === undefined ? [error.message] : leaves(error.cause);
}
