import { type Contract, MAX_VIOLATIONS, type Violation, violationOf } from '../../shared/contracts/index.ts';
import type { ValidateRequest } from './event.ts';

/** `index` is the value's place in the list that was checked. */
export type ValidateAnswer = {
  readonly valid: readonly unknown[];
  readonly invalid: readonly { readonly index: number; readonly violations: readonly Violation[] }[];
};

type Invalid = ValidateAnswer['invalid'];

/** Sorts values by whether they fit, in their order. */
export function validate({ items, direction }: ValidateRequest, contract: Contract): ValidateAnswer {
  const checked = items.map((value, index) => ({ value, index, violations: contract.validate(value, direction) }));
  const valid = checked.filter(({ violations }) => violations.length === 0).map(({ value }) => value);
  const invalid = checked
    .filter(({ violations }) => violations.length > 0)
    .map(({ index, violations }) => ({ index, violations }));
  return { valid, invalid };
}

/** Throws the direction's contract violation for what does not fit, where that is asked for. */
export function raiseInvalid(request: ValidateRequest, contract: Contract, { invalid }: ValidateAnswer): void {
  if (request.onInvalid !== 'raise' || invalid.length === 0) return;
  throw violationOf(contract, request.isSingle ? violationsOf(invalid) : violationsInList(invalid), request.direction);
}

const violationsOf = (invalid: Invalid): readonly Violation[] => invalid.flatMap(({ violations }) => violations);

/** With pointers into the list; as many as one value may have. */
const violationsInList = (invalid: Invalid): readonly Violation[] =>
  invalid
    .flatMap(({ index, violations }) => violations.map((each) => ({ ...each, pointer: `/${index}${each.pointer}` })))
    .slice(0, MAX_VIOLATIONS);
