import type { Waiting } from './protocol.ts';
import type { Frame, TaskWait, Wait } from './run.ts';
import type { StepContext } from './step-context.ts';

type TimerOf = { readonly timer: 'wait' | 'retry' | 'taskTimeout' | 'heartbeat'; readonly at: number };

/** The timers that a wait needs. */
export function timersOf(wait: Wait): readonly TimerOf[] {
  if (wait.type !== 'task') {
    return [{ timer: wait.type, at: wait.at }];
  }
  return [
    ...(wait.timesOutAt === null ? [] : [{ timer: 'taskTimeout' as const, at: wait.timesOutAt }]),
    ...(wait.heartbeatDueAt === null ? [] : [{ timer: 'heartbeat' as const, at: wait.heartbeatDueAt }]),
  ];
}

/** Starts a new wait; task calls are ordered by the caller, who knows what is to be called. */
export function startWait(step: StepContext, frame: Frame, wait: Wait): Waiting {
  frame.turn++;
  frame.wait = wait;
  const waiting = { frame: frame.id, turn: frame.turn };
  for (const { timer, at } of timersOf(wait)) {
    step.commands.push({ type: 'setTimer', timer, at, ...waiting });
  }
  return waiting;
}

/** Ends the wait; `fired` is the timer that need not be cancelled any more, `answered` a task that has ended itself. */
export function endWait(
  step: StepContext,
  frame: Frame,
  { fired, answered = false }: { readonly fired?: string; readonly answered?: boolean } = {},
): void {
  const { wait } = frame;
  if (wait === null) {
    return;
  }
  const waiting = { frame: frame.id, turn: frame.turn };
  for (const { timer } of timersOf(wait)) {
    if (timer !== fired) {
      step.commands.push({ type: 'cancelTimer', timer, ...waiting });
    }
  }
  if (wait.type === 'task' && !answered) {
    step.commands.push({ type: 'cancelTask', ...waiting });
  }
  frame.wait = null;
}

/** A heartbeat came: the next one is due its interval later. */
export function renewHeartbeat(step: StepContext, frame: Frame, wait: TaskWait): void {
  if (wait.heartbeatSeconds !== null) {
    wait.heartbeatDueAt = step.at + wait.heartbeatSeconds * 1000;
    const { id, turn } = frame;
    step.commands.push({ type: 'setTimer', timer: 'heartbeat', at: wait.heartbeatDueAt, frame: id, turn });
  }
}
