/** Paths: each step is evaluated for each item that the step before it found, and what it finds is joined. */
import type { Node, PathNode, Stage } from './ast.ts';
import { compileFilter, type Filtering } from './compile-filters.ts';
import { compileGroup } from './compile-objects.ts';
import { compileSort, type Sorting } from './compile-sort.ts';
import type { Compile, Evaluate } from './evaluator.ts';
import type { Frame } from './frame.ts';
import { BYTES_PER_TUPLE, type Run } from './run.ts';
import { bindTuples, frameOfTuple, isTuple, type Tuple, tupleOf } from './tuples.ts';
import { createSequence, isSequence, lookup, pushAll, type Sequence, toItems, type Value } from './values.ts';

type Step = {
  readonly node: Node;
  /** A plain name needs no closure: most steps are one. */
  readonly name: string | undefined;
  readonly evaluate: Evaluate;
  readonly sort: Sorting | undefined;
  readonly stages: readonly CompiledStage[];
};
type CompiledStage = { readonly filter: Filtering } | { readonly index: string };

export function compilePath(node: PathNode, compile: Compile): Evaluate {
  const steps = node.steps.map((step) => compileStep(step, compile));
  const keepSingleton = node.keepSingletonArray === true;
  const walk = chooseWalk(node, steps, keepSingleton);
  const group = node.group === undefined ? undefined : compileGroup(node.group.lhs, compile);
  return (input, frame, run) => {
    let result = walk(input, frame, run);
    if (keepSingleton && Array.isArray(result)) {
      result = markKeepSingleton(result);
    }
    return group === undefined ? result : group(result, frame, run);
  };
}

function chooseWalk(node: PathNode, steps: readonly Step[], keepSingleton: boolean): Evaluate {
  if (node.steps.some((step) => step.tuple)) {
    return tupleWalk(node, steps);
  }
  // Only a sequence can be kept an array.
  return keepSingleton ? walkWhole(steps, isAbsolute(node)) : plainWalk(steps);
}

/** A path that starts from a variable looks at the context item as one, even if it is a list. */
function isAbsolute({ steps }: PathNode): boolean {
  return steps[0]?.type === 'variable';
}

function compileStep(node: Node, compile: Compile): Step {
  const isPlainName =
    node.type === 'name' && node.predicate === undefined && !node.keepArray && node.group === undefined;
  return {
    node,
    name: isPlainName && node.stages === undefined ? node.value : undefined,
    evaluate: node.type === 'sort' ? unreachable : compile(node),
    sort: node.type === 'sort' ? compileSort(node, compile) : undefined,
    stages: (node.stages ?? []).map((stage) => compileStage(stage, compile)),
  };
}

function compileStage(stage: Stage, compile: Compile): CompiledStage {
  return stage.type === 'filter' ? { filter: compileFilter(stage.expr, compile) } : { index: stage.value };
}

function unreachable(): never {
  throw new TypeError('A sort step is no expression');
}

function markKeepSingleton(result: Sequence): Sequence {
  if (result.constructed && !result.sequence) {
    return markKeepSingleton(createSequence([result]));
  }
  // Only a sequence is ours to mark: anything else may be data, and stays an array anyway.
  if (result.sequence) {
    result.keepSingleton = true;
  }
  return result;
}

/** Evaluates from the step at `start`, for a list of items. `last` is where the path ends, which may be further on. */
type Walk = (items: Value, start: number, frame: Frame, run: Run) => Value;

function walkFrom(steps: readonly Step[], last = steps.length - 1): Walk {
  return (items, start, frame, run) => {
    let found = items;
    for (let index = start; index < steps.length; index += 1) {
      // A list that is grouped where it is written is an object: a path finds nothing in it.
      if (!Array.isArray(found)) {
        return undefined;
      }
      if (found.length === 0) {
        return (found as Sequence).constructed ? found : undefined;
      }
      found = evaluateStep(steps[index] as Step, found, frame, run, index === last);
    }
    return found;
  };
}

/** Starts with the input's items; a first step that is written as `[…]` is evaluated once, not for each of them. */
function walkWhole(steps: readonly Step[], isAbsolute: boolean, last = steps.length - 1): Evaluate {
  const [first] = steps;
  const walk = walkFrom(steps, last);
  return (input, frame, run) => {
    const items = Array.isArray(input) && !isAbsolute ? input : createSequence([input]);
    return first?.node.consarray ? walk(first.evaluate(items, frame, run), 1, frame, run) : walk(items, 0, frame, run);
  };
}

function plainWalk(steps: readonly Step[]): Evaluate {
  const [first, ...rest] = steps;
  const startsWithVariable = first?.node.type === 'variable';
  const whole = walkWhole(steps, startsWithVariable);
  const follow = followNames(steps);
  if (startsWithVariable && rest.length > 0 && first.stages.length === 0) {
    return (input, frame, run) => follow(first.evaluate(input, frame, run), 1, frame, run);
  }
  if (first?.name !== undefined) {
    return (input, frame, run) => (Array.isArray(input) ? whole(input, frame, run) : follow(input, 0, frame, run));
  }
  return whole;
}

