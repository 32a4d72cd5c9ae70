import { childExecution } from './child-execution.ts';
import { mapRunFacts } from './map-run.ts';
import type { Command } from './protocol.ts';
import { type Frame, type MapRun, type Run, retryCount, type TaskWait } from './run.ts';
import { timersOf } from './waiting.ts';

type InvokeTask = Extract<Command, { type: 'invokeTask' }>;

/**
 * What a runtime that takes up this run must set up again: tasks in flight, timers, child executions, and whether to
 * go on.
 */
export function pendingCommands(run: Run): readonly Command[] {
  if (run.status !== 'RUNNING') {
    return [];
  }
  const commands = Object.values(run.frames).flatMap((frame) => [
    ...commandsOf(frame),
    ...(frame.mapRun === null ? [] : mapRunCommands(run, frame, frame.mapRun)),
  ]);
  if (run.timesOutAt !== null) {
    commands.push({ type: 'setTimer', timer: 'executionTimeout', at: run.timesOutAt, frame: 0, turn: 0 });
  }
  return run.ready.length === 0 ? commands : [...commands, { type: 'proceed' }];
}

function commandsOf(frame: Frame): Command[] {
  const { wait, id, turn } = frame;
  if (wait === null) {
    return [];
  }
  const timers = timersOf(wait).map((timer): Command => ({ type: 'setTimer', ...timer, frame: id, turn }));
  return wait.type === 'task' && !isWithOthers(wait) ? [taskCommand(frame, wait), ...timers] : timers;
}

function mapRunCommands(run: Run, { id, turn }: Frame, mapRun: MapRun): Command[] {
  const waiting = { frame: id, turn };
  const slots = Object.keys(mapRun.children).map(Number);
  return [
    { type: 'startMapRun', mapRun: mapRunFacts(mapRun), ...waiting },
    ...slots.map((slot): Command => {
      const child = childExecution(run.facts, mapRun, slot);
      return { type: 'startChild', mapRunArn: mapRun.arn, child, ...waiting };
    }),
  ];
}

/** A task whose token is out there ends by that token alone. */
function isWithOthers({ submission, taskToken, taken }: TaskWait): boolean {
  return taskToken !== null && (taken || submission !== null);
}

export function taskCommand(frame: Frame, wait: TaskWait): InvokeTask {
  const { resource, taskToken, timeoutSeconds, heartbeatSeconds, credentialsRoleArn, submission } = wait;
  return {
    type: 'invokeTask',
    stateName: frame.state,
    resource,
    arguments: wait.arguments,
    taskToken,
    timeoutSeconds,
    heartbeatSeconds,
    retryCount: retryCount(frame),
    ...(credentialsRoleArn === null ? {} : { credentialsRoleArn }),
    ...(submission === null ? {} : { submission }),
    frame: frame.id,
    turn: frame.turn,
  };
}
