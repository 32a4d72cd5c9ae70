/**
 * Owns how an execution that has ended without success goes on. Does not own whether it may: that is the runtime's.
 *
 * D1. What has succeeded stays: only states that had not ended begin again, with the input that they had.
 * D2. What was in flight is not waited for any more; retriers and timeouts count anew.
 */
import type { Program } from '../definition/index.ts';
import { start } from './advance.ts';
import { utf8Bytes } from './limits.ts';
import { redriveMapRun } from './map-run.ts';
import { addFrame, type Frame, makeReady, type Run } from './run.ts';
import type { StepContext } from './step-context.ts';

/** False for a run that has nothing to go on with. An Express one starts all over. */
export function revive(program: Program, run: Run, at: number): boolean {
  const { halted } = run;
  const root = halted?.[0];
  if (halted === null || root === undefined) {
    return false;
  }
  const { child, startAt } = program.scopes[root.scope] ?? {};
  run.status = 'RUNNING';
  run.frames = halted;
  run.halted = null;
  run.redriveCount++;
  run.redrivenAt = at;
  run.variableBytes = Object.values(halted)
    .flatMap(({ variables }) => Object.values(variables))
    .reduce((sum, text) => sum + utf8Bytes(text), 0);
  if ((child ?? program).workflowType === 'EXPRESS' && startAt !== undefined) {
    startOver(run, { ...root, state: startAt, input: run.facts.input });
  }
  return true;
}

function startOver(run: Run, root: Frame): void {
  run.frames = {};
  run.variableBytes = 0;
  addFrame(run, root).turn = root.turn;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
export function redrive(step: StepContext, root: Frame): void {
  const { run } = step;
  const from = step.record(root, 'ExecutionRedriven', { redriveCount: run.redriveCount });
  const frames = Object.values(run.frames);
  run.ready = [];
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

/** A state that has frames or children under way waits for them; any other begins, and is entered if it had not been. */
function goOn(step: StepContext, frame: Frame): void {
  if (frame.mapRun !== null) {
    redriveMapRun(step, frame, frame.mapRun);
    makeReady(step.run, frame);
  } else if (frame.join !== null || !frame.entered) {
    makeReady(step.run, frame);
  } else {
    start(step, frame);
  }
}
