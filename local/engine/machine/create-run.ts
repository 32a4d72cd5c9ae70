import type { Program } from '../definition/index.ts';
import type { ExecutionFacts } from './protocol.ts';
import { addFrame, type Run } from './run.ts';

/** A run that has not begun: its first input is `executionStarted`. */
export function createRun(program: Program, facts: ExecutionFacts): Run {
  const run: Run = {
    facts,
    startedAt: 0,
    status: 'RUNNING',
    lastEvent: 0,
    lastFrame: 0,
    timesOutAt: null,
    frames: {},
    ready: [],
  };
  const state = program.scopes[0]?.startAt ?? '';
  addFrame(run, { parent: null, slot: 0, scope: 0, state, input: facts.input, cursor: 0, item: null });
  return run;
}
