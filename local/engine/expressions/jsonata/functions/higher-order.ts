import { JsonataError } from '../errors.ts';
import { callBack, type FunctionValue } from '../function-value.ts';
import type { Run } from '../run.ts';
import { createSequence, isTruthy, type Value } from '../values.ts';
import { define } from './define.ts';

export const higherOrderFunctions = {
  map: define('<af>', map),
  filter: define('<af>', filter),
  single: define('<af?>', single),
  reduce: define('<afj?:j>', reduce),
};

function map(run: Run, items: Value[], callback: FunctionValue): Value {
  const results = createSequence();
  for (const [index, item] of items.entries()) {
    const result = callBack(callback, [item, index, items], run);
    if (result !== undefined) {
      results.push(result);
    }
  }
  return results;
}

function filter(run: Run, items: Value[], predicate: FunctionValue): Value {
  const results = createSequence();
  for (const [index, item] of items.entries()) {
    if (isTruthy(callBack(predicate, [item, index, items], run), run)) {
      results.push(item);
    }
  }
  return results;
}

function single(run: Run, items: Value[], predicate: FunctionValue | undefined): Value {
  run.step(items.length);
  const found = items.filter(
    (item, index) => predicate === undefined || isTruthy(callBack(predicate, [item, index, items], run), run),
  );
  if (found.length !== 1) {
    throw new JsonataError(found.length > 1 ? 'D3138' : 'D3139');
  }
  return found[0];
}

function reduce(run: Run, items: Value[], callback: FunctionValue, initial: Value): Value {
  if (callback.arity < 2) {
    throw new JsonataError('D3050');
  }
  const hasInitial = initial !== undefined;
  let result = hasInitial ? initial : items[0];
  for (let index = hasInitial ? 0 : 1; index < items.length; index += 1) {
    result = callBack(callback, [result, items[index], index, items], run);
  }
  return result;
}
