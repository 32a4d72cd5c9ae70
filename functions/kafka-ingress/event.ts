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

/** Says where something stands in the event; called only when it is at fault. */
type Place = () => string;

/** The records of an event, partition by partition. Throws `MalformedEventError`. */
export function parseKafkaEvent(event: unknown): readonly IngressRecord[] {
  const { eventSource, records } = members(event, () => '');
  if (!EVENT_SOURCES.includes(eventSource)) {
    throw new MalformedEventError('eventSource', '"aws:kafka" or "SelfManagedKafka"');
  }
  return Object.entries(members(records, () => 'records')).flatMap(([group, list]) => {
    const place = () => `records[${JSON.stringify(group)}]`;
    return array(list, place).map((record, index) => parseRecord(record, () => `${place()}[${index}]`));
  });
}

function parseRecord(given: unknown, place: Place): IngressRecord {
  const { topic, partition, offset, timestamp, key, value, headers } = members(given, place);
  if (typeof topic !== 'string' || topic === '') throw new MalformedEventError(`${place()}.topic`, 'a topic');
  return {
    source: 'kafka',
    topic,
    partition: count(partition, place, 'partition'),
    offset: count(offset, place, 'offset'),
    timestamp: wholeNumber(timestamp, place, 'timestamp'),
    key: bytes(key, place, 'key'),
    value: bytes(value, place, 'value'),
    headers: parseHeaders(headers ?? [], () => `${place()}.headers`),
  };
}

/** Each header is an object with one member: its name, and its bytes as Java's, −128 to 127. */
function parseHeaders(given: unknown, place: Place): readonly RecordHeader[] {
  const list = array(given, place);
  const headers: RecordHeader[] = [];
  for (let index = 0; index < list.length; index++) {
    const named = list[index];
    if (!isObject(named)) throw new MalformedEventError(`${place()}[${index}]`, 'an object');
    for (const name of Object.keys(named)) {
      const bytes = headerBytes(named[name] ?? []);
      if (bytes === null) throw new MalformedEventError(`${place()}[${index}]`, 'a list of bytes');
      headers.push([name, bytes]);
    }
  }
  return headers;
}

/** Storing a number as a byte keeps its last eight bits, so −1 becomes 255. Node's pool is cheaper than an array each. */
function headerBytes(given: unknown): Uint8Array | null {
  if (!Array.isArray(given)) return null;
  const bytes = Buffer.allocUnsafe(given.length);
  for (let at = 0; at < given.length; at++) {
    const byte: unknown = given[at];
    if (!isByte(byte)) return null;
    bytes[at] = byte;
  }
  return bytes;
}

const isByte = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= -128 && value <= 255;

/** Base64, or nothing. Node passes over what is no base64, so the length tells whether all of it was. */
function bytes(value: unknown, place: Place, name: string): Uint8Array | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    const decoded = Buffer.from(value, 'base64');
    if (decoded.length === Buffer.byteLength(value, 'base64')) return decoded;
  }
  throw new MalformedEventError(`${place()}.${name}`, 'base64 text or null');
}

function count(value: unknown, place: Place, name: string): number {
  const number = wholeNumber(value, place, name);
  if (number < 0) throw new MalformedEventError(`${place()}.${name}`, 'a whole number from 0');
  return number;
}

function wholeNumber(value: unknown, place: Place, name: string): number {
  if (!Number.isSafeInteger(value)) throw new MalformedEventError(`${place()}.${name}`, 'a whole number');
  return value as number;
}

function array(value: unknown, place: Place): readonly unknown[] {
  if (!Array.isArray(value)) throw new MalformedEventError(place(), 'a list');
  return value;
}

function members(value: unknown, place: Place): Members {
  if (!isObject(value)) throw new MalformedEventError(place(), 'an object');
  return value;
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
