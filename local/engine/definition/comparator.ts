import type { Json } from '../expressions/index.ts';

/** What a comparator compares: decides how the operand must look and what values it holds for. */
export type Comparison = 'string' | 'pattern' | 'number' | 'boolean' | 'timestamp' | 'type';

export type ComparatorRow = {
  readonly compares: Comparison;
  /** For the ordered kinds: which signs of `variable <=> operand` satisfy the rule. */
  readonly signs?: readonly (-1 | 0 | 1)[];
  /** Whether a `…Path` twin exists. */
  readonly twin: boolean;
};

const LESS = [-1] as const;
const LESS_OR_EQUAL = [-1, 0] as const;
const EQUAL = [0] as const;
const GREATER_OR_EQUAL = [0, 1] as const;
const GREATER = [1] as const;

/** Every comparator of Choice rules. https://states-language.net/#choice-state */
export const COMPARATORS = {
  StringEquals: { compares: 'string', signs: EQUAL, twin: true },
  StringLessThan: { compares: 'string', signs: LESS, twin: true },
  StringLessThanEquals: { compares: 'string', signs: LESS_OR_EQUAL, twin: true },
  StringGreaterThan: { compares: 'string', signs: GREATER, twin: true },
  StringGreaterThanEquals: { compares: 'string', signs: GREATER_OR_EQUAL, twin: true },
  StringMatches: { compares: 'pattern', twin: false },
  NumericEquals: { compares: 'number', signs: EQUAL, twin: true },
  NumericLessThan: { compares: 'number', signs: LESS, twin: true },
  NumericLessThanEquals: { compares: 'number', signs: LESS_OR_EQUAL, twin: true },
  NumericGreaterThan: { compares: 'number', signs: GREATER, twin: true },
  NumericGreaterThanEquals: { compares: 'number', signs: GREATER_OR_EQUAL, twin: true },
  BooleanEquals: { compares: 'boolean', signs: EQUAL, twin: true },
  TimestampEquals: { compares: 'timestamp', signs: EQUAL, twin: true },
  TimestampLessThan: { compares: 'timestamp', signs: LESS, twin: true },
  TimestampLessThanEquals: { compares: 'timestamp', signs: LESS_OR_EQUAL, twin: true },
  TimestampGreaterThan: { compares: 'timestamp', signs: GREATER, twin: true },
  TimestampGreaterThanEquals: { compares: 'timestamp', signs: GREATER_OR_EQUAL, twin: true },
  IsNull: { compares: 'type', twin: false },
  IsPresent: { compares: 'type', twin: false },
  IsNumeric: { compares: 'type', twin: false },
  IsString: { compares: 'type', twin: false },
  IsBoolean: { compares: 'type', twin: false },
  IsTimestamp: { compares: 'type', twin: false },
} as const satisfies Record<string, ComparatorRow>;

export type Comparator = keyof typeof COMPARATORS;

export function comparatorRow(comparator: Comparator): ComparatorRow {
  return COMPARATORS[comparator];
}

/** Whether a comparator's operand, written out in the rule, has the type that it compares. */
export function isOperandOf(comparison: Comparison, operand: Json): boolean {
  switch (comparison) {
    case 'string':
    case 'pattern':
    case 'timestamp':
      return typeof operand === 'string';
    case 'number':
      return typeof operand === 'number' || (typeof operand === 'object' && operand !== null && 'rawJSON' in operand);
    case 'boolean':
    case 'type':
      return typeof operand === 'boolean';
  }
}
