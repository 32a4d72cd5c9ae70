/** The values that expressions compute with: JSON's, undefined, functions, and arrays that know how they came about. */
import { JsonataError } from './errors.ts';
import type { FunctionValue } from './function-value.ts';
import { isFunction } from './function-value.ts';
import type { Run } from './run.ts';

export type Value = undefined | null | boolean | number | string | Value[] | ValueObject | FunctionValue;
export type ValueObject = { [key: string]: Value };

/**
 * JSONata's arrays carry marks that decide how paths treat them. Data that comes in has none, and never gets any.
 * `sequence`: what a path found, one item of it stands for itself; `keepSingleton`: unless `[]` asked for an array;
 * `constructed`: written as `[…]` in a path, not flattened; `tuples`: items are variable bindings with the value at
 * `@`; `wrapper`: made around an input that is an array itself.
 */
export type Sequence = Value[] & {
  sequence?: boolean;
  keepSingleton?: boolean;
  constructed?: boolean;
  tuples?: boolean;
  wrapper?: boolean;
};

/** Makes the list, which must be nobody else's, a sequence. */
export function createSequence(items: Value[] = []): Sequence {
  const sequence: Sequence = items;
  sequence.sequence = true;
  return sequence;
}

export function isSequence(value: Value): value is Sequence {
  return Array.isArray(value) && (value as Sequence).sequence === true;
}

/** A sequence at the end of an expression: none is undefined, one is itself unless it is to stay an array. */
export function settle(value: Value, keepArray: boolean): Value {
  if (!isSequence(value) || value.tuples) {
    return value;
  }
  if (keepArray) {
    value.keepSingleton = true;
  }
  if (value.length === 0) {
    return undefined;
  }
  return value.length === 1 && !value.keepSingleton ? value[0] : value;
}

export function isObject(value: Value): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isFunction(value);
}

/** True of finite numbers; an infinite one is an error wherever a number is expected. */
export function isNumeric(value: Value): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) {
    return false;
  }
  if (!Number.isFinite(value)) {
    throw new JsonataError('D1001', { value: String(value) });
  }
  return true;
}

export function isArrayOf<T extends Value>(value: Value, test: (item: Value) => item is T): value is T[] {
  return Array.isArray(value) && value.every(test);
}

export const isString = (value: Value): value is string => typeof value === 'string';

/** JSONata's cast to boolean; undefined counts as false. */
export function isTruthy(value: Value, run: Run): boolean {
  if (Array.isArray(value)) {
    return value.some((item) => {
      run.step();
      return isTruthy(item, run);
    });
  }
  if (typeof value === 'number') {
    return isNumeric(value) && value !== 0;
  }
  if (isObject(value)) {
    return Object.keys(value).length > 0;
  }
  return !isFunction(value) && Boolean(value);
}

/** Adds to one of two lists, either of which may be a single value or nothing. */
export function append(first: Value, second: Value, run: Run): Value {
  if (first === undefined) {
    return second;
  }
  if (second === undefined) {
    return first;
  }
  const left = toItems(first);
  const right = toItems(second);
  run.chargeCells(left.length + right.length);
  return left.concat(right);
}

/** What appending one value after the other comes to, without a copy for each. */
export function appendAll(values: readonly Value[], run: Run): Value {
  const present = values.filter((value) => value !== undefined);
  if (present.length <= 1) {
    return present[0];
  }
  const joined: Value[] = [];
  for (const value of present) {
    pushAll(joined, toItems(value), run);
  }
  return joined;
}

/** Nothing as no items, a value as one. */
export function toItems(value: Value): Sequence {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

/** What `name` finds in an object, or in each object of an array, one level flattened. */
export function lookup(value: Value, name: string, run: Run): Value {
  if (!Array.isArray(value)) {
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  run.step(value.length);
  const found = createSequence();
  for (const item of value) {
    const result = lookup(item, name, run);
    if (Array.isArray(result)) {
      pushAll(found, result, run);
    } else if (result !== undefined) {
      found.push(result);
    }
  }
  return found;
}

/** Appends in place, however long the list is. */
export function pushAll(target: Value[], items: readonly Value[], run: Run): void {
  if (items.length > 1) {
    run.chargeGrowth(items.length, target.length);
  }
  for (const item of items) {
    target.push(item);
  }
}

const STEPS_PER_COMPARED = 2;

export function isDeepEqual(left: Value, right: Value, run: Run): boolean {
  if (typeof left === 'string') {
    run.read(left.length);
  }
  if (left === right) {
    return true;
  }
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return false;
  }
  run.step(STEPS_PER_COMPARED);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isDeepEqual(item, right[index], run));
  }
  if (!isObject(left) || !isObject(right)) {
    return false;
  }
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isDeepEqual(left[name], right[name], run))
  );
}

/** Sets an own member whatever its name: `__proto__` is a name like any other. */
export function setMember(object: ValueObject, name: string, value: Value): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[name] = value;
  }
}
