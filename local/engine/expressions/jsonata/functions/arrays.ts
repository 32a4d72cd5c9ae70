import { JsonataError } from '../errors.ts';
import { callBack, type FunctionValue } from '../function-value.ts';
import { mergeSort } from '../merge-sort.ts';
import { BYTES_PER_LIST, type Run } from '../run.ts';
import {
  append,
  createSequence,
  isArrayOf,
  isNumeric,
  isObject,
  isSequence,
  isString,
  isTruthy,
  type Value,
} from '../values.ts';
import { define, defineTotal } from './define.ts';

export const arrayFunctions = {
  count: defineTotal('<a:n>', (_run, items: readonly Value[] | undefined) => items?.length ?? 0),
  append: defineTotal('<xx:a>', (run, first: Value, second: Value) => append(first, second, run)),
  reverse: define('<a:a>', (run, items: Value[]) => {
    run.chargeCells(items.length);
    return items.length <= 1 ? items : items.toReversed();
  }),
  sort: define('<af?:a>', sort),
  shuffle: define('<a:a>', shuffle),
  distinct: define('<x:x>', distinct),
  zip: defineTotal('<a+>', zip, 0),
};

function sort(run: Run, items: Value[], comparator: FunctionValue | undefined): Value {
  if (items.length <= 1) {
    return items;
  }
  if (comparator !== undefined) {
    return mergeSort(items, (left, right) => isTruthy(callBack(comparator, [left, right], run), run), run);
  }
  if (!isArrayOf(items, isNumeric) && !isArrayOf(items, isString)) {
    throw new JsonataError('D3070');
  }
  return mergeSort(items, (left, right) => isGreater(left as string, right as string, run), run);
}

function isGreater(left: string, right: string, run: Run): boolean {
  run.read(left.length ?? 0);
  return left > right;
}

/** Fisher and Yates' inside-out shuffle. */
function shuffle(run: Run, items: Value[]): Value {
  run.chargeCells(items.length);
  run.step(items.length);
  const shuffled: Value[] = [];
  for (const [index, item] of items.entries()) {
    const position = Math.floor(run.random() * (index + 1));
    shuffled[index] = shuffled[position];
    shuffled[position] = item;
  }
  return shuffled;
}

/** A set of what was there grows with the list. */
const STEPS_PER_DISTINCT = 4;

function distinct(run: Run, value: Value): Value {
  if (!Array.isArray(value) || value.length <= 1) {
    return value;
  }
  run.step(value.length * STEPS_PER_DISTINCT);
  const results: Value[] = isSequence(value) ? createSequence() : [];
  const seen = new Set<Value>();
  const seenTexts = new Set<string>();
  for (const item of value) {
    const text = Array.isArray(item) || isObject(item) ? canonicalText(item, run) : undefined;
    const isNew = text === undefined ? !seen.has(item) : !seenTexts.has(text);
    if (isNew) {
      results.push(item);
    }
    if (text === undefined) {
      seen.add(item);
    } else {
      seenTexts.add(text);
    }
  }
  return results;
}

/** The same text for values that are equal, whatever the order of their members. */
function canonicalText(value: Value, run: Run): string {
  run.step();
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonicalText(item, run)).join()}]`;
  }
  if (!isObject(value)) {
    run.read(typeof value === 'string' ? value.length : 0);
    return JSON.stringify(value) ?? 'undefined';
  }
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name], run)}`).join()}}`;
}

function zip(run: Run, ...lists: Value[]): Value {
  const length = Math.min(...lists.map((list) => (Array.isArray(list) ? list.length : 0)));
  run.chargeCells(length * lists.length);
  run.allocate(length * BYTES_PER_LIST);
  return Array.from({ length }, (_, index) => lists.map((list) => (list as Value[])[index]));
}
