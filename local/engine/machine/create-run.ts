import type { Program } from '../definition/index.ts';
import type { ExecutionFacts } from './protocol.ts';
import type { Run } from './run.ts';

/** A run that has not begun: its first input is `executionStarted`. */
export function createRun(_program: Program, facts: ExecutionFacts): Run {
  return {
    facts,
    startedAt: 0,
    status: 'RUNNING',
    lastEvent: 0,
    lastFrame: 0,
    timesOutAt: null,
    frames: {},
    ready: [],
  };
}
