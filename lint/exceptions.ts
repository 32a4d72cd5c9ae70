import type { RuleName } from './boundaries.ts';

/** A file that may break a rule, and why. A row that excuses nothing is an error itself. */
export type Exception = { readonly rule: RuleName; readonly path: string; readonly reason: string };

export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'pure-core',
    path: 'local/engine/expressions/hash.ts',
    reason: 'hashing is a function of its input; web crypto answers later and own algorithms would be no better',
  },
  {
    rule: 'pure-core',
    path: 'shared/contracts/formats/inflate.ts',
    reason: 'inflating is a function of its input, and zlib of Node holds what comes out within a bound',
  },
];
