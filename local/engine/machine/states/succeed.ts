import type { SucceedState } from '../../definition/index.ts';
import { enterStages, type StateBehaviour } from '../state-behaviour.ts';

export const succeedBehaviour: StateBehaviour<SucceedState> = {
  entered: 'SucceedStateEntered',
  exited: 'SucceedStateExited',
  aborted: null,
  failed: null,
  joined: null,
  start: (step, frame, state) => ({ type: 'completed', passage: enterStages(step, frame, state) }),
};
