import type { BinaryNode } from './ast.ts';
import { JsonataError } from './errors.ts';
import type { Compile, Evaluate } from './evaluator.ts';
import { withToken } from './function-value.ts';
import type { Run } from './run.ts';
import { stringify } from './stringify.ts';
import { createSequence, isDeepEqual, isNumeric, isTruthy, type Value } from './values.ts';

type Operator = (left: Value, right: Value, run: Run) => Value;

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': arithmetic((left, right) => left + right),
  '-': arithmetic((left, right) => left - right),
  '*': arithmetic((left, right) => left * right),
  '/': arithmetic((left, right) => left / right),
  '%': arithmetic((left, right) => left % right),
  '=': (left, right, run) => left !== undefined && right !== undefined && isDeepEqual(left, right, run),
  '!=': (left, right, run) => left !== undefined && right !== undefined && !isDeepEqual(left, right, run),
  '<': comparison((left, right) => left < right),
  '<=': comparison((left, right) => left <= right),
  '>': comparison((left, right) => left > right),
  '>=': comparison((left, right) => left >= right),
  '&': concatenate,
  '..': range,
  in: isMember,
};

export function compileBinary(node: BinaryNode, compile: Compile): Evaluate {
  const left = compile(node.lhs);
  const right = compile(node.rhs);
  if (node.value === 'and') {
    return (input, frame, run) => isTruthy(left(input, frame, run), run) && isTruthy(right(input, frame, run), run);
  }
  if (node.value === 'or') {
    return (input, frame, run) => isTruthy(left(input, frame, run), run) || isTruthy(right(input, frame, run), run);
  }
  const operator = OPERATORS[node.value];
  if (operator === undefined) {
    throw new TypeError(`Unknown operator ${node.value}`);
  }
  return (input, frame, run) => {
    const leftValue = left(input, frame, run);
    const rightValue = right(input, frame, run);
    try {
      return operator(leftValue, rightValue, run);
    } catch (error) {
      throw withToken(error, node.value);
    }
  };
}

export function compileNegation(operand: Evaluate): Evaluate {
  return (input, frame, run) => {
    const value = operand(input, frame, run);
    if (value === undefined) {
      return undefined;
    }
    if (!isNumeric(value)) {
      throw new JsonataError('D1002', { value, token: '-' });
    }
    return -value;
  };
}

function arithmetic(compute: (left: number, right: number) => number): Operator {
  return (left, right) => {
    if (left !== undefined && !isNumeric(left)) {
      throw new JsonataError('T2001', { value: left });
    }
    if (right !== undefined && !isNumeric(right)) {
      throw new JsonataError('T2002', { value: right });
    }
    return left === undefined || right === undefined ? undefined : compute(left, right);
  };
}

function comparison(compare: (left: string | number, right: string | number) => boolean): Operator {
  return (left, right, run) => {
    if (!isComparable(left) || !isComparable(right)) {
      throw new JsonataError('T2010', { value: isComparable(left) ? right : left });
    }
    if (left === undefined || right === undefined) {
      return undefined;
    }
    if (typeof left !== typeof right) {
      throw new JsonataError('T2009', { value: left, value2: right });
    }
    if (typeof left === 'string') {
      run.read(left.length);
    }
    return compare(left, right);
  };
}

function isComparable(value: Value): value is undefined | string | number {
  return value === undefined || typeof value === 'string' || typeof value === 'number';
}

function concatenate(left: Value, right: Value, run: Run): Value {
  const first = stringify(left, false, run) ?? '';
  const second = stringify(right, false, run) ?? '';
  run.chargeJoined(first.length + second.length);
  return first + second;
}

function range(left: Value, right: Value, run: Run): Value {
  if (left !== undefined && !Number.isInteger(left)) {
    throw new JsonataError('T2003', { value: left });
  }
  if (right !== undefined && !Number.isInteger(right)) {
    throw new JsonataError('T2004', { value: right });
  }
  if (typeof left !== 'number' || typeof right !== 'number' || left > right) {
    return undefined;
  }
  const size = right - left + 1;
  if (size > 1e7) {
    throw new JsonataError('D2014', { value: size });
  }
  run.chargeCells(size);
  // Of its full length from the start: a list that grows is copied, and leaves behind what it was.
  const items = new Array<Value>(size);
  for (let index = 0; index < size; index += 1) {
    items[index] = left + index;
  }
  return createSequence(items);
}

function isMember(left: Value, right: Value, run: Run): Value {
  if (left === undefined || right === undefined) {
    return false;
  }
  run.step(Array.isArray(right) ? right.length : 1);
  return Array.isArray(right) ? right.includes(left) : right === left;
}
