import type { Violation } from '../../shared/contracts/index.ts';
import type { Coordinates, RecordHeader } from '../../shared/records/index.ts';
import { PublishInputError } from './errors.ts';

/** Which workflow's doors are meant, and which execution speaks. Without a workflow all are looked through. */
type Speaker = { readonly workflow: string | null; readonly execution: string | null };

/** `to`: a signal's name, or a topic. */
export type RecordRequest = Speaker & {
  readonly type: 'record';
  readonly to: { readonly signal: string } | { readonly topic: string };
  /** Counts a signal of a redriven execution apart from the first. */
  readonly redriveCount: number;
  readonly key: string | null;
  readonly value: unknown;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

export type DeadLetterRequest = Speaker & {
  readonly type: 'dead-letters';
  /** Null: the workflow's own. */
  readonly topic: string | null;
  readonly contract: string;
  readonly items: readonly DeadLetterItem[];
};

/** A row as the ingress function handed it to the workflow: its own bytes, and what is wrong with it. */
export type DeadLetterItem = {
  readonly coordinates: Coordinates;
  readonly key: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
  readonly raw: Uint8Array;
  readonly violations: readonly Violation[];
};

export type PublishRequest = RecordRequest | DeadLetterRequest;

/**
 * Reads what a state passes: `{workflow?, execution?}` with either `{signal | topic, key?, value, headers?,
 * redriveCount?}`, key and headers as text, or `{deadLetter: {topic?, contract, items: [{coordinates, key, headers?,
 * raw, violations}]}}`, key, raw and headers in base64 as rejectable rows have them. Throws `PublishInputError`.
 */
export function parsePublishInput(input: unknown): PublishRequest {
  const given = members(input, 'The input');
  const speaker = {
    workflow: optional(given.workflow, 'workflow', text),
    execution: optional(given.execution, 'execution', text),
  };
  return given.deadLetter === undefined ? recordRequest(given, speaker) : deadLetterRequest(given.deadLetter, speaker);
}

function recordRequest(given: Members, speaker: Speaker): RecordRequest {
  const { signal, topic, key, value, headers, redriveCount } = given;
  if ((signal === undefined) === (topic === undefined)) {
    throw new PublishInputError('Say either `signal` or `topic`, or pass a `deadLetter`.');
  }
  if (value === undefined) throw new PublishInputError('`value` is missing; pass null for a tombstone.');
  return {
    ...speaker,
    type: 'record',
    to: signal === undefined ? { topic: text(topic, 'topic') } : { signal: text(signal, 'signal') },
    redriveCount: optional(redriveCount, 'redriveCount', count) ?? 0,
    key: optional(key, 'key', text),
    value,
    headers: Object.entries(optional(headers, 'headers', members) ?? {}).map(([name, header]) => [
      name,
      text(header, `headers.${name}`),
    ]),
  };
}

function deadLetterRequest(deadLetter: unknown, speaker: Speaker): DeadLetterRequest {
  const { topic, contract, execution, items } = members(deadLetter, 'deadLetter');
  return {
    ...speaker,
    type: 'dead-letters',
    execution: optional(execution, 'deadLetter.execution', text) ?? speaker.execution,
    topic: optional(topic, 'deadLetter.topic', text),
    contract: text(contract, 'deadLetter.contract'),
    items: list(items, 'deadLetter.items').map((item, index) => deadLetterItem(item, `deadLetter.items[${index}]`)),
  };
}

function deadLetterItem(given: unknown, path: string): DeadLetterItem {
  const { coordinates, key, headers, raw, violations } = members(given, path);
  const { topic, partition, offset, timestamp } = members(coordinates, `${path}.coordinates`);
  return {
    coordinates: {
      topic: text(topic, `${path}.coordinates.topic`),
      partition: count(partition, `${path}.coordinates.partition`),
      offset: count(offset, `${path}.coordinates.offset`),
      timestamp: wholeNumber(timestamp, `${path}.coordinates.timestamp`),
    },
    key: optional(key, `${path}.key`, base64),
    headers: (optional(headers, `${path}.headers`, list) ?? []).map((header, index) => {
      const [name, value] = list(header, `${path}.headers[${index}]`);
      return [text(name, `${path}.headers[${index}][0]`), base64(value, `${path}.headers[${index}][1]`)];
    }),
    raw: base64(raw, `${path}.raw`),
    violations: list(violations, `${path}.violations`).map((violation, index) =>
      parseViolation(violation, `${path}.violations[${index}]`),
    ),
  };
}

function parseViolation(given: unknown, path: string): Violation {
  const { pointer, rule, expected, found } = members(given, path);
  return {
    pointer: text(pointer, `${path}.pointer`),
    rule: text(rule, `${path}.rule`),
    expected: text(expected, `${path}.expected`),
    found: text(found, `${path}.found`),
  };
}

type Members = Readonly<Record<string, unknown>>;
type Parser<Value> = (value: unknown, path: string) => Value;

const optional = <Value>(value: unknown, path: string, parse: Parser<Value>): Value | null =>
  value === undefined || value === null ? null : parse(value, path);

const members: Parser<Members> = (value, path) => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  throw new PublishInputError(`${path} is not an object.`);
};

const list: Parser<readonly unknown[]> = (value, path) => {
  if (Array.isArray(value)) return value;
  throw new PublishInputError(`${path} is not a list.`);
};

const text: Parser<string> = (value, path) => {
  if (typeof value === 'string') return value;
  throw new PublishInputError(`${path} is not text.`);
};

/** Kafka says −1 for a record without a timestamp. */
const wholeNumber: Parser<number> = (value, path) => {
  if (Number.isSafeInteger(value)) return value as number;
  throw new PublishInputError(`${path} is not a whole number.`);
};

const count: Parser<number> = (value, path) => {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return value as number;
  throw new PublishInputError(`${path} is not a whole number from 0.`);
};

const base64: Parser<Uint8Array> = (value, path) => {
  const given = text(value, path);
  const bytes = Buffer.from(given, 'base64');
  if (bytes.length === Buffer.byteLength(given, 'base64')) return bytes;
  throw new PublishInputError(`${path} is not base64.`);
};
