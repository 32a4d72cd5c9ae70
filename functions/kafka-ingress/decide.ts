/**
 * What becomes of the records of one trigger: pure, so that a redelivered record is decided as it was before.
 *
 * I1. The same records and trigger give the same execution names and inputs, byte for byte.
 * I2. Every record is in exactly one decision.
 * I3. A decision holds no text of a record's value but the input itself.
 */
import type { FaultThreshold, RecordTrigger } from '../../shared/records/index.ts';
import { decideBatches } from './decide-batches.ts';
import { decideRecords } from './decide-records.ts';
import type { Decision, Door, Reading } from './decision.ts';

const MODES = {
  'execution-per-record': decideRecords,
  'execution-per-batch': decideBatches,
} as const satisfies Record<RecordTrigger['mode'], (readings: readonly Reading[], door: Door) => readonly Decision[]>;

const DEFAULT_FAULT_THRESHOLD: FaultThreshold = { minimumRecords: 20, share: 0.5 };

export const decide = (readings: readonly Reading[], door: Door): readonly Decision[] =>
  MODES[door.trigger.mode](readings, door);

/** Whether so many of a batch's records are bad that the records are hardly to blame. */
export function looksSystemic(bad: number, records: number, { faultThreshold }: RecordTrigger): boolean {
  const { minimumRecords, share } = faultThreshold ?? DEFAULT_FAULT_THRESHOLD;
  return records >= minimumRecords && bad > records * share;
}
