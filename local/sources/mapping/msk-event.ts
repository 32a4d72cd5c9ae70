import type { RecordHeader } from '../../../shared/records/index.ts';
import type { LogRecord } from '../record-log.ts';

/**
 * The event that Lambda hands to a function for Amazon MSK.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html, and for header bytes aws-lambda-go#506.
 */
export type EventSource = { readonly eventSourceArn: string; readonly bootstrapServers: string };

/** What Lambda takes in one synchronous invocation. */
export const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** The event's key for a partition's records. */
export const recordGroup = (topic: string, partition: number): string => `${topic}-${partition}`;

/** One record's JSON text, so that its size is known before the batch is. */
export function encodeRecord(record: LogRecord): string {
  return JSON.stringify({
    topic: record.topic,
    partition: record.partition,
    offset: record.offset,
    timestamp: record.timestamp,
    timestampType: record.timestampType,
    key: base64(record.key),
    value: base64(record.value),
    headers: record.headers.map(encodeHeader),
  });
}

/** The whole event around records of one partition. */
export function encodeEvent(source: EventSource, group: string, records: readonly string[]): string {
  const { eventSourceArn, bootstrapServers } = source;
  const head = JSON.stringify({ eventSource: 'aws:kafka', eventSourceArn, bootstrapServers });
  return `${head.slice(0, -1)},"records":{${JSON.stringify(group)}:[${records.join(',')}]}}`;
}

/** Java's bytes: −128 to 127. */
function encodeHeader([name, value]: RecordHeader): Record<string, readonly number[]> {
  // A computed key, so that a header called __proto__ is a member like any other.
  return { [name]: Array.from(value, (byte) => (byte << 24) >> 24) };
}

function base64(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
