import {
  type Contract,
  ContractDecodeError,
  decode,
  provesForm,
  type Violation,
} from '../../shared/contracts/index.ts';
import type { IngressRecord, RecordTrigger } from '../../shared/records/index.ts';
import type { Reading } from './decision.ts';

const NO_VIOLATIONS: readonly Violation[] = [];

/** Decodes a record's value and checks it against the trigger's contract, unless the format proves that it fits. */
export function readRecord(record: IngressRecord, { format }: RecordTrigger, contract: Contract): Reading {
  if (record.value === null) return { type: 'tombstone', record };
  try {
    const value = decode(format, contract, record.value);
    const violations = provesForm(format, contract) ? NO_VIOLATIONS : contract.validate(value, 'input');
    return { type: 'read', record, value, violations };
  } catch (error) {
    if (error instanceof ContractDecodeError) return { type: 'unreadable', record, why: error.message };
    throw error;
  }
}
