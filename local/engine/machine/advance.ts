/**
 * Owns how frames move: into a state, out of it, into children and back. Does not own what a state does (states/), nor
 * what its data goes through (stages.ts).
 *
 * A1. A frame moves only from `ready` or when what it waits for has come; each move costs the step one of its moves.
 * A2. Moving costs the frame's depth: siblings are looked at only when they are ended by a failure.
 */
import type { DataFlow, State } from '../definition/index.ts';
import { Data } from './data.ts';
import { failExecution, succeedExecution } from './end-execution.ts';
import type { StateError } from './errors.ts';
import { dataLimitError, type Failure, isFatal, toStateError, variablesLimitError } from './failure.ts';
import { keepFrames } from './halted-frames.ts';
import { exceedsDataLimit, MAX_DATA_BYTES, MAX_VARIABLES_BYTES, utf8Bytes } from './limits.ts';
import { itemAt, itemInput } from './map-items.ts';
import { endMapRun, exceedsTolerance, resultsOf, startChildren, THRESHOLD_EXCEEDED, takeEnding } from './map-run.ts';
import type { Input, JsonText, MapRunSettings } from './protocol.ts';
import { findCatcher, passCaught, retry } from './recover.ts';
import {
  addFrame,
  assignVariables,
  bytesAssigned,
  childrenOf,
  type Frame,
  type Join,
  type MapRun,
  makeReady,
  parentOf,
  removeFrame,
} from './run.ts';
import { type Passage, runStages, STAGES } from './stages.ts';
import { enterStages, type Progress, resultPassage } from './state-behaviour.ts';
import { behaviourOf } from './states/index.ts';
import { type StepContext, UNCUT } from './step-context.ts';
import { endWait } from './waiting.ts';

/** Moves ready frames until all wait or the step has made its moves; then it asks to go on. */
export function advance(step: StepContext): void {
  const { run } = step;
  let taken = 0;
  while (run.status === 'RUNNING' && taken < run.ready.length && step.move()) {
    const frame = run.frames[run.ready[taken] ?? -1];
    taken++;
    if (frame !== undefined) {
      frame.isReady = false;
      move(step, frame);
    }
  }
  run.ready.splice(0, taken);
  if (run.ready.length > 0) {
    step.commands.push({ type: 'proceed' });
  }
}

/** A frame that has come to wait since it was made ready (for a retrier's delay) stays where it is. */
function move(step: StepContext, frame: Frame): void {
  if (frame.join !== null) {
    startFrames(step, frame, frame.join);
  } else if (frame.mapRun !== null) {
    goOn(step, frame, frame.mapRun);
  } else if (frame.wait === null) {
    enter(step, frame);
  }
}

function enter(step: StepContext, frame: Frame): void {
  const state = step.stateOf(frame);
  const { input, state: name } = frame;
  frame.entered = true;
  frame.retries = [];
  frame.enteredAt = step.at;
  frame.enteredFrom = frame.cursor;
  frame.enteredEvent = step.record(frame, behaviourOf(state.type).entered, { input, inputDetails: UNCUT, name });
  start(step, frame);
}

/** Begins the state of the frame, or begins it again after a retrier's delay. */
export function start(step: StepContext, frame: Frame): void {
  const state = step.stateOf(frame);
  const progress = attempt(step, frame, () => behaviourOf(state.type).start(step, frame, state));
  settle(step, frame, state, progress);
}

function settle(step: StepContext, frame: Frame, state: State, progress: Progress): void {
  switch (progress.type) {
    case 'waiting':
      return;
    case 'joining':
      makeReady(step.run, frame);
      return;
    case 'failed':
      failState(step, frame, progress.failure);
      return;
    case 'completed':
      complete(step, frame, progress.passage, {
        flow: progress.flow ?? state.flow,
        next: progress.next === undefined ? state.next : progress.next,
      });
  }
}

/** Runs what may fail with the state; tells a failed evaluation. */
function attempt<Result>(step: StepContext, frame: Frame, run: () => Result): Result | Failed {
  try {
    return run();
  } catch (error) {
    return { type: 'failed', failure: describe(step, frame, toStateError(error)) };
  }
}

type Failed = Extract<Progress, { type: 'failed' }>;

/** Tells a failed evaluation; gives the failure as the state's. */
export function describe(step: StepContext, frame: Frame, problem: StateError): Failure {
  const { error, location, evaluating, namesState } = problem;
  const where = `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.enteredEvent}). `;
  const cause = `${namesState ? where : ''}${problem.cause}`;
  if (location !== null) {
    const details = { error, cause, location, state: frame.state };
    step.record(frame, 'EvaluationFailed', details, evaluating ? undefined : 'last');
  }
  return { error, cause };
}

