import type { Program } from '../definition/index.ts';
import type { Input, StepResult } from './protocol.ts';
import type { Run } from './run.ts';

/** Takes in what happened. Changes `run`, and tells what is to be done and what the history gains. */
export function step(_program: Program, _run: Run, _input: Input): StepResult {
  return { commands: [], history: [] };
}
