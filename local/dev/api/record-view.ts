import type { LogRecord } from '../../sources/index.ts';
import type { TopicCodecs } from '../topic-codecs.ts';

/** A record as the API shows it: bytes as base64, and beside them what they say where that can be told. */
export type RecordView = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly key: string | null;
  readonly keyText: string | null;
  readonly value: string | null;
  /** The value by the topic's contract; absent where the topic has none, or the bytes are not of it. */
  readonly json?: unknown;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

export async function recordView(record: LogRecord, codecs: TopicCodecs): Promise<RecordView> {
  const { topic, partition, offset, timestamp, key, value, headers } = record;
  const json = value === null ? undefined : await codecs.decode(topic, { value, headers });
  return {
    ...{ topic, partition, offset, timestamp },
    key: base64(key),
    keyText: key === null ? null : textOf(key),
    value: base64(value),
    ...(json !== undefined && { json }),
    headers: headers.map(([name, bytes]) => [name, base64(bytes) ?? ''] as const),
  };
}

const base64 = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}
