import {
  type Comparator,
  type Comparison,
  type Condition,
  comparatorRow,
  parseTimestamp,
} from '../definition/index.ts';
import { evaluateJsonata, findPath, type Json, toNumber } from '../expressions/index.ts';
import { StateError } from './errors.ts';
import { unexpectedType } from './evaluation.ts';
import { matchesPattern } from './pattern.ts';
import type { Passage } from './stages.ts';

/** Whether a Choice rule matches; `index` is the rule's, for the field that a failed expression names. */
export function holds(condition: Condition, passage: Passage, index: number): boolean {
  switch (condition.type) {
    case 'constant':
      return condition.value;
    case 'and':
      return condition.of.every((part) => holds(part, passage, index));
    case 'or':
      return condition.of.some((part) => holds(part, passage, index));
    case 'not':
      return !holds(condition.of, passage, index);
    case 'jsonata':
      return expressionHolds(condition, passage, index);
    case 'compare':
      return compares(condition, passage);
  }
}

function expressionHolds(
  { expression }: Extract<Condition, { type: 'jsonata' }>,
  { evaluation, input }: Passage,
  index: number,
): boolean {
  const field = `Choices[${index}]/Condition`;
  const value = evaluateJsonata(expression, evaluation.jsonataScope(input), field);
  if (typeof value !== 'boolean') {
    throw unexpectedType({ kind: 'jsonata', expression, field }, 'boolean', value);
  }
  return value;
}

function compares(
  { comparator, variable, operand }: Extract<Condition, { type: 'compare' }>,
  { evaluation, data }: Passage,
): boolean {
  const scope = evaluation.pathScope(data);
  const value = findPath(variable, scope);
  if (comparator === 'IsPresent' && 'value' in operand) {
    return (value !== undefined) === operand.value;
  }
  const other = 'value' in operand ? operand.value : findPath(operand.path, scope);
  if (value === undefined || other === undefined) {
    const missing = value === undefined || 'value' in operand ? variable : operand.path;
    const why = "The choice state's condition path references an invalid value.";
    throw new StateError('States.Runtime', `Invalid path '${missing.text}': ${why}`);
  }
  return compare(comparator, value, other);
}

/** Values of another type than the comparator's never match. */
function compare(comparator: Comparator, value: Json, operand: Json): boolean {
  const { compares: comparison, signs } = comparatorRow(comparator);
  if (comparison === 'type') {
    return TYPE_TESTS[comparator as keyof typeof TYPE_TESTS](value) === operand;
  }
  if (comparison === 'pattern') {
    return typeof value === 'string' && typeof operand === 'string' && matchesPattern(value, operand);
  }
  const sign = COMPARE[comparison](value, operand);
  return sign !== null && (signs?.includes(sign) ?? false);
}

type Sign = -1 | 0 | 1;

const COMPARE: { readonly [kind in Exclude<Comparison, 'type' | 'pattern'>]: (a: Json, b: Json) => Sign | null } = {
  string: (a, b) => (typeof a === 'string' && typeof b === 'string' ? signOf(a, b) : null),
  boolean: (a, b) => (typeof a === 'boolean' && typeof b === 'boolean' ? signOf(a, b) : null),
  number: (a, b) => orNull(toNumber(a) ?? null, toNumber(b) ?? null),
  timestamp: (a, b) => orNull(instant(a), instant(b)),
};

const TYPE_TESTS = {
  IsNull: (value: Json) => value === null,
  IsPresent: () => true,
  IsNumeric: (value: Json) => toNumber(value) !== undefined,
  IsString: (value: Json) => typeof value === 'string',
  IsBoolean: (value: Json) => typeof value === 'boolean',
  IsTimestamp: (value: Json) => instant(value) !== null,
};

function orNull(a: number | null, b: number | null): Sign | null {
  return a === null || b === null ? null : signOf(a, b);
}

function signOf<Value extends string | number | boolean>(a: Value, b: Value): Sign {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function instant(value: Json): number | null {
  return typeof value === 'string' ? parseTimestamp(value) : null;
}
