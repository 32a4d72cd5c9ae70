/**
 * What is known of a value of one type. Every keyword comes down to facts, asserted or denied: what a keyword says of
 * all members becomes, denied, the existence of one.
 */

import type { Place, SchemaNode } from '../schema/schema-node.ts';
import type { Literal } from '../schema/shapes.ts';

export type Fact =
  /** The value is one of these. */
  | { readonly kind: 'among'; readonly values: readonly unknown[] }
  /** The value, a boolean, number or string, is none of these. */
  | { readonly kind: 'except'; readonly values: readonly unknown[] }
  | { readonly kind: 'above' | 'below'; readonly bound: number; readonly open: boolean }
  | { readonly kind: 'multiple'; readonly of: number; readonly holds: boolean }
  /** Length of a string, count of items or members. */
  | { readonly kind: 'size'; readonly least: number; readonly most: number }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly holds: boolean }
  /** All items are as the node's prefixItems and items say. */
  | { readonly kind: 'items'; readonly node: SchemaNode }
  | { readonly kind: 'every item'; readonly from: number; readonly literal: Literal }
  /** There is an item at from ≤ index < to that is so. */
  | { readonly kind: 'item'; readonly from: number; readonly to: number; readonly literal: Literal }
  | { readonly kind: 'contains'; readonly literal: Literal; readonly least: number; readonly most: number }
  | { readonly kind: 'unique'; readonly holds: boolean }
  /** All members are as the node's properties, patternProperties and additionalProperties say. */
  | { readonly kind: 'members'; readonly node: SchemaNode }
  | { readonly kind: 'every member'; readonly keys: Keys; readonly literal: Literal }
  | { readonly kind: 'member'; readonly keys: Keys; readonly literals: readonly Literal[] }
  /** All names are so. */
  | { readonly kind: 'names'; readonly literal: Literal };

/** A set of member names: one alone, or all that are as the literals say and stand in none of the maps. */
export type Keys =
  | { readonly name: string }
  | { readonly literals: readonly Literal[]; readonly notIn: readonly ReadonlyMap<string, unknown>[] };

/** What holds together: literals of the value itself and facts. */
export type Together = readonly (Literal | Fact)[];

/** What a literal says of values of one type: all of `together`, and of each of `choices` one. Undefined: it cannot hold. */
export type Unfolded = { readonly together: Together; readonly choices: readonly (readonly Together[])[] } | undefined;

/** Is there such a value? Whoever answers `none` has proved it. */
export type Answer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly place?: Place };

export const NONE: Answer = { kind: 'none' };

export const unknown = (reason: string): Answer => ({ kind: 'unknown', reason });

/** What the reasoning about one type asks of the whole. */
export type Reasoning = {
  readonly literalOf: (node: SchemaNode) => Literal;
  /** A value that all literals hold of. */
  readonly solve: (literals: readonly Literal[]) => Answer;
  readonly holds: (literal: Literal, value: unknown) => boolean;
  /** Counts work against the limit. */
  readonly charge: (steps: number) => void;
};

/** The reasoning about values of one type, of which these facts are known. */
export type Problem = {
  /** False only when facts and alternative cannot hold together. */
  readonly admits: (alternative: Fact) => boolean;
  /** True only when the fact holds anyway. */
  readonly entails: (fact: Fact) => boolean;
  readonly settle: () => Answer;
};
