import type { PassState } from '../../definition/index.ts';
import { Data } from '../data.ts';
import { enterStages, type StateBehaviour } from '../state-behaviour.ts';

export const passBehaviour: StateBehaviour<PassState> = {
  entered: 'PassStateEntered',
  exited: 'PassStateExited',
  aborted: null,
  failed: null,
  joined: null,
  start: (step, frame, state) => {
    const passage = enterStages(step, frame, state);
    if (state.result !== undefined) {
      passage.data = Data.ofValue(state.result);
    }
    return { type: 'completed', passage };
  },
};
