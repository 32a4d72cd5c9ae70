import { JsonataError } from '../errors.ts';
import { callBack, type FunctionValue, isFunction } from '../function-value.ts';
import { BYTES_PER_OBJECT, type Run, STEPS_PER_COPY } from '../run.ts';
import { clone } from '../stringify.ts';
import {
  appendAll,
  createSequence,
  isNumeric,
  isObject,
  isTruthy,
  lookup,
  setMember,
  type Value,
  type ValueObject,
} from '../values.ts';
import { define, defineTotal } from './define.ts';

/** Names that an object has many of are looked up in a table. */
const STEPS_PER_NAME = 6;

export const objectFunctions = {
  keys: defineTotal('<x-:a<s>>', (run, value: Value) => createSequence([...addKeys(value, new Set(), run)])),
  lookup: define('<x-s:x>', (run, value: Value, name: string) => lookup(value, name, run)),
  spread: define('<x-:a<o>>', (run, value: Value) => spread(value, run)),
  merge: define('<a<o>:o>', merge),
  sift: define('<o-f?:o>', sift),
  each: defineTotal('<o-f:a>', each),
  type: define('<x:s>', (_run, value: Value) => typeName(value)),
  clone: define('<(oa)-:o>', (run, value: Value) => clone(value, run)),
  error: defineTotal('<s?:x>', (_run, message: string | undefined) => {
    throw new JsonataError('D3137', { message: message || '$error() function evaluated' });
  }),
  assert: defineTotal('<bs?:x>', (_run, condition: boolean | undefined, message: string | undefined) => {
    if (!condition) {
      throw new JsonataError('D3141', { message: message || '$assert() statement failed' });
    }
    return undefined;
  }),
};

function addKeys(value: Value, found: Set<string>, run: Run): Set<string> {
  run.step();
  if (Array.isArray(value)) {
    for (const item of value) {
      addKeys(item, found, run);
    }
  } else if (isObject(value)) {
    const names = Object.keys(value);
    run.step(names.length * STEPS_PER_NAME);
    for (const name of names) {
      found.add(name);
    }
  }
  return found;
}

function spread(value: Value, run: Run): Value {
  run.step(STEPS_PER_COPY);
  if (Array.isArray(value)) {
    const spreads = value.map((item) => spread(item, run)).filter((item) => item !== undefined);
    return spreads.length === 0 ? createSequence() : appendAll([[], ...spreads], run);
  }
  if (!isObject(value)) {
    return value;
  }
  const members = Object.entries(value);
  run.allocate(members.length * BYTES_PER_OBJECT);
  return createSequence(members.map(([name, member]) => singleton(name, member)));
}

function singleton(name: string, member: Value): ValueObject {
  const object: ValueObject = {};
  setMember(object, name, member);
  return object;
}

function merge(run: Run, objects: readonly ValueObject[]): Value {
  const merged: ValueObject = {};
  for (const object of objects) {
    const members = Object.entries(object);
    run.step(members.length * STEPS_PER_NAME);
    run.allocate(members.length * BYTES_PER_OBJECT);
    for (const [name, member] of members) {
      setMember(merged, name, member);
    }
  }
  return merged;
}

function sift(run: Run, object: ValueObject, predicate: FunctionValue): Value {
  const sifted: ValueObject = {};
  for (const [name, member] of Object.entries(object)) {
    if (isTruthy(callBack(predicate, [member, name, object], run), run)) {
      setMember(sifted, name, member);
    }
  }
  return Object.keys(sifted).length === 0 ? undefined : sifted;
}

function each(run: Run, object: ValueObject | undefined, callback: FunctionValue): Value {
  const results = createSequence();
  for (const [name, member] of Object.entries(object ?? {})) {
    const result = callBack(callback, [member, name, object], run);
    if (result !== undefined) {
      results.push(result);
    }
  }
  return results;
}

function typeName(value: Value): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  if (isFunction(value)) {
    return 'function';
  }
  return isNumeric(value) ? 'number' : typeof value;
}
