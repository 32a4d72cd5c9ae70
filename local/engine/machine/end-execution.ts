import { type Failure, TIMEOUT } from './failure.ts';
import { haltedFrames } from './halted-frames.ts';
import { letChildrenGo } from './map-run.ts';
import type { JsonText } from './protocol.ts';
import type { Frame } from './run.ts';
import { type StepContext, UNCUT } from './step-context.ts';
import { failureDetails } from './task-events.ts';
import { endWait } from './waiting.ts';

/** The last event follows from `frame`, whichever frame that is. */
export function succeedExecution(step: StepContext, frame: Frame, output: JsonText): void {
  step.record(frame, 'ExecutionSucceeded', { output, outputDetails: UNCUT });
  end(step, { status: 'SUCCEEDED', output, error: null, cause: null });
}

export function failExecution(step: StepContext, frame: Frame, { error, cause }: Failure): void {
  step.record(frame, 'ExecutionFailed', failureDetails({ error, cause }));
  end(step, { status: 'FAILED', output: null, error, cause });
}

export function abortExecution(step: StepContext, frame: Frame, { error, cause }: Failure): void {
  step.record(frame, 'ExecutionAborted', failureDetails({ error, cause }));
  end(step, { status: 'ABORTED', output: null, error, cause });
}

/** Only the event names the error: the execution itself has none. */
export function timeOutExecution(step: StepContext, frame: Frame): void {
  step.record(frame, 'ExecutionTimedOut', failureDetails(TIMEOUT));
  step.run.timesOutAt = null;
  end(step, { status: 'TIMED_OUT', output: null, error: null, cause: null });
}

type Ending = {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output: JsonText | null;
  readonly error: string | null;
  readonly cause: string | null;
};

function end(step: StepContext, ending: Ending): void {
  const { run } = step;
  run.halted = ending.status === 'SUCCEEDED' ? null : haltedFrames(step);
  for (const frame of Object.values(run.frames)) {
    endWait(step, frame);
    letChildrenGo(step, frame, 'ABORTED');
  }
  if (run.timesOutAt !== null) {
    step.commands.push({ type: 'cancelTimer', timer: 'executionTimeout', frame: 0, turn: 0 });
  }
  run.status = ending.status;
  run.timesOutAt = null;
  run.frames = {};
  run.ready = [];
  step.commands.push({ type: 'endExecution', ...ending });
}
