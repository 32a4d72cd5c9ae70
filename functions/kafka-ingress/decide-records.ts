import {
  asBuffer,
  contractRejection,
  executionName,
  type IngressRecord,
  identityText,
  type RecordIdentity,
  type Rejection,
  replayCountOf,
  xrayTraceHeader,
} from '../../shared/records/index.ts';
import {
  type Decision,
  type Door,
  isLargerThan,
  MAX_INPUT_BYTES,
  type Reading,
  TOO_LARGE,
  undecodable,
} from './decision.ts';

/** One execution per record; its input is the contract's JSON value and nothing else. */
export const decideRecords = (readings: readonly Reading[], door: Door): readonly Decision[] =>
  readings.map((reading) => decideRecord(reading, door));

function decideRecord(reading: Reading, door: Door): Decision {
  const { record } = reading;
  const lane = laneOf(record);
  const reject = (rejection: Rejection): Decision => ({ type: 'reject', lane, record, rejection });
  if (reading.type === 'tombstone') return { type: 'skip', lane, record };
  if (reading.type === 'unreadable') return reject(undecodable(reading.why));

  const { text, identity, violations } = reading;
  if (violations.length > 0) return reject(contractRejection(door.trigger.contract, violations));
  if (identity === null) return reject(withoutIdentity(door.trigger.identity));
  if (isLargerThan(MAX_INPUT_BYTES, text)) return reject(TOO_LARGE);
  const name = executionName(door.namePrefix, identity, replayCountOf(record.headers), door.digest);
  return { type: 'start', lane, records: [record], name, input: text, traceHeader: xrayTraceHeader(record.headers) };
}

/** Order holds per key within a partition; a record without a key is in no order. */
const laneOf = ({ partition, key }: IngressRecord): string | null =>
  key === null ? null : `${partition}:${asBuffer(key).toString('latin1')}`;

const withoutIdentity = (identity: RecordIdentity): Rejection => ({
  errorClass: 'no-identity',
  message: `The record has no identity: there is no text at ${identityText(identity)}, where its trigger looks for one.`,
});
