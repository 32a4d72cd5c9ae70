import type { State, StateOf, StateType } from '../../definition/index.ts';
import type { StateBehaviour } from '../state-behaviour.ts';
import { choiceBehaviour } from './choice.ts';
import { failBehaviour } from './fail.ts';
import { mapBehaviour } from './map.ts';
import { parallelBehaviour } from './parallel.ts';
import { passBehaviour } from './pass.ts';
import { succeedBehaviour } from './succeed.ts';
import { taskBehaviour } from './task.ts';
import { waitBehaviour } from './wait.ts';

/** What each state type does; what it looks like is the definition's. */
export const STATE_BEHAVIOURS = {
  Pass: passBehaviour,
  Task: taskBehaviour,
  Choice: choiceBehaviour,
  Wait: waitBehaviour,
  Succeed: succeedBehaviour,
  Fail: failBehaviour,
  Parallel: parallelBehaviour,
  Map: mapBehaviour,
} as const satisfies { readonly [Type in StateType]: StateBehaviour<StateOf<Type>> };

export function behaviourOf(type: StateType): StateBehaviour<State> {
  return STATE_BEHAVIOURS[type];
}
