import type { Node } from './ast.ts';
import type { Compile, Evaluate } from './evaluator.ts';
import type { Frame } from './frame.ts';
import type { Run } from './run.ts';
import { bindTuples, frameOfTuple, isTupleStream } from './tuples.ts';
import { createSequence, isArrayOf, isNumeric, isTruthy, type Sequence, type Value } from './values.ts';

export type Filtering = (value: Value, frame: Frame, run: Run) => Value;

/** `[…]`: a number picks by position, negative from the end; numbers pick several; anything else is a condition. */
export function compileFilter(predicate: Node, compile: Compile): Filtering {
  return predicate.type === 'number' ? pickPosition(Number(predicate.value)) : pickWhere(compile(predicate));
}

function pickPosition(position: number): Filtering {
  return (value) => {
    const items = Array.isArray(value) ? value : [value];
    const item = items[fromEnd(position, items.length)];
    if (Array.isArray(item)) {
      return item;
    }
    return withTupleMark(item === undefined ? createSequence() : createSequence([item]), value);
  };
}

function pickWhere(condition: Evaluate): Filtering {
  return (value, frame, run) => {
    const items = Array.isArray(value) ? value : [value];
    const tuples = isTupleStream(value);
    const picked = createSequence();
    run.step(items.length);
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      const result = tuples
        ? condition(value[index]?.['@'], frameOfTuple(frame, value[index] ?? {}), run)
        : condition(item, frame, run);
      for (let count = countPicks(result, index, items.length, run); count > 0; count -= 1) {
        picked.push(item);
      }
    }
    return withTupleMark(picked, value);
  };
}

/** How often a predicate's result picks the item at `index`: a list may name a position twice. */
function countPicks(result: Value, index: number, length: number, run: Run): number {
  if (isNumeric(result)) {
    return fromEnd(result, length) === index ? 1 : 0;
  }
  if (isArrayOf(result, isNumeric)) {
    run.step(result.length);
    return result.filter((position) => fromEnd(position, length) === index).length;
  }
  return isTruthy(result, run) ? 1 : 0;
}

function fromEnd(position: number, length: number): number {
  const index = Math.floor(position);
  return index < 0 ? length + index : index;
}

function withTupleMark(picked: Sequence, source: Value): Sequence {
  return isTupleStream(source) ? bindTuples(picked) : picked;
}
