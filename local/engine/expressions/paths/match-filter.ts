import { type Json, toNumber } from '../json.ts';
import { isEqualJson } from '../json-equality.ts';
import type { FilterCondition, FilterOperand, FilterOperator, FilterPath } from './path.ts';

type Find = (path: FilterPath) => Json | undefined;
type Comparison = (left: Json | undefined, right: Json | undefined) => boolean;

/** Whether the item that `find` reads from fulfils a filter's condition. */
export function matches(condition: FilterCondition, find: Find): boolean {
  switch (condition.type) {
    case 'or':
      return matches(condition.left, find) || matches(condition.right, find);
    case 'and':
      return matches(condition.left, find) && matches(condition.right, find);
    case 'not':
      return !matches(condition.operand, find);
    case 'exists':
      return exists(condition.operand, find);
    case 'compare':
      return compare(condition.operator, condition.left, condition.right, find);
  }
}

function exists(path: FilterPath, find: Find): boolean {
  const found = find(path);
  return path.definite ? found !== undefined : Array.isArray(found) && found.length > 0;
}

function compare(operator: FilterOperator, left: FilterOperand, right: FilterOperand, find: Find): boolean {
  const leftValue = operandValue(left, find);
  if (operator === '=~') {
    return right.type === 'regex' && typeof leftValue === 'string' && right.pattern.test(leftValue);
  }
  return COMPARISONS[operator](leftValue, operandValue(right, find));
}

function operandValue(operand: FilterOperand, find: Find): Json | undefined {
  switch (operand.type) {
    case 'path':
      return find(operand);
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
  nin: (left, right) => !isIn(left, right),
  contains: (left, right) =>
    typeof left === 'string' ? typeof right === 'string' && left.includes(right) : isIn(right, left),
  size: (left, right) => lengthOf(left) !== undefined && lengthOf(left) === toNumber(right),
  empty: (left, right) => lengthOf(left) !== undefined && (lengthOf(left) === 0) === right,
};

function isEqual(left: Json | undefined, right: Json | undefined): boolean {
  return left !== undefined && right !== undefined && isEqualJson(left, right);
}

function isIn(left: Json | undefined, right: Json | undefined): boolean {
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