/** A result has come from outside, or from the frames of a join. */
export function completeWith(step: StepContext, frame: Frame, result: JsonText): void {
  const { flow, next } = step.stateOf(frame);
  complete(step, frame, resultPassage(step, frame, Data.ofText(result)), { flow, next });
}

/** The time of a Wait has come. */
export function completeWait(step: StepContext, frame: Frame): void {
  const state = step.stateOf(frame);
  const entered = attempt(step, frame, () => enterStages(step, frame, state));
  if ('failure' in entered) {
    failState(step, frame, entered.failure);
  } else {
    complete(step, frame, entered, state);
  }
}

type Way = { readonly flow: DataFlow; readonly next: string | null };

function complete(step: StepContext, frame: Frame, passage: Passage, { flow, next }: Way): void {
  const { type } = step.stateOf(frame);
  const failed = attempt(step, frame, () => {
    runStages(STAGES[type], 'exit', flow, passage);
    checkSizes(step, frame, passage);
  });
  if (failed === undefined) {
    exit(step, frame, passage, next);
  } else {
    failState(step, frame, failed.failure);
  }
}

/** Neither the output nor what one state assigns may exceed the limit, nor all variables theirs. */
function checkSizes({ run }: StepContext, frame: Frame, { data, assigned }: Passage): void {
  const texts = Object.values(assigned ?? {});
  const bytes = texts.reduce((sum, text) => sum + utf8Bytes(text), 0);
  if (exceedsDataLimit(data.text) || bytes > MAX_DATA_BYTES) {
    throw dataLimitError(frame.state);
  }
  if (assigned !== null && run.variableBytes + bytesAssigned(frame, assigned) > MAX_VARIABLES_BYTES) {
    throw variablesLimitError();
  }
}

function exit(step: StepContext, frame: Frame, passage: Passage, next: string | null): void {
  const { type } = step.stateOf(frame);
  const { exited } = behaviourOf(type);
  const { assigned, data } = passage;
  if (exited !== null) {
    step.record(frame, exited, {
      name: frame.state,
      output: data.text,
      outputDetails: UNCUT,
      ...(assigned === null ? {} : { assignedVariables: assigned, assignedVariablesDetails: UNCUT }),
    });
  }
  assignVariables(step.run, frame, assigned ?? {});
  frame.entered = false;
  if (next === null) {
    endFrame(step, frame, data.text);
  } else {
    frame.state = next;
    step.setInput(frame, data);
    makeReady(step.run, frame);
  }
}

function endFrame(step: StepContext, frame: Frame, output: JsonText): void {
  const parent = parentOf(step.run, frame);
  const join = parent?.join ?? null;
  if (parent === null || join === null) {
    succeedExecution(step, frame, output);
    return;
  }
  join.from = frame.cursor;
  if (frame.item !== null) {
    step.record(frame, 'MapIterationSucceeded', { name: parent.state, index: frame.slot });
  }
  join.results[frame.slot] = output;
  join.open--;
  join.running--;
  removeFrame(step.run, frame);
  if (join.open > 0) {
    startFrames(step, parent, join);
    return;
  }
  parent.cursor = frame.cursor;
  parent.join = null;
  completeJoined(step, parent, `[${join.results.join(',')}]`);
}

function completeJoined(step: StepContext, frame: Frame, results: JsonText): void {
  const { joined } = behaviourOf(step.stateOf(frame).type);
  if (joined !== null) {
    step.record(frame, joined, null);
  }
  completeWith(step, frame, results);
}

/** Starts what the join's concurrency and the step's moves allow; the rest waits for its turn. */
function startFrames(step: StepContext, frame: Frame, join: Join): void {
  const hasRoom = () => join.next < join.results.length && join.running < join.concurrency;
  while (step.run.status === 'RUNNING' && frame.join === join && hasRoom()) {
    if (!step.move()) {
      makeReady(step.run, frame);
      return;
    }
    startFrame(step, frame, join);
  }
}

function startFrame(step: StepContext, frame: Frame, join: Join): void {
  const slot = join.next++;
  join.running++;
  const { items } = join;
  const input = attempt(step, frame, () =>
    items === null ? join.input : itemInput(step, frame, { items, input: join.input }, slot),
  );
  if (typeof input !== 'string') {
    failState(step, frame, input.failure);
    return;
  }
  const scope = join.scopes[slot] ?? join.scopes[0] ?? 0;
  const state = step.program.scopes[scope]?.startAt ?? '';
  const item = items === null ? null : itemAt(items, slot);
  const child = addFrame(step.run, { parent: frame.id, slot, scope, state, input, cursor: join.from, item });
  if (item !== null) {
    step.record(child, 'MapIterationStarted', { name: frame.state, index: slot });
  }
}

