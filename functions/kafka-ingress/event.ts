/**
 * Reads the event of a Lambda event source mapping for MSK or self-managed Kafka.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html#msk-sample-event and, for what that page leaves
 * out (signed header bytes, null and absent values), aws-lambda-go#506 and powertools-lambda-typescript#4988.
 *
 * I1. Any input gives records or a `MalformedEventError`; members that are not known are passed over.
 * I2. Records keep the order of the event; topic and partition are the record's own, since the key `topic-partition`
 *     cannot be taken apart (topics may hold dashes).
 */
import type { IngressRecord, RecordHeader } from '../../shared/records/index.ts';
import { MalformedEventError } from './errors.ts';

const EVENT_SOURCES: readonly unknown[] = ['aws:kafka', 'SelfManagedKafka'];

type Members = Readonly<Record<string, unknown>>;

/** The records of an event, partition by partition. Throws `MalformedEventError`. */
export function parseKafkaEvent(event: unknown): readonly IngressRecord[] {
  const { eventSource, records } = members(event, '');
  if (!EVENT_SOURCES.includes(eventSource)) {
    throw new MalformedEventError('eventSource', '"aws:kafka" or "SelfManagedKafka"');
  }
  return Object.entries(members(records, 'records')).flatMap(([group, list]) => {
    const path = `records[${JSON.stringify(group)}]`;
    return array(list, path).map((record, index) => parseRecord(record, `${path}[${index}]`));
  });
}

function parseRecord(given: unknown, path: string): IngressRecord {
  const { topic, partition, offset, timestamp, key, value, headers } = members(given, path);
  if (typeof topic !== 'string' || topic === '') throw new MalformedEventError(`${path}.topic`, 'a topic');
  return {
    source: 'kafka',
    topic,
    partition: count(partition, path, 'partition'),
    offset: count(offset, path, 'offset'),
    timestamp: wholeNumber(timestamp, path, 'timestamp'),
    key: bytes(key, path, 'key'),
    value: bytes(value, path, 'value'),
    headers: array(headers ?? [], `${path}.headers`).flatMap((header, index) => parseHeader(header, path, index)),
  };
}

/** A header is an object with one member: its name, and its bytes as Java's, −128 to 127. */
function parseHeader(given: unknown, path: string, index: number): readonly RecordHeader[] {
  const headerPath = `${path}.headers[${index}]`;
  return Object.entries(members(given, headerPath)).map(([name, value]) => [name, headerBytes(value, headerPath)]);
}

function headerBytes(value: unknown, path: string): Uint8Array {
  const list = array(value ?? [], path);
  if (!list.every(isByte)) throw new MalformedEventError(path, 'a list of bytes');
  return Uint8Array.from(list, (byte) => byte & 0xff);
}

const isByte = (value: unknown): value is number =>
  Number.isInteger(value) && -129 < Number(value) && Number(value) < 256;

/** Base64, or nothing. Node passes over what is no base64, so the length tells whether all of it was. */
function bytes(value: unknown, path: string, name: string): Uint8Array | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    const decoded = Buffer.from(value, 'base64');
    if (decoded.length === Buffer.byteLength(value, 'base64')) return decoded;
  }
  throw new MalformedEventError(`${path}.${name}`, 'base64 text or null');
}

function count(value: unknown, path: string, name: string): number {
  const number = wholeNumber(value, path, name);
  if (number < 0) throw new MalformedEventError(`${path}.${name}`, 'a whole number from 0');
  return number;
}

function wholeNumber(value: unknown, path: string, name: string): number {
  if (!Number.isSafeInteger(value)) throw new MalformedEventError(`${path}.${name}`, 'a whole number');
  return value as number;
}

function array(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new MalformedEventError(path, 'a list');
  return value;
}

function members(value: unknown, path: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MalformedEventError(path, 'an object');
  }
  return value as Members;
}
