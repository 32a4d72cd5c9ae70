/**
 * Owns how an execution that has ended without success goes on. Does not own whether it may: that is the runtime's.
 *
 * D1. What has succeeded stays: only states that had not ended begin again, with the input that they had.
 * D2. What was in flight is not waited for any more; retriers and timeouts count anew.
 */
import type { Program } from '../definition/index.ts';
import { start } from './advance.ts';
import { utf8Bytes } from './limits.ts';
import { type Frame, makeReady, type Run } from './run.ts';
import type { StepContext } from './step-context.ts';

/** False for a run that has nothing to go on with. */
export function revive(run: Run, at: number): boolean {
  const { halted } = run;
  if (halted === null) {
    return false;
  }
  run.status = 'RUNNING';
  run.frames = halted;
  run.halted = null;
  run.redriveCount++;
  run.redrivenAt = at;
  run.variableBytes = Object.values(halted)
    .flatMap(({ variables }) => Object.values(variables))
    .reduce((sum, text) => sum + utf8Bytes(text), 0);
  return true;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
export function redrive(step: StepContext, root: Frame): void {
  const { run } = step;
  const from = step.record(root, 'ExecutionRedriven', { redriveCount: run.redriveCount });
  const frames = Object.values(run.frames);
  for (const frame of frames) {
    Object.assign(frame, { cursor: from, isReady: false, wait: null, retries: [] });
    if (frame.join !== null) {
      frame.join.from = from;
    }
  }
  for (const frame of frames) {
    if (run.frames[frame.id] === frame) {
      goOn(step, frame);
    }
  }
}

/** A state that has frames under way waits for them; any other begins, and is entered where it had not been. */
function goOn(step: StepContext, frame: Frame): void {
  if (frame.join !== null || !frame.entered) {
    makeReady(step.run, frame);
  } else {
    start(step, frame);
  }
}

/** Whether the run would have to take up a map run again, which the engine cannot. */
export function needsMapRun(run: Run, program: Program): boolean {
  return Object.values(run.halted ?? {}).some(({ scope, state, join, entered }) => {
    const found = program.scopes[scope]?.states.get(state);
    return entered && join === null && found?.type === 'Map' && found.distribution !== null;
  });
}
