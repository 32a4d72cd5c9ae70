import { type Contract, ContractInputViolation, type Violation } from '../../shared/contracts/index.ts';
import type { ValidateRequest } from './event.ts';

/** `index` is the value's place in the list that was checked. */
export type ValidateAnswer = {
  readonly valid: readonly unknown[];
  readonly invalid: readonly { readonly index: number; readonly violations: readonly Violation[] }[];
};

/** Sorts values by whether they fit, in their order. Throws `Contract.InputViolation` instead when asked to raise. */
export function validate({ items, onInvalid, direction }: ValidateRequest, contract: Contract): ValidateAnswer {
  const checked = items.map((value, index) => ({ value, index, violations: contract.validate(value, direction) }));
  const valid = checked.filter(({ violations }) => violations.length === 0).map(({ value }) => value);
  const invalid = checked
    .filter(({ violations }) => violations.length > 0)
    .map(({ index, violations }) => ({ index, violations }));
  const [first] = invalid;
  if (onInvalid === 'raise' && first !== undefined) throw new ContractInputViolation(contract, first.violations);
  return { valid, invalid };
}
