import type { StateType } from '../program.ts';
import type { StateDefinition } from '../state-type.ts';
import { choiceDefinition } from './choice.ts';
import { failDefinition } from './fail.ts';
import { mapDefinition } from './map.ts';
import { parallelDefinition } from './parallel.ts';
import { passDefinition } from './pass.ts';
import { succeedDefinition } from './succeed.ts';
import { taskDefinition } from './task.ts';
import { waitDefinition } from './wait.ts';

/** Every state type, in the order in which AWS lists them. */
export const STATE_DEFINITIONS = {
  Task: taskDefinition,
  Wait: waitDefinition,
  Pass: passDefinition,
  Succeed: succeedDefinition,
  Fail: failDefinition,
  Choice: choiceDefinition,
  Parallel: parallelDefinition,
  Map: mapDefinition,
} as const satisfies { readonly [Type in StateType]: StateDefinition<Type> };
