import { type LocalAccount, localAccount, readProject, stateMachineArn } from '../../project/index.ts';
import { openTestBed } from '../dev/index.ts';
import { type Engine, type MockedMachines, type NewSeed, skippingClock } from '../engine/index.ts';
import { compare, type Difference } from './compare.ts';
import { outcomeOf } from './outcome.ts';
import type { Outline } from './outline.ts';
import { readScenarios, type WorkflowScenarios } from './read-scenarios.ts';
import type { Outcome, Scenario } from './scenario.ts';

/** When every scenario begins: what is made of the time is the same each time. */
export const SCENARIO_START = Date.UTC(2026, 0, 1);

export type ScenarioOptions = {
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A part of `workflow/scenario`; null: all of them. */
  readonly filter: string | null;
  /** What goes wrong beside the scenarios. */
  readonly complain: (message: string) => void;
  readonly signal: AbortSignal;
};

export type ScenarioResult = {
  readonly scenario: Scenario;
  readonly outcome: Outcome;
  readonly differences: readonly Difference[];
};

/**
 * Runs scenarios side by side in one engine and in virtual time, and gives how they ended, in the order of their
 * names. Throws `ProjectError` and `StartUpError` for a project that cannot be run, and the signal's reason.
 */
export async function runScenarios(options: ScenarioOptions): Promise<readonly ScenarioResult[]> {
  const { root, environment, filter, complain, signal } = options;
  const account = localAccount(environment);
  const project = await readProject(root);
  const workflows = await readScenarios(project, account, (id) => filter === null || id.includes(filter));
  const plays = workflows.flatMap(({ scenarios, outline }) => scenarios.map((scenario) => ({ scenario, outline })));
  if (plays.length === 0) return [];
  const running = new RunningScenarios(account);
  const bed = await openTestBed({
    ...{ project, environment, complain },
    engine: {
      clock: skippingClock(SCENARIO_START, () => running.stall()),
      mocks: mocksOf(workflows),
      newSeed: steadySeeds(),
    },
  });
  try {
    return await Promise.race([running.play(bed.engine, plays), rejected(signal)]);
  } finally {
    await bed.close();
  }
}

function mocksOf(workflows: readonly WorkflowScenarios[]): MockedMachines {
  return new Map(
    workflows.map(({ workflow, scenarios }) => [
      workflow.name,
      new Map(scenarios.map(({ name, mocks }) => [name, mocks])),
    ]),
  );
}

/** The same choices each time, whatever runs beside it and whichever branch was faster. */
function steadySeeds(): NewSeed {
  const executions = new Map<number, string>();
  const counts = new Map<string, number>();
  return (run, input, begins) => {
    if (begins !== undefined) executions.set(run, begins.executionArn);
    const waiting = 'frame' in input ? `${input.frame}/${input.turn}` : '';
    const seed = `${executions.get(run)}/${input.type}/${waiting}`;
    const count = (counts.get(seed) ?? 0) + 1;
    counts.set(seed, count);
    return `${seed}/${count}`;
  };
}

type Play = { readonly scenario: Scenario; readonly outline: Outline };

/** The scenarios whose executions are under way. */
class RunningScenarios {
  readonly #account: LocalAccount;
  readonly #open = new Map<string, () => void>();
  readonly #stalled = new Set<string>();
  #engine: Engine | null = null;

  constructor(account: LocalAccount) {
    this.#account = account;
  }

  async play(engine: Engine, plays: readonly Play[]): Promise<readonly ScenarioResult[]> {
    this.#engine = engine;
    engine.onExecutionEnded(({ executionArn }) => {
      this.#open.get(executionArn)?.();
      this.#open.delete(executionArn);
    });
    return Promise.all(plays.map((play) => this.#playOne(engine, play)));
  }

  /** Nothing goes on any more: what is still open waits for somebody from outside, and there is nobody. */
  stall(): void {
    for (const executionArn of this.#open.keys()) {
      this.#stalled.add(executionArn);
      void this.#engine?.executions.stop(executionArn, null, null);
    }
  }

  /** All are started in the same turn of the event loop, so that time cannot go on in between. */
  async #playOne(engine: Engine, { scenario, outline }: Play): Promise<ScenarioResult> {
    const { workflow, name, input, expect } = scenario;
    const machineArn = stateMachineArn(this.#account, workflow);
    const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const ended = new Promise<void>((resolve) => this.#open.set(executionArn, resolve));
    await engine.executions.start(`${machineArn}#${name}`, JSON.stringify(input), name);
    await ended;
    const outcome = outcomeOf(engine, executionArn, outline, this.#stalled.has(executionArn));
    return { scenario, outcome, differences: compare(expect, outcome) };
  }
}

function rejected(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
