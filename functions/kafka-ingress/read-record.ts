import { type Contract, ContractDecodeError, decode } from '../../shared/contracts/index.ts';
import type { IngressRecord, RecordTrigger } from '../../shared/records/index.ts';
import type { Reading } from './decision.ts';

/** Decodes a record's value and checks it against the trigger's contract. */
export function readRecord(record: IngressRecord, { format }: RecordTrigger, contract: Contract): Reading {
  if (record.value === null) return { type: 'tombstone', record };
  try {
    const value = decode(format, contract, record.value);
    return { type: 'read', record, value, violations: contract.validate(value, 'input') };
  } catch (error) {
    if (error instanceof ContractDecodeError) return { type: 'unreadable', record, why: error.message };
    throw error;
  }
}
