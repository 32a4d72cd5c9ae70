import type { ChoiceRule, ChoiceState, DataFlow } from '../../definition/index.ts';
import { holds } from '../condition.ts';
import { StateError } from '../errors.ts';
import { enterStages, type StateBehaviour } from '../state-behaviour.ts';

export const choiceBehaviour: StateBehaviour<ChoiceState> = {
  entered: 'ChoiceStateEntered',
  exited: 'ChoiceStateExited',
  aborted: null,
  failed: null,
  joined: null,
  start: (step, frame, state) => {
    const passage = enterStages(step, frame, state);
    const index = state.rules.findIndex(({ condition }, at) => holds(condition, passage, at));
    const rule = state.rules[index];
    if (rule !== undefined) {
      return { type: 'completed', passage, flow: flowOf(state, rule), next: rule.next };
    }
    if (state.next === null) {
      const cause = 'Failed to transition out of the state. The state does not point to a next state.';
      throw new StateError('States.Runtime', cause);
    }
    return { type: 'completed', passage };
  },
};

/** A rule's Assign and Output take the place of the state's; OutputPath is the state's alone. */
function flowOf({ flow }: ChoiceState, rule: ChoiceRule): DataFlow {
  if (flow.language === 'JSONPath') {
    return { ...flow, assign: rule.flow.assign as typeof flow.assign };
  }
  return rule.flow;
}