/** While values are objects and steps are names, nothing need be collected. */
function followNames(steps: readonly Step[]): Walk {
  const names = steps.map((step) => step.name);
  const walk = walkFrom(steps);
  return (value, start, frame, run) => {
    let current = value;
    for (let index = start; index < names.length && current !== undefined; index += 1) {
      const name = names[index];
      if (name === undefined || Array.isArray(current)) {
        return walk(toInputSequence(current), index, frame, run);
      }
      current = lookup(current, name, run);
    }
    return current;
  };
}

function toInputSequence(value: Value): Sequence {
  return Array.isArray(value) && !(value as Sequence).constructed ? value : createSequence([value]);
}

/** One step for every item. A single array that the last step finds is kept as it is; others are joined. */
function evaluateStep(step: Step, items: Value[], frame: Frame, run: Run, isLast: boolean): Value {
  if (step.sort !== undefined) {
    return applyStages(step.stages, step.sort(items, frame, run), frame, run);
  }
  run.step(items.length);
  const results: Value[] = [];
  for (const item of items) {
    let result = step.name === undefined ? step.evaluate(item, frame, run) : lookupSettled(item, step.name, run);
    for (const stage of step.stages) {
      result = 'filter' in stage ? stage.filter(result, frame, run) : result;
    }
    if (result !== undefined) {
      results.push(result);
    }
  }
  const [only] = results;
  if (isLast && results.length === 1 && Array.isArray(only) && !isSequence(only)) {
    return only;
  }
  return join(results, run);
}

function lookupSettled(item: Value, name: string, run: Run): Value {
  const found = lookup(item, name, run);
  return isSequence(found) && found.length < 2 && !found.keepSingleton ? found[0] : found;
}

function join(results: readonly Value[], run: Run): Sequence {
  const joined = createSequence();
  for (const result of results) {
    if (Array.isArray(result) && !(result as Sequence).constructed) {
      pushAll(joined, result, run);
    } else {
      joined.push(result);
    }
  }
  return joined;
}

function applyStages(stages: readonly CompiledStage[], value: Value, frame: Frame, run: Run): Value {
  let result = value;
  for (const stage of stages) {
    if ('filter' in stage) {
      result = stage.filter(result, frame, run);
    } else {
      (result as Tuple[]).forEach((tuple, position) => {
        tuple[stage.index] = position;
      });
    }
  }
  return result;
}

/** As soon as a step binds a variable (`@`, `#`, `%`), the path carries tuples of bindings instead of values. */
function tupleWalk(node: PathNode, steps: readonly Step[]): Evaluate {
  const firstTuple = node.steps.findIndex((step) => step.tuple);
  const walkBefore = walkWhole(steps.slice(0, firstTuple), isAbsolute(node), steps.length - 1);
  return (input, frame, run) => {
    const items = walkBefore(input, frame, run);
    if (!Array.isArray(items)) {
      return undefined;
    }
    let tuples: Sequence | undefined;
    for (const step of steps.slice(firstTuple)) {
      tuples = evaluateTupleStep(step, items, tuples, frame, run);
    }
    if (tuples === undefined || node.tuple || node.group !== undefined) {
      return tuples;
    }
    return createSequence(tuples.map((tuple) => (tuple as Tuple)['@']));
  };
}

/** The variables of a tuple are a frame of their own. */
const STEPS_PER_TUPLE = 6;

function evaluateTupleStep(step: Step, items: Value[], before: Sequence | undefined, frame: Frame, run: Run): Sequence {
  if (step.sort !== undefined) {
    const sorted = step.sort(before ?? items, frame, run) as Value[];
    const tuples = before === undefined ? sorted.map((item, index) => tupleOf(item, step.node.index, index)) : sorted;
    return applyStages(step.stages, bindTuples(tuples), frame, run) as Sequence;
  }
  const tuples: Tuple[] = [];
  run.step((before ?? items).length * STEPS_PER_TUPLE);
  const previous = before ?? items.map((item) => tupleOf(item, undefined, 0));
  for (const tuple of previous as Tuple[]) {
    const found = step.evaluate(tuple['@'], frameOfTuple(frame, tuple), run);
    const list = toItems(found);
    run.chargeCells(list.length);
    run.allocate(list.length * BYTES_PER_TUPLE);
    list.forEach((item, index) => {
      tuples.push(extendTuple(step.node, tuple, item, index, list.tuples === true));
    });
  }
  return applyStages(step.stages, bindTuples(tuples), frame, run) as Sequence;
}

function extendTuple(node: Node, tuple: Tuple, item: Value, index: number, isTupleStream: boolean): Tuple {
  const extended: Tuple = { ...tuple };
  if (isTupleStream && isTuple(item)) {
    return Object.assign(extended, item);
  }
  if (node.focus === undefined) {
    extended['@'] = item;
  } else {
    extended[node.focus] = item;
  }
  if (node.index !== undefined) {
    extended[node.index] = index;
  }
  if (node.ancestor !== undefined) {
    extended[node.ancestor.label] = tuple['@'];
  }
  return extended;
}
