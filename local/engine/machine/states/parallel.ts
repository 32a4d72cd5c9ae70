import type { ParallelState } from '../../definition/index.ts';
import { enterStages, type StateBehaviour } from '../state-behaviour.ts';

export const parallelBehaviour: StateBehaviour<ParallelState> = {
  entered: 'ParallelStateEntered',
  exited: 'ParallelStateExited',
  aborted: 'ParallelStateAborted',
  failed: 'ParallelStateFailed',
  joined: 'ParallelStateSucceeded',
  start: (step, frame, state) => {
    const { data } = enterStages(step, frame, state);
    const from = step.record(frame, 'ParallelStateStarted', null);
    const { length } = state.branches;
    frame.join = {
      results: Array<null>(length).fill(null),
      open: length,
      running: 0,
      next: 0,
      concurrency: length,
      scopes: state.branches,
      from,
      items: null,
      input: data.text,
    };
    return { type: 'joining' };
  },
};
