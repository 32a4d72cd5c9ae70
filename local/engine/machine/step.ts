import type { Program } from '../definition/index.ts';
import { advance, completeWait, completeWith, endChild, failState, start, updateMapRun } from './advance.ts';
import { abortExecution, failExecution, timeOutExecution } from './end-execution.ts';
import { HistoryLimitError } from './errors.ts';
import { dataLimitError, HEARTBEAT_TIMEOUT, TIMEOUT } from './failure.ts';
import { exceedsDataLimit, MAX_HISTORY_EVENTS } from './limits.ts';
import type { Input, JsonText, MapRunSettings, StepResult, TimerKind } from './protocol.ts';
import { redrive, revive } from './redrive.ts';
import type { Frame, Run, TaskWait } from './run.ts';
import { StepContext, UNCUT } from './step-context.ts';
import {
  activityStarted,
  resourceName,
  taskFailed,
  taskSubmitted,
  taskSucceeded,
  taskTimedOut,
} from './task-events.ts';
import { endWait, renewHeartbeat, timersOf } from './waiting.ts';

/**
 * Takes in what happened. Changes `run`, and tells what is to be done and what the history gains. An input that
 * nothing waits for any more is ignored.
 */
export function step(program: Program, run: Run, input: Input): StepResult {
  if (input.type === 'executionRedriven' && !revive(program, run, input.at)) {
    return { commands: [], history: [] };
  }
  const context = new StepContext(program, run, input);
  const root = run.frames[0];
  if (run.status === 'RUNNING' && root !== undefined) {
    try {
      take(context, root, input);
      advance(context);
    } catch (error) {
      if (!(error instanceof HistoryLimitError)) {
        throw error;
      }
      const cause = `The execution reached the maximum number of history events (${MAX_HISTORY_EVENTS}).`;
      failExecution(context, root, { error: 'States.Runtime', cause });
    }
  }
  return { commands: context.commands, history: context.history };
}

function take(step: StepContext, root: Frame, input: Input): void {
  switch (input.type) {
    case 'executionStarted':
      begin(step, root);
      return;
    case 'executionStopped':
      abortExecution(step, root, input);
      return;
    case 'executionRedriven':
      startTimeout(step);
      redrive(step, root);
      return;
    case 'proceeded':
      return;
    case 'timerFired':
      fire(step, root, input);
      return;
    case 'childEnded':
    case 'mapRunUpdated':
      takeOfMapRun(step, input);
      return;
    default:
      takeOfTask(step, input);
  }
}

function begin(step: StepContext, root: Frame): void {
  const { run } = step;
  const { input, roleArn, stateMachineAliasArn, stateMachineVersionArn } = run.facts;
  run.startedAt = step.at;
  startTimeout(step);
  step.record(root, 'ExecutionStarted', {
    ...{ input, inputDetails: UNCUT, roleArn },
    ...(stateMachineAliasArn === undefined ? {} : { stateMachineAliasArn }),
    ...(stateMachineVersionArn === undefined ? {} : { stateMachineVersionArn }),
  });
}

function startTimeout({ run, workflow, at, commands }: StepContext): void {
  if (workflow.timeoutSeconds !== null) {
    run.timesOutAt = at + workflow.timeoutSeconds * 1000;
    commands.push({ type: 'setTimer', timer: 'executionTimeout', at: run.timesOutAt, frame: 0, turn: 0 });
  }
}

type TimerFired = Extract<Input, { type: 'timerFired' }>;

function fire(step: StepContext, root: Frame, { timer, frame: id, turn }: TimerFired): void {
  if (timer === 'executionTimeout') {
    if (step.run.timesOutAt !== null && step.run.timesOutAt <= step.at) {
      timeOutExecution(step, root);
    }
    return;
  }
  const frame = step.run.frames[id];
  if (frame?.turn !== turn || frame.wait === null) {
    return;
  }
  const { wait } = frame;
  const isDue = timersOf(wait).some((due) => due.timer === timer && due.at <= step.at);
  if (!isDue) {
    return;
  }
  endWait(step, frame, { fired: timer });
  if (wait.type === 'task') {
    timeOutTask(step, frame, wait, timer);
  } else if (wait.type === 'retry') {
    start(step, frame);
  } else {
    completeWait(step, frame);
  }
}

function timeOutTask(step: StepContext, frame: Frame, wait: TaskWait, timer: TimerKind): void {
  const failure = timer === 'heartbeat' ? HEARTBEAT_TIMEOUT : TIMEOUT;
  taskTimedOut(step, frame, wait, failure.error);
  failState(step, frame, failure);
}

type MapRunInput = Extract<Input, { type: 'childEnded' | 'mapRunUpdated' }>;

function takeOfMapRun(step: StepContext, input: MapRunInput): void {
  const frame = step.run.frames[input.frame];
  if (frame?.turn !== input.turn || frame.mapRun === null) {
    return;
  }
  if (input.type === 'childEnded') {
    endChild(step, frame, frame.mapRun, input);
  } else {
    updateMapRun(step, frame, frame.mapRun, changedSettings(input));
  }
}

function changedSettings(input: Extract<Input, { type: 'mapRunUpdated' }>): Partial<MapRunSettings> {
  const { at, seed, type, frame, turn, ...changed } = input;
  return changed;
}

type TaskInput = Extract<
  Input,
  { type: 'taskStarted' | 'taskSubmitted' | 'taskSucceeded' | 'taskFailed' | 'taskHeartbeat' }
>;

function takeOfTask(step: StepContext, input: TaskInput): void {
  const frame = step.run.frames[input.frame];
  if (frame?.turn !== input.turn || frame.wait?.type !== 'task') {
    return;
  }
  const { wait } = frame;
  switch (input.type) {
    case 'taskStarted':
      if (!wait.taken) {
        wait.taken = true;
        activityStarted(step, frame, input.workerName);
        renewHeartbeat(step, frame, wait);
      }
      return;
    case 'taskSubmitted':
      wait.submission ??= input.output;
      taskSubmitted(step, frame, wait, input.output);
      return;
    case 'taskHeartbeat':
      renewHeartbeat(step, frame, wait);
      return;
    case 'taskSucceeded':
      endWait(step, frame, { answered: true });
      succeedTask(step, frame, wait, input.output);
      return;
    case 'taskFailed':
      endWait(step, frame, { answered: true });
      failTask(step, frame, wait, input);
  }
}

function succeedTask(step: StepContext, frame: Frame, wait: TaskWait, output: JsonText): void {
  if (exceedsDataLimit(output)) {
    failTask(step, frame, wait, dataLimitError(resourceName(wait.resource)));
    return;
  }
  taskSucceeded(step, frame, wait, output);
  completeWith(step, frame, output);
}

type Problem = { readonly error: string | null; readonly cause: string | null };

function failTask(step: StepContext, frame: Frame, wait: TaskWait, { error, cause }: Problem): void {
  taskFailed(step, frame, wait, { error, cause });
  failState(step, frame, { error, cause });
}
