/**
 * Checks what a function is given and what it answers, around its handler. Owns when a contract is met and what is
 * said about it; the checks themselves come with the contracts.
 *
 * I1. The handler sees no input that breaks its contract, and nobody sees such an output.
 * I2. Neither errors nor audit entries hold a value of the payload.
 * I3. Every check leaves one audit entry, whatever its verdict.
 * I4. I1 holds where the direction's mode is `enforce`: `warn` tells and passes, `off` does not look.
 */
import {
  type Contract,
  type ContractId,
  type Direction,
  ENFORCE_ALL,
  type Enforcement,
  type Violation,
} from './contract.ts';
import { ContractInputViolation, ContractOutputViolation, type ContractViolation } from './errors.ts';
import { explain } from './explain.ts';

/** The contracts at a function's two doors, as its generated module exports them. */
export type FunctionContracts<Input = unknown, Output = unknown> = {
  readonly input: Contract<Input>;
  readonly output: Contract<Output>;
};

/** Proof of which contract some data met: the schema by name and by fingerprint. */
export type AuditEntry = {
  readonly contract: ContractId;
  readonly fingerprint: string;
  readonly direction: Direction;
  readonly verdict: 'valid' | 'violated';
  readonly violations: number;
  /** What is wrong, without any value; null where nothing is. */
  readonly explanation: string | null;
};

/** Takes one entry per check. */
export type Audit = (entry: AuditEntry) => void;

/** What a middy middleware is, as far as this one is concerned. */
export type ContractMiddleware = {
  readonly before: (request: { readonly event: unknown }) => void;
  readonly after: (request: { readonly response: unknown }) => void;
};

const VIOLATION_OF = {
  input: ContractInputViolation,
  output: ContractOutputViolation,
} as const satisfies Record<Direction, unknown>;

/** The error of a value that breaks its contract in this direction. */
export const violationOf = (
  contract: Contract,
  violations: readonly Violation[],
  direction: Direction,
): ContractViolation => new VIOLATION_OF[direction](contract, violations);

/** A middy middleware that throws `Contract.InputViolation` on entry and `Contract.OutputViolation` on exit. */
export function enforceContracts(options: {
  readonly contracts: FunctionContracts;
  readonly enforce?: Enforcement;
  readonly audit: Audit;
}): ContractMiddleware {
  const { contracts, enforce = ENFORCE_ALL, audit } = options;
  const check = (direction: Direction, value: unknown) => {
    if (enforce[direction] === 'off') return;
    const violations = checkContract(contracts[direction], value, direction, audit);
    if (violations.length === 0 || enforce[direction] === 'warn') return;
    throw violationOf(contracts[direction], violations, direction);
  };
  return {
    before: ({ event }) => check('input', event),
    after: ({ response }) => check('output', response),
  };
}

/** Says what it found, and leaves to its caller what becomes of the value. */
function checkContract(contract: Contract, value: unknown, direction: Direction, audit: Audit): readonly Violation[] {
  const { id, fingerprint } = contract;
  const violations = contract.validate(value, direction);
  const isValid = violations.length === 0;
  audit({
    ...{ contract: id, fingerprint, direction, violations: violations.length },
    ...{ verdict: isValid ? 'valid' : 'violated', explanation: isValid ? null : explain(violations) },
  });
  return violations;
}
