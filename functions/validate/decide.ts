import { type Contract, MAX_VIOLATIONS, type Violation, violationOf } from '../../shared/contracts/index.ts';
import type { ValidateRequest } from './event.ts';

/** `index` is the value's place in the list that was checked. */
export type ValidateAnswer = {
  readonly valid: readonly unknown[];
  readonly invalid: readonly { readonly index: number; readonly violations: readonly Violation[] }[];
};

type Invalid = ValidateAnswer['invalid'];

/** Sorts values by whether they fit, in their order. Throws the direction's contract violation instead when asked to raise. */
export function validate(request: ValidateRequest, contract: Contract): ValidateAnswer {
  const { items, onInvalid, direction, isSingle } = request;
  const checked = items.map((value, index) => ({ value, index, violations: contract.validate(value, direction) }));
  const valid = checked.filter(({ violations }) => violations.length === 0).map(({ value }) => value);
  const invalid = checked
    .filter(({ violations }) => violations.length > 0)
    .map(({ index, violations }) => ({ index, violations }));
  if (onInvalid === 'raise' && invalid.length > 0) {
    throw violationOf(contract, isSingle ? violationsOf(invalid) : violationsInList(invalid), direction);
  }
  return { valid, invalid };
}

const violationsOf = (invalid: Invalid): readonly Violation[] => invalid.flatMap(({ violations }) => violations);

/** With pointers into the list; as many as one value may have. */
const violationsInList = (invalid: Invalid): readonly Violation[] =>
  invalid
    .flatMap(({ index, violations }) => violations.map((each) => ({ ...each, pointer: `/${index}${each.pointer}` })))
    .slice(0, MAX_VIOLATIONS);
