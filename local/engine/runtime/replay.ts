import type { Program } from '../definition/index.ts';
import { createRun, type Run, step } from '../machine/index.ts';
import type { ExecutionFacts, Input, StepResult } from '../machine/protocol.ts';
import type { StepRow } from '../store/index.ts';
import { ReplayMismatchError } from './errors.ts';

/** Set where suites run: every execution that they produce is replayed while it goes on. */
export const REPLAYS = process.env.BATON_REPLAY === '1';

/**
 * A second run, from scratch, that is given a run's inputs as the log gives them back, and must command and tell the
 * same (ARCHITECTURE.md, I1).
 */
export class Replay {
  readonly #program: Program;
  readonly #run: Run;

  constructor(program: Program, facts: ExecutionFacts) {
    this.#program = program;
    this.#run = createRun(program, structuredClone(facts));
  }

  /** Throws ReplayMismatchError. */
  check(input: Input, told: StepResult): void {
    const again = this.#step(JSON.stringify(input));
    if (JSON.stringify(again) !== JSON.stringify(told)) {
      throw new ReplayMismatchError(this.#run.facts.executionArn, input.type, told, again);
    }
  }

  /** Takes up a run from its log: all of it, whatever snapshots there are. Throws ReplayMismatchError. */
  catchUp(logged: readonly StepRow[]): void {
    for (const { input, history } of logged) {
      const again = this.#step(input);
      if (JSON.stringify(again.history) !== history) {
        throw new ReplayMismatchError(this.#run.facts.executionArn, (JSON.parse(input) as Input).type, history, again);
      }
    }
  }

  #step(input: string): StepResult {
    return step(this.#program, this.#run, JSON.parse(input) as Input);
  }
}
