import type { Catcher, Retrier, State } from '../definition/index.ts';
import { Data } from './data.ts';
import { Evaluation } from './evaluation.ts';
import { type Failure, isNamedBy } from './failure.ts';
import type { Frame } from './run.ts';
import { CATCH_STAGES, type Passage, runStages } from './stages.ts';
import type { StepContext } from './step-context.ts';
import { startWait } from './waiting.ts';

/** Waits for another attempt where a retrier has one left. https://states-language.net/#errors */
export function retry(step: StepContext, frame: Frame, state: State, failure: Failure): boolean {
  const retriers = retriersOf(state);
  const index = retriers.findIndex(({ errorEquals }) => isNamedBy(failure, errorEquals));
  const retrier = retriers[index];
  const attempts = frame.retries[index] ?? 0;
  if (retrier === undefined || attempts >= retrier.maxAttempts) {
    return false;
  }
  frame.retries = retriers.map((_, at) => (frame.retries[at] ?? 0) + (at === index ? 1 : 0));
  startWait(step, frame, { type: 'retry', at: step.at + delayMs(retrier, attempts, step.random) });
  return true;
}

export function retriersOf(state: State): readonly Retrier[] {
  return 'retry' in state ? state.retry : [];
}

/** Rounded down to the millisecond. Full jitter: anything from nothing to the delay. */
export function delayMs(retrier: Retrier, attempts: number, random: () => number): number {
  const { intervalSeconds, backoffRate, maxDelaySeconds, jitter } = retrier;
  const backedOff = intervalSeconds * backoffRate ** attempts;
  const seconds = Math.min(backedOff, maxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return Math.floor(seconds * 1000 * (jitter === 'FULL' ? random() : 1));
}

export function findCatcher(state: State, failure: Failure): Catcher | undefined {
  return 'catch' in state ? state.catch.find(({ errorEquals }) => isNamedBy(failure, errorEquals)) : undefined;
}

/** What the catcher makes of the failure: the next state's input, and variables. */
export function passCaught(step: StepContext, frame: Frame, { flow }: Catcher, failure: Failure): Passage {
  const errorOutput = Data.ofValue({ Error: failure.error ?? '', Cause: failure.cause ?? '' });
  const input = step.inputOf(frame);
  const passage: Passage = {
    evaluation: new Evaluation(step, frame, { errorOutput }),
    input,
    effectiveInput: input,
    data: errorOutput,
    assigned: null,
  };
  runStages(CATCH_STAGES, 'exit', flow, passage);
  return passage;
}
