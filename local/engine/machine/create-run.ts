import type { Program } from '../definition/index.ts';
import { scopeLabelled } from './child-execution.ts';
import { ForeignProgramError } from './errors.ts';
import type { ExecutionFacts } from './protocol.ts';
import { addFrame, type Run } from './run.ts';

/** A run that has not begun: its first input is `executionStarted`. Facts with a `mapLabel` make it a child's. */
export function createRun(program: Program, facts: ExecutionFacts): Run {
  const run: Run = {
    facts,
    startedAt: 0,
    status: 'RUNNING',
    lastEvent: 0,
    lastFrame: 0,
    variableBytes: 0,
    timesOutAt: null,
    frames: {},
    halted: null,
    redriveCount: 0,
    redrivenAt: null,
    ready: [],
  };
  const scope = scopeLabelled(program, facts);
  const state = program.scopes[scope]?.startAt;
  if (state === undefined) {
    throw new ForeignProgramError(`the program has no Distributed Map with the label '${facts.mapLabel}'`);
  }
  addFrame(run, { parent: null, slot: 0, scope, state, input: facts.input, cursor: 0, item: null });
  return run;
}
