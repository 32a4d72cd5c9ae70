/**
 * The one place that knows what a dead letter looks like: the record's own key, value and headers, byte for byte,
 * and after them headers that say why. There is no envelope, so a dead letter can be sent again as it is.
 *
 * I1. `readDeadLetter(deadLetterOf(record, reason))` gives back the record's bytes and headers, in order.
 * I2. Headers of an earlier dead letter are replaced, never added to: a redriven record that fails again has one reason.
 */
import type { RecordHeader } from './ingress-record.ts';
import type { OutgoingRecord } from './outgoing-record.ts';

/** Where a record came from and when, `timestamp` in milliseconds since the epoch. */
export type Coordinates = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
};

/** Why a record can never succeed. `message` holds no value of the payload. */
export type DeadLetterReason = {
  readonly errorClass: string;
  readonly message: string;
  /** `subject@version`, or null when the record met no contract. */
  readonly contract: string | null;
  /** How often the record was redriven before. */
  readonly replayCount: number;
  /** The ARN of the execution that rejected it, or null at the door. */
  readonly execution: string | null;
};

export type RejectedRecord = Coordinates & Omit<OutgoingRecord, 'topic'>;

/** A dead letter taken apart: the original headers without ours. */
export type DeadLetter = Coordinates & DeadLetterReason & { readonly headers: readonly RecordHeader[] };

export const REPLAY_COUNT_HEADER = 'baton-replay-count';

const HEADER_NAMES = {
  errorClass: 'baton-error-class',
  message: 'baton-error-message',
  topic: 'baton-topic',
  partition: 'baton-partition',
  offset: 'baton-offset',
  timestamp: 'baton-timestamp',
  contract: 'baton-contract',
  replayCount: REPLAY_COUNT_HEADER,
  execution: 'baton-execution',
} as const satisfies Record<keyof (Coordinates & DeadLetterReason), string>;

const OURS: ReadonlySet<string> = new Set(Object.values(HEADER_NAMES));

/** A redriven record may be rejected once more; past this many times its count is not trusted and read as none. */
export const MAX_REPLAY_COUNT = 999;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The dead letter of a record, for `deadLetterTopic`. */
export function deadLetterOf(
  record: RejectedRecord,
  reason: DeadLetterReason,
  deadLetterTopic: string,
): OutgoingRecord {
  const { topic, partition, offset, timestamp, key, value } = record;
  const said = Object.entries({ ...reason, topic, partition, offset, timestamp })
    .filter(([, fact]) => fact !== null)
    .map(([name, fact]): RecordHeader => [HEADER_NAMES[name as keyof typeof HEADER_NAMES], encoder.encode(`${fact}`)]);
  return { topic: deadLetterTopic, key, value, headers: [...originalHeaders(record.headers), ...said] };
}

/** What a dead letter's headers say, or null when they are not those of a dead letter. */
export function readDeadLetter(headers: readonly RecordHeader[]): DeadLetter | null {
  const errorClass = textOf(headers, HEADER_NAMES.errorClass);
  const topic = textOf(headers, HEADER_NAMES.topic);
  if (errorClass === null || topic === null) return null;
  return {
    errorClass,
    topic,
    message: textOf(headers, HEADER_NAMES.message) ?? '',
    partition: numberOf(headers, HEADER_NAMES.partition),
    offset: numberOf(headers, HEADER_NAMES.offset),
    timestamp: numberOf(headers, HEADER_NAMES.timestamp),
    contract: textOf(headers, HEADER_NAMES.contract),
    replayCount: replayCountOf(headers),
    execution: textOf(headers, HEADER_NAMES.execution),
    headers: originalHeaders(headers),
  };
}

/** How often a record was redriven: 0 for one that never was, or whose count is no small whole number. */
export function replayCountOf(headers: readonly RecordHeader[]): number {
  const count = numberOf(headers, HEADER_NAMES.replayCount);
  return count >= 0 && count <= MAX_REPLAY_COUNT ? count : 0;
}

/** The headers that a record had before Baton said anything about it. */
export const originalHeaders = (headers: readonly RecordHeader[]): readonly RecordHeader[] =>
  headers.filter(([name]) => !OURS.has(name));

/** The last header of a name, as Kafka's own clients read it. */
export function lastHeader(headers: readonly RecordHeader[], name: string): Uint8Array | null {
  for (let at = headers.length - 1; at >= 0; at--) {
    const header = headers[at] as RecordHeader;
    if (header[0] === name) return header[1];
  }
  return null;
}

function textOf(headers: readonly RecordHeader[], name: string): string | null {
  const value = lastHeader(headers, name);
  return value === null ? null : decoder.decode(value);
}

function numberOf(headers: readonly RecordHeader[], name: string): number {
  const text = textOf(headers, name);
  return text !== null && /^-?\d{1,16}$/.test(text) ? Number(text) : 0;
}
