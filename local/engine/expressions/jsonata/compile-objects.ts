import type { Pair, TransformNode } from './ast.ts';
import { JsonataError } from './errors.ts';
import type { Compile, Evaluate } from './evaluator.ts';
import type { Frame } from './frame.ts';
import { FunctionValue } from './function-value.ts';
import { BYTES_PER_OBJECT, type Run } from './run.ts';
import { Signature } from './signature.ts';
import { clone } from './stringify.ts';
import { frameOfTuple, isTupleStream, type Tuple } from './tuples.ts';
import {
  appendAll,
  isArrayOf,
  isObject,
  isString,
  setMember,
  toItems,
  type Value,
  type ValueObject,
} from './values.ts';

/** Items are kept by key until the last has been seen. */
const STEPS_PER_GROUPED = 10;

type Entry = { readonly items: Value[]; readonly pair: number };

/** `{key: value}`: items are grouped by key, then each value is evaluated for the items of its key. */
export function compileGroup(pairs: readonly Pair[], compile: Compile): Evaluate {
  const keys = pairs.map(([key]) => compile(key));
  const values = pairs.map(([, value]) => compile(value));
  return (input, frame, run) => {
    const tuples = isTupleStream(input);
    const items = Array.isArray(input) ? input : [input];
    const groups = groupItems(!tuples && items.length === 0 ? [undefined] : items, tuples, keys, frame, run);
    run.allocate(BYTES_PER_OBJECT * (1 + groups.size));
    const result: ValueObject = {};
    for (const [name, { items: members, pair }] of groups) {
      const value = evaluateGrouped(values[pair] as Evaluate, members, tuples, frame, run);
      if (value !== undefined) {
        setMember(result, name, value);
      }
    }
    return result;
  };
}

function evaluateGrouped(evaluate: Evaluate, items: readonly Value[], tuples: boolean, frame: Frame, run: Run): Value {
  if (!tuples) {
    return evaluate(appendAll(items, run), frame, run);
  }
  const tuple = reduceTuples(items as Tuple[], run);
  return evaluate(tuple['@'], frameOfTuple(frame, tuple), run);
}

function groupItems(
  items: readonly Value[],
  tuples: boolean,
  keys: readonly Evaluate[],
  frame: Frame,
  run: Run,
): Map<string, Entry> {
  const groups = new Map<string, Entry>();
  run.step(items.length * STEPS_PER_GROUPED);
  for (const item of items) {
    const itemFrame = tuples ? frameOfTuple(frame, item as Tuple) : frame;
    for (const [pair, evaluateKey] of keys.entries()) {
      const key = evaluateKey(tuples ? (item as Tuple)['@'] : item, itemFrame, run);
      if (key !== undefined) {
        addToGroup(groups, key, item, pair, run);
      }
    }
  }
  return groups;
}

function addToGroup(groups: Map<string, Entry>, key: Value, item: Value, pair: number, run: Run): void {
  if (typeof key !== 'string') {
    throw new JsonataError('T1003', { value: key });
  }
  run.read(key.length);
  const entry = groups.get(key);
  if (entry === undefined) {
    groups.set(key, { items: [item], pair });
  } else if (entry.pair !== pair) {
    throw new JsonataError('D1009', { value: key });
  } else {
    entry.items.push(item);
  }
}

/** The tuples of one group as one: each variable holds what it held in all of them. */
function reduceTuples(tuples: readonly Tuple[], run: Run): Tuple {
  const names = new Set(tuples.flatMap((tuple) => Object.keys(tuple)));
  const members = [...names].map(
    (name) =>
      [
        name,
        appendAll(
          tuples.map((tuple) => tuple[name]),
          run,
        ),
      ] as const,
  );
  return Object.fromEntries(members);
}

const TRANSFORM_SIGNATURE = new Signature('<(oa):o>');

/** `|pattern|update, deletions|`: a function that changes a copy of its argument wherever the pattern matches. */
export function compileTransform(node: TransformNode, compile: Compile): Evaluate {
  const pattern = compile(node.pattern);
  const update = compile(node.update);
  const deletions = node.delete === undefined ? undefined : compile(node.delete);
  return (_input, frame, _run) =>
    new FunctionValue(1, TRANSFORM_SIGNATURE, ([target], run) => {
      if (target === undefined) {
        return undefined;
      }
      const result = clone(target, run);
      const matches = pattern(result, frame, run);
      for (const match of toItems(matches)) {
        merge(match, update(match, frame, run));
        remove(match, deletions?.(match, frame, run));
      }
      return result;
    });
}

function merge(match: Value, changes: Value): void {
  if (changes === undefined) {
    return;
  }
  if (!isObject(changes)) {
    throw new JsonataError('T2011', { value: changes });
  }
  if (isObject(match)) {
    for (const [name, value] of Object.entries(changes)) {
      setMember(match, name, value);
    }
  }
}

function remove(match: Value, deletions: Value): void {
  if (deletions === undefined) {
    return;
  }
  const names = Array.isArray(deletions) ? deletions : [deletions];
  if (!isArrayOf(names, isString)) {
    throw new JsonataError('T2012', { value: deletions });
  }
  if (isObject(match)) {
    for (const name of names) {
      delete match[name];
    }
  }
}
