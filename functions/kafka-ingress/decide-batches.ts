import { asBuffer, contractRejection, executionName, type IngressRecord } from '../../shared/records/index.ts';
import {
  type Decision,
  type Door,
  isLargerThan,
  MAX_INPUT_BYTES,
  type Reading,
  type Reject,
  type Skip,
  type Start,
  TOO_LARGE,
  undecodable,
} from './decision.ts';

/** Leaves the states that add to a batch room below Step Functions' 256 KiB. */
export const MAX_BATCH_INPUT_BYTES = 200 * 1024;

/** Room for all that is not items: a topic has at most 249 characters. */
const FRAME_BYTES = 512;

type Row = { readonly type: 'row'; readonly record: IngressRecord; readonly item: string; readonly bytes: number };

/**
 * One execution per batch and partition, named by its first and last offset, split where its input grows too large.
 * Input: `{source: {topic, partition, first, last}, items: [{offset, timestamp, key, value, raw?, headers?}]}`;
 * `key`, `raw` and header values are base64. `raw` and `headers` come with rejectable rows alone, whose contract the
 * workflow checks: only what cannot be decoded at all is rejected at the door.
 */
export function decideBatches(readings: readonly Reading[], door: Door): readonly Decision[] {
  const rows = readings.map((reading) => rowOf(reading, door));
  const partitions = Map.groupBy(
    rows.filter((row) => row.type === 'row'),
    ({ record }) => record.partition,
  );
  const starts = [...partitions.values()].flatMap(split).map((chunk) => startOf(chunk, door));
  return [...rows.filter((row) => row.type !== 'row'), ...starts];
}

function rowOf(reading: Reading, { trigger }: Door): Row | Reject | Skip {
  const { record } = reading;
  const lane = laneOf(record);
  if (reading.type === 'tombstone') return { type: 'skip', lane, record };
  if (reading.type === 'unreadable') return { type: 'reject', lane, record, rejection: undecodable(reading.why) };

  const { violations, text } = reading;
  const rejectable = trigger.rows === 'rejectable';
  if (violations.length > 0 && !rejectable) {
    return { type: 'reject', lane, record, rejection: contractRejection(trigger.contract, violations) };
  }
  const item = rejectable ? `{${rowMembers(record, text)},${bytesMembers(record)}}` : `{${rowMembers(record, text)}}`;
  if (isLargerThan(MAX_INPUT_BYTES - FRAME_BYTES, item)) return { type: 'reject', lane, record, rejection: TOO_LARGE };
  return { type: 'row', record, item, bytes: Buffer.byteLength(item) };
}

/** A row in JSON, whose value is text already. */
const rowMembers = ({ offset, timestamp, key }: IngressRecord, text: string): string =>
  `"offset":${offset},"timestamp":${timestamp},"key":${base64(key)},"value":${text}`;

function bytesMembers({ value, headers }: IngressRecord): string {
  const raw = `"raw":${base64(value)}`;
  if (headers.length === 0) return raw;
  const pairs = headers.map(([name, bytes]) => `[${JSON.stringify(name)},${base64(bytes)}]`);
  return `${raw},"headers":[${pairs.join(',')}]`;
}

/** Greedy, so that the same rows are split in the same places. A row that fills an input alone has one of its own. */
function split(rows: readonly Row[]): readonly (readonly Row[])[] {
  const chunks: Row[][] = [];
  let room = 0;
  for (const row of rows) {
    const size = row.bytes + ','.length;
    if (size > room) {
      chunks.push([]);
      room = MAX_BATCH_INPUT_BYTES - FRAME_BYTES;
    }
    chunks.at(-1)?.push(row);
    room -= size;
  }
  return chunks;
}

function startOf(rows: readonly Row[], { namePrefix, digest }: Door): Start {
  const records = rows.map(({ record }) => record);
  const [first, last] = [records.at(0), records.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('A batch has at least one row.');
  const { topic, partition } = first;
  const source = JSON.stringify({ topic, partition, first: first.offset, last: last.offset });
  return {
    type: 'start',
    lane: laneOf(first),
    records,
    name: executionName(namePrefix, `${partition}-${first.offset}-${last.offset}`, 0, digest),
    input: `{"source":${source},"items":[${rows.map(({ item }) => item).join(',')}]}`,
    // A batch is made of many traces, and continues none.
    traceHeader: null,
  };
}

/** Batches of a partition start in order. */
const laneOf = ({ partition }: IngressRecord): string => `${partition}`;

/** As JSON: base64 has nothing to escape. */
const base64 = (bytes: Uint8Array | null): string =>
  bytes === null ? 'null' : `"${asBuffer(bytes).toString('base64')}"`;