type ChildEnded = Extract<Input, { type: 'childEnded' }>;

/** Starts what the map run has room for, and ends it when its last child has ended. */
function goOn(step: StepContext, frame: Frame, mapRun: MapRun): void {
  const started = attempt(step, frame, () => startChildren(step, frame, mapRun));
  if (typeof started !== 'boolean') {
    failMapRun(step, frame, started.failure);
    return;
  }
  const results = resultsOf(mapRun);
  if (!started) {
    makeReady(step.run, frame);
  } else if (results !== null) {
    endMapRun(step, frame, 'SUCCEEDED');
    completeJoined(step, frame, results);
  }
}

/** A child execution has ended. */
export function endChild(step: StepContext, frame: Frame, mapRun: MapRun, ended: ChildEnded): void {
  const state = step.stateOf(frame);
  const writer = state.type === 'Map' ? (state.distribution?.writer ?? null) : null;
  if (!takeEnding(step, mapRun, writer, ended)) {
    return;
  }
  judge(step, frame, mapRun);
}

/** Tolerances may be exceeded at once by being lowered. */
export function updateMapRun(step: StepContext, frame: Frame, mapRun: MapRun, changed: Partial<MapRunSettings>): void {
  const settings = { ...mapRun.settings, ...changed };
  mapRun.settings = settings;
  step.commands.push({ type: 'updateMapRun', mapRunArn: mapRun.arn, settings, frame: frame.id, turn: frame.turn });
  judge(step, frame, mapRun);
}

function judge(step: StepContext, frame: Frame, mapRun: MapRun): void {
  if (exceedsTolerance(mapRun)) {
    failMapRun(step, frame, THRESHOLD_EXCEEDED);
  } else {
    makeReady(step.run, frame);
  }
}

function failMapRun(step: StepContext, frame: Frame, failure: Failure): void {
  keepFrames(step, frame);
  endMapRun(step, frame, 'FAILED', failure);
  failState(step, frame, failure);
}

/** The state of the frame failed: it is retried, or caught, or the frame fails with it. */
export function failState(step: StepContext, frame: Frame, failure: Failure): void {
  if (isFatal(failure)) {
    failExecution(step, frame, failure);
    return;
  }
  endChildren(step, frame, null);
  const state = step.stateOf(frame);
  if (retry(step, frame, state, failure)) {
    step.falling.clear();
    return;
  }
  const { failed } = behaviourOf(state.type);
  if (failed !== null) {
    step.record(frame, failed, null);
  }
  const catcher = findCatcher(state, failure);
  if (catcher === undefined) {
    failFrame(step, frame, failure);
    return;
  }
  const caught = attempt(step, frame, () => {
    const passage = passCaught(step, frame, catcher, failure);
    checkSizes(step, frame, passage);
    return passage;
  });
  if ('failure' in caught) {
    failFrame(step, frame, caught.failure);
  } else {
    step.falling.clear();
    exit(step, frame, caught, catcher.next);
  }
}

/** Nobody in the frame caught the failure: it is the failure of the state that the frame belongs to. */
function failFrame(step: StepContext, frame: Frame, failure: Failure): void {
  const parent = parentOf(step.run, frame);
  if (parent === null || isFatal(failure)) {
    failExecution(step, frame, failure);
    return;
  }
  keepFrames(step, parent);
  if (frame.item !== null) {
    step.record(frame, 'MapIterationFailed', { name: parent.state, index: frame.slot });
  }
  endChildren(step, parent, frame);
  parent.cursor = frame.cursor;
  failState(step, parent, failure);
}

/**
 * Ends the frames under a join, the failed one first. Its state is told as aborted in a branch, whose failure no event
 * of its own tells; an iteration's does.
 */
function endChildren(step: StepContext, parent: Frame, failed: Frame | null): void {
  endMapRun(step, parent, 'ABORTED');
  if (parent.join === null) {
    return;
  }
  parent.join = null;
  const others = childrenOf(step.run, parent).filter((child) => child !== failed);
  for (const child of failed === null ? others : [failed, ...others]) {
    endChildren(step, child, null);
    endWait(step, child);
    if (child !== failed || child.item === null) {
      tellAborted(step, parent, child);
    }
    removeFrame(step.run, child);
  }
}

function tellAborted(step: StepContext, parent: Frame, child: Frame): void {
  const { aborted } = behaviourOf(step.stateOf(child).type);
  if (child.entered && aborted !== null) {
    step.record(child, aborted, null);
  }
  if (child.item !== null) {
    step.record(child, 'MapIterationAborted', { name: parent.state, index: child.slot });
  }
}
