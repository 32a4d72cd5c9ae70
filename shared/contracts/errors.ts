import type { Contract, Violation } from './contract.ts';
import { explain } from './explain.ts';

/** What contracts can refuse. No message holds a value of a payload. */
export abstract class ContractError extends Error {
  abstract readonly code: string;
}

/** Why bytes are no value of a contract, as words that a dead letter's reader understands. */
export type DecodeReason =
  | 'not JSON'
  | 'not UTF-8'
  | 'not Avro'
  | 'not framed'
  | 'not a CloudEvent'
  | 'unknown fingerprint'
  | 'unknown schema'
  | 'unsupported'
  | 'unknown codec'
  | 'incompatible writer'
  | 'truncated'
  | 'trailing bytes'
  | 'not in range'
  | 'malformed'
  | 'too large';

/** The bytes will never be a value of the contract: a bad record. */
export class ContractDecodeError extends ContractError {
  override readonly name = 'Contract.Undecodable';
  readonly code = 'CONTRACT_UNDECODABLE';
  readonly reason: DecodeReason;
  /** JSON pointer to the field that could not be read, or null when it is no single one. */
  readonly pointer: string | null;

  constructor(reason: DecodeReason, message: string, options: { pointer?: string; cause?: unknown } = {}) {
    super(message, options);
    this.reason = reason;
    this.pointer = options.pointer ?? null;
  }
}

/** The value has no bytes in the contract's format. */
export class ContractEncodeError extends ContractError {
  override readonly name = 'Contract.Unencodable';
  readonly code = 'CONTRACT_UNENCODABLE';
  readonly violation: Violation;

  constructor(violation: Violation) {
    super(`The value cannot be written: ${explain([violation])}.`);
    this.violation = violation;
  }
}

/** The schema is none, says what Avro does not allow, or cannot read what another one wrote. */
export class AvroSchemaError extends ContractError {
  override readonly name = 'Contract.Schema';
  readonly code = 'CONTRACT_SCHEMA';
  /** JSON pointer into the schema. */
  readonly pointer: string;

  constructor(message: string, options: { pointer: string; cause?: unknown }) {
    super(message, options);
    this.pointer = options.pointer;
  }
}

export abstract class ContractViolation extends ContractError {
  readonly contract: string;
  readonly violations: readonly Violation[];

  constructor({ id }: Contract, violations: readonly Violation[], what: string) {
    super(`${what} breaks ${id}: ${explain(violations)}.`);
    this.contract = id;
    this.violations = violations;
  }
}

/** What a function was given breaks its contract. Terminal: it would be given the same again. */
export class ContractInputViolation extends ContractViolation {
  override readonly name = 'Contract.InputViolation';
  readonly code = 'CONTRACT_INPUT_VIOLATION';

  constructor(contract: Contract, violations: readonly Violation[]) {
    super(contract, violations, 'The input');
  }
}

/** What a function answered, or a record that would leave, breaks its contract. Terminal. */
export class ContractOutputViolation extends ContractViolation {
  override readonly name = 'Contract.OutputViolation';
  readonly code = 'CONTRACT_OUTPUT_VIOLATION';

  constructor(contract: Contract, violations: readonly Violation[]) {
    super(contract, violations, 'The output');
  }
}
