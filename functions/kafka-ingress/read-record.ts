import {
  type Contract,
  ContractDecodeError,
  decode,
  decodeText,
  provesForm,
  type Violation,
} from '../../shared/contracts/index.ts';
import { type IngressRecord, identityOf, type RecordTrigger } from '../../shared/records/index.ts';
import type { Reading } from './decision.ts';
import type { Writers } from './known-writers.ts';

const NO_VIOLATIONS: readonly Violation[] = [];

/** Decodes a record's value and checks it against the contract, unless its format proves that it fits or that is off. */
export function readRecord(
  record: IngressRecord,
  trigger: RecordTrigger,
  contract: Contract,
  writers: Writers,
): Reading {
  if (record.value === null) return { type: 'tombstone', record };
  try {
    return readBytes(record, record.value, trigger, contract, writers);
  } catch (error) {
    if (error instanceof ContractDecodeError) return { type: 'unreadable', record, why: error.message };
    throw error;
  }
}

/** Makes a value of the bytes only where somebody looks into it: their text is all that an execution is given. */
function readBytes(
  record: IngressRecord,
  bytes: Uint8Array,
  { format, identity: wanted, enforce }: RecordTrigger,
  contract: Contract,
  writers: Writers,
): Reading {
  const around = { headers: record.headers, writers };
  const isUnchecked = enforce === 'off' || provesForm(format, contract);
  if (isUnchecked && wanted.kind !== 'pointer') {
    const text = decodeText(format, contract, bytes, around);
    return { type: 'read', record, text, identity: identityOf(wanted, record, null), violations: NO_VIOLATIONS };
  }
  const value = decode(format, contract, bytes, around);
  const violations = isUnchecked ? NO_VIOLATIONS : contract.validate(value, 'input');
  return { type: 'read', record, text: JSON.stringify(value), identity: identityOf(wanted, record, value), violations };
}
