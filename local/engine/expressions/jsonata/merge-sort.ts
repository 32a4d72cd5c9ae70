import type { Run } from './run.ts';
import type { Value } from './values.ts';

const STEPS_PER_COMPARISON = 2;

/** Stable, and defined for any comparison, consistent or not: expressions may bring their own. */
export function mergeSort(items: Value[], isAfter: (left: Value, right: Value) => boolean, run: Run): Value[] {
  if (items.length <= 1) {
    return items;
  }
  run.chargeCells(items.length);
  const middle = Math.floor(items.length / 2);
  const left = mergeSort(items.slice(0, middle), isAfter, run);
  const right = mergeSort(items.slice(middle), isAfter, run);
  const merged: Value[] = [];
  let fromLeft = 0;
  let fromRight = 0;
  while (fromLeft < left.length && fromRight < right.length) {
    run.step(STEPS_PER_COMPARISON);
    if (isAfter(left[fromLeft], right[fromRight])) {
      merged.push(right[fromRight]);
      fromRight += 1;
    } else {
      merged.push(left[fromLeft]);
      fromLeft += 1;
    }
  }
  return merged.concat(left.slice(fromLeft), right.slice(fromRight));
}
