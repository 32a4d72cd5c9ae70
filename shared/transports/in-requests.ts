import { type OutgoingRecord, recordBytes } from '../records/index.ts';

/** Records of one request at most. */
const MAX_RECORDS_PER_REQUEST = 500;

/**
 * Bytes of one request at most. A broker takes a partition's part of a request as one message set, and that must be
 * smaller than its `max.message.bytes`, 1 MiB by default; half of it leaves room for what is added around records.
 */
const MAX_REQUEST_BYTES = 512 * 1024;

/** Records in their order, as one request after the other takes them. One that is larger has a request of its own. */
export function inRequests<Record extends OutgoingRecord>(records: readonly Record[]): readonly (readonly Record[])[] {
  const requests: Record[][] = [];
  let room = 0;
  for (const record of records) {
    const bytes = recordBytes(record);
    const current = requests.at(-1);
    if (current === undefined || bytes > room || current.length >= MAX_RECORDS_PER_REQUEST) {
      requests.push([record]);
      room = MAX_REQUEST_BYTES - bytes;
    } else {
      current.push(record);
      room -= bytes;
    }
  }
  return requests;
}
