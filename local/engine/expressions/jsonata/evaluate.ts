import type { Evaluate } from './evaluator.ts';
import { Frame } from './frame.ts';
import { BUILT_INS } from './functions/index.ts';
import { type Limits, Run } from './run.ts';
import { createSequence, isSequence, type Value } from './values.ts';

const BUILT_IN_FRAME = new Frame(undefined, new Map<string, Value>(Object.entries(BUILT_INS)));

export type Evaluation = {
  readonly input: Value;
  readonly bindings: Map<string, Value>;
  readonly at: number;
  readonly random: () => number;
  readonly limits: Limits;
};

/** Evaluates a compiled expression and gives what `finish` makes of its result; throws JsonataError. */
export function run<T>(evaluate: Evaluate, evaluation: Evaluation, finish: (result: Value, run: Run) => T): T {
  const frame = new Frame(new Frame(BUILT_IN_FRAME, new Map([['$', evaluation.input]])), evaluation.bindings);
  const run = new Run(evaluation.at, evaluation.random, evaluation.limits);
  return finish(evaluate(wrapArray(evaluation.input), frame, run), run);
}

function wrapArray(input: Value): Value {
  if (!Array.isArray(input) || isSequence(input)) {
    return input;
  }
  const wrapped = createSequence([input]);
  wrapped.wrapper = true;
  return wrapped;
}
