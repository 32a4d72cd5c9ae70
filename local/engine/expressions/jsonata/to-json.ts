import { type Json, type JsonObject, MAX_JSON_DEPTH } from '../json.ts';
import { JsonataError } from './errors.ts';
import { isFunction } from './function-value.ts';
import type { Run } from './run.ts';
import { type Sequence, setMember, type Value, type ValueObject } from './values.ts';

/**
 * What an expression's result is as data: marks of sequences go, numbers that JSON lacks become their names, as on
 * AWS; functions are nothing. What needs no change is shared with the input.
 */
export function toJson(value: Value, run: Run, depth = 0): Json | undefined {
  run.step();
  if (depth > MAX_JSON_DEPTH) {
    throw new JsonataError('depth');
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : String(value);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  if (isFunction(value)) {
    return undefined;
  }
  return Array.isArray(value) ? itemsToJson(value, run, depth + 1) : membersToJson(value, run, depth + 1);
}

function itemsToJson(items: Sequence, run: Run, depth: number): Json {
  const converted = items.map((item) => toJson(item, run, depth));
  const isUnchanged = items.sequence === undefined && items.constructed === undefined;
  return isUnchanged && converted.every((item, index) => item === items[index])
    ? (items as Json[])
    : converted.filter((item) => item !== undefined);
}

function membersToJson(object: ValueObject, run: Run, depth: number): Json {
  let isUnchanged = true;
  const converted: JsonObject = {};
  for (const name of Object.keys(object)) {
    const member = toJson(object[name], run, depth);
    isUnchanged &&= member === object[name];
    if (member !== undefined) {
      setMember(converted, name, member);
    }
  }
  return isUnchanged ? (object as JsonObject) : converted;
}
