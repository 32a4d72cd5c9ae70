import { type Dynamic, MAX_SECONDS, type TaskState } from '../../definition/index.ts';
import { isJsonObject } from '../../expressions/index.ts';
import { Evaluation, evaluateDynamic, evaluateEither, notSeconds, toNumberWithin } from '../evaluation.ts';
import { dataLimitError } from '../failure.ts';
import { exceedsDataLimit } from '../limits.ts';
import { taskCommand } from '../pending-commands.ts';
import type { Frame, TaskWait } from '../run.ts';
import type { Passage } from '../stages.ts';
import { enterStages, type StateBehaviour } from '../state-behaviour.ts';
import type { StepContext } from '../step-context.ts';
import { taskScheduled } from '../task-events.ts';
import { writeTaskToken } from '../task-token.ts';
import { startWait } from '../waiting.ts';

export const taskBehaviour: StateBehaviour<TaskState> = {
  entered: 'TaskStateEntered',
  exited: 'TaskStateExited',
  aborted: 'TaskStateAborted',
  failed: null,
  joined: null,
  start: (step, frame, state) => {
    const wait = prepare(step, frame, state);
    taskScheduled(step, frame, wait);
    startWait(step, frame, wait);
    step.commands.push(taskCommand(frame, wait));
    return { type: 'waiting' };
  },
};

function prepare(step: StepContext, frame: Frame, state: TaskState): TaskWait {
  const taskToken = tokenFor(step, frame, state);
  const evaluation = new Evaluation(step, frame, { taskToken });
  const passage = enterStages(step, frame, state, evaluation);
  if (exceedsDataLimit(passage.data.text)) {
    throw dataLimitError(frame.state);
  }
  const timeoutSeconds = secondsOf(state.timeoutSeconds, passage);
  const heartbeatSeconds = secondsOf(state.heartbeatSeconds, passage);
  return {
    type: 'task',
    resource: state.resource,
    arguments: passage.data.text,
    taskToken,
    credentialsRoleArn: roleOf(state, passage),
    timeoutSeconds,
    timesOutAt: timeoutSeconds === null ? null : step.at + timeoutSeconds * 1000,
    heartbeatSeconds,
    // A worker's heart cannot beat before it has taken the task.
    heartbeatDueAt:
      heartbeatSeconds === null || state.resource.kind === 'activity' ? null : step.at + heartbeatSeconds * 1000,
    submission: null,
    taken: false,
  };
}

/** The token names the wait that is about to start. */
function tokenFor(step: StepContext, frame: Frame, { resource }: TaskState): string | null {
  const waits =
    resource.kind === 'activity' || (resource.kind === 'service' && resource.pattern === 'waitForTaskToken');
  const { executionArn } = step.run.facts;
  const address = { executionArn, frame: frame.id, turn: frame.turn + 1 };
  return waits ? writeTaskToken(address, step.randomFor(`task token of ${frame.id}/${address.turn}`)) : null;
}

function secondsOf(dynamic: Dynamic<number> | null, { evaluation, effectiveInput }: Passage): number | null {
  if (dynamic === null) {
    return null;
  }
  const value = evaluateDynamic(dynamic, evaluation, effectiveInput);
  return toNumberWithin(dynamic, value, { min: 1, max: MAX_SECONDS, sentence: notSeconds });
}

function roleOf({ credentials }: TaskState, { evaluation, input, effectiveInput }: Passage): string | null {
  if (credentials === null) {
    return null;
  }
  const value = evaluateEither(credentials, evaluation, { data: effectiveInput, input, field: 'Credentials' });
  const role = isJsonObject(value) ? value.RoleArn : null;
  return typeof role === 'string' ? role : null;
}
