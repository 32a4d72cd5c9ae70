import { type Json, toNumber } from '../json.ts';
import { isEqualJson } from '../json-equality.ts';
import { type Budget, Matcher } from '../regex/matcher.ts';
import type { FilterCondition, FilterOperand, FilterOperator, FilterPath } from './path.ts';

/** What a filter asks of the selection that it is part of: what a path finds, and to count what it looks at itself. */
export type FilterScope = Budget & { find(path: FilterPath): Json | undefined };
type Comparison = (left: Json | undefined, right: Json | undefined, budget: Budget) => boolean;

/** Whether the item that the scope finds paths in fulfils a filter's condition. */
export function matches(condition: FilterCondition, scope: FilterScope): boolean {
  switch (condition.type) {
    case 'or':
      return matches(condition.left, scope) || matches(condition.right, scope);
    case 'and':
      return matches(condition.left, scope) && matches(condition.right, scope);
    case 'not':
      return !matches(condition.operand, scope);
    case 'exists':
      return exists(condition.operand, scope);
    case 'compare':
      return compare(condition.operator, condition.left, condition.right, scope);
  }
}

function exists(path: FilterPath, scope: FilterScope): boolean {
  const found = scope.find(path);
  return path.definite ? found !== undefined : Array.isArray(found) && found.length > 0;
}

function compare(operator: FilterOperator, left: FilterOperand, right: FilterOperand, scope: FilterScope): boolean {
  const leftValue = operandValue(left, scope);
  if (operator === '=~') {
    return (
      right.type === 'regex' &&
      typeof leftValue === 'string' &&
      new Matcher(right.program, leftValue, scope).find(0) !== undefined
    );
  }
  return COMPARISONS[operator](leftValue, operandValue(right, scope), scope);
}

function operandValue(operand: FilterOperand, scope: FilterScope): Json | undefined {
  switch (operand.type) {
    case 'path':
      return scope.find(operand);
    case 'literal':
      return operand.value;
    case 'regex':
      return undefined;
  }
}

const COMPARISONS: Readonly<Record<Exclude<FilterOperator, '=~'>, Comparison>> = {
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '<': ordered((left, right) => left < right),
  '<=': ordered((left, right) => left <= right),
  '>': ordered((left, right) => left > right),
  '>=': ordered((left, right) => left >= right),
  in: isIn,
  nin: (left, right, budget) => !isIn(left, right, budget),
  contains: (left, right, budget) =>
    typeof left === 'string' ? typeof right === 'string' && left.includes(right) : isIn(right, left, budget),
  size: (left, right) => lengthOf(left) !== undefined && lengthOf(left) === toNumber(right),
  empty: (left, right) => lengthOf(left) !== undefined && (lengthOf(left) === 0) === right,
};

function isEqual(left: Json | undefined, right: Json | undefined): boolean {
  return left !== undefined && right !== undefined && isEqualJson(left, right);
}

function isIn(left: Json | undefined, right: Json | undefined, budget: Budget): boolean {
  budget.step(Array.isArray(right) ? right.length : 0);
  return Array.isArray(right) && right.some((item) => isEqual(item, left));
}

function lengthOf(value: Json | undefined): number | undefined {
  return Array.isArray(value) || typeof value === 'string' ? value.length : undefined;
}

/** Only numbers with numbers and texts with texts have an order. */
function ordered(isOrdered: (left: number | string, right: number | string) => boolean): Comparison {
  return (left, right) => {
    const [leftNumber, rightNumber] = [toNumber(left), toNumber(right)];
    if (leftNumber !== undefined && rightNumber !== undefined) {
      return isOrdered(leftNumber, rightNumber);
    }
    return typeof left === 'string' && typeof right === 'string' && isOrdered(left, right);
  };
}
