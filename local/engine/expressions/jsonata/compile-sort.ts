import type { SortNode } from './ast.ts';
import { JsonataError } from './errors.ts';
import type { Compile } from './evaluator.ts';
import type { Frame } from './frame.ts';
import { mergeSort } from './merge-sort.ts';
import type { Run } from './run.ts';
import { bindTuples, frameOfTuple, isTupleStream, type Tuple } from './tuples.ts';
import { createSequence, type Sequence, type Value } from './values.ts';

export type Sorting = (items: Value[], frame: Frame, run: Run) => Value;

/** `^(>a, b)`: terms in order of priority; undefined comes last whatever the direction. */
export function compileSort(node: SortNode, compile: Compile): Sorting {
  const terms = node.terms.map((term) => ({ evaluate: compile(term.expression), sign: term.descending ? -1 : 1 }));
  return (items, frame, run) => {
    const tuples = isTupleStream(items);
    const keyOf = (index: number, item: Value): Value => {
      const evaluate = terms[index]?.evaluate;
      return tuples
        ? evaluate?.((item as Tuple)['@'], frameOfTuple(frame, item as Tuple), run)
        : evaluate?.(item, frame, run);
    };
    const isAfter = (left: Value, right: Value): boolean => {
      for (const [index, { sign }] of terms.entries()) {
        const order = compareKeys(keyOf(index, left), keyOf(index, right), sign);
        if (order !== 0) {
          return order > 0;
        }
      }
      return false;
    };
    if (items.length <= 1 && !tuples) {
      return (items as Sequence).constructed ? items : createSequence([...items]);
    }
    const sorted = mergeSort(items, isAfter, run);
    return tuples ? bindTuples(sorted) : sorted;
  };
}

function compareKeys(left: Value, right: Value, sign: number): number {
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined);
  }
  if (!isSortable(left) || !isSortable(right)) {
    throw new JsonataError('T2008', { value: isSortable(left) ? right : left });
  }
  if (typeof left !== typeof right) {
    throw new JsonataError('T2007', { value: left, value2: right });
  }
  if (left === right) {
    return 0;
  }
  return left < right ? -sign : sign;
}

function isSortable(value: Value): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
