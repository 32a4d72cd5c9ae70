import type { Violation } from './contract.ts';

/** Violations in one line of words, each `pointer rule: expected …, found …`. */
export function explain(violations: readonly Violation[]): string {
  return violations
    .map(({ pointer, rule, expected, found }) => `${pointer || '/'} ${rule}: expected ${expected}, found ${found}`)
    .join('; ');
}
