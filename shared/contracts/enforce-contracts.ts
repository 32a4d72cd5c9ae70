/**
 * Checks what a function is given and what it answers, around its handler. Owns when a contract is met and what is
 * said about it; the checks themselves come with the contracts.
 *
 * I1. The handler sees no input that breaks its contract, and nobody sees such an output.
 * I2. Neither errors nor audit entries hold a value of the payload.
 * I3. Every check leaves one audit entry, whatever its verdict.
 */
import type { Contract, Direction } from './contract.ts';
import { ContractInputViolation, ContractOutputViolation } from './errors.ts';

/** The contracts at a function's two doors, as its generated module exports them. */
export type FunctionContracts<Input = unknown, Output = unknown> = {
  readonly input: Contract<Input>;
  readonly output: Contract<Output>;
};

/** Proof of which contract some data met: the schema by name and by fingerprint. */
export type AuditEntry = {
  readonly contract: string;
  readonly fingerprint: string;
  readonly direction: Direction;
  readonly verdict: 'valid' | 'violated';
  readonly violations: number;
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

/** A middy middleware that throws `Contract.InputViolation` on entry and `Contract.OutputViolation` on exit. */
export function enforceContracts(options: {
  readonly contracts: FunctionContracts;
  readonly audit: Audit;
}): ContractMiddleware {
  const { contracts, audit } = options;
  return {
    before: ({ event }) => enforceContract(contracts.input, event, 'input', audit),
    after: ({ response }) => enforceContract(contracts.output, response, 'output', audit),
  };
}

/** Passes a value that fits; throws `ContractInputViolation` or `ContractOutputViolation` for another. */
export function enforceContract(contract: Contract, value: unknown, direction: Direction, audit: Audit): void {
  const violations = contract.validate(value, direction);
  const verdict = violations.length === 0 ? 'valid' : 'violated';
  const { id, fingerprint } = contract;
  audit({ contract: id, fingerprint, direction, verdict, violations: violations.length });
  if (verdict === 'violated') throw new VIOLATION_OF[direction](contract, violations);
}
