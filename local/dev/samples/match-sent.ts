import type { OutgoingRecord, PublishedRecord } from '../../../shared/transports/index.ts';
import type { LogRecord } from '../../sources/index.ts';

/**
 * Finds which records lie in the log already: after a kill in the middle of sending, nothing is sent twice. Records
 * with the same bytes are found in their order.
 */
export function matchSent(
  records: readonly OutgoingRecord[],
  inLog: readonly LogRecord[],
): readonly (PublishedRecord | null)[] {
  const waiting = Map.groupBy(inLog, fingerprint);
  return records.map((record) => {
    const found = waiting.get(fingerprint(record))?.shift();
    return found === undefined ? null : { topic: found.topic, partition: found.partition, offset: found.offset };
  });
}

function fingerprint({ topic, key, value, headers }: OutgoingRecord): string {
  const parts = [key, value, ...headers.map(([, bytes]) => bytes)].map(base64);
  return JSON.stringify([topic, headers.map(([name]) => name), parts]);
}

const base64 = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
