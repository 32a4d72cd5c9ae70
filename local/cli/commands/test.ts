import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ScenarioOptions, ScenarioResult } from '../../scenarios/index.ts';
import { defineCommand } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { projectRoot } from '../project-root.ts';
import type { Judged } from '../render-test.ts';
import { printJson } from '../surroundings.ts';
import { withProjectErrors } from '../with-project-errors.ts';

export const test = defineCommand({
  name: 'test',
  summary: 'run the scenarios of workflows/, in virtual time',
  positionals: ['[FILTER]'],
  options: {
    update: { type: 'boolean', summary: 'write what happens into the scenarios that expect something else' },
    junit: { type: 'string', value: 'FILE', summary: 'write a JUnit report too' },
  },
  async run({ values, positionals: [filter = null], terminal }) {
    const root = projectRoot(values.root, ['workflows'], terminal);
    const start = performance.now();
    const { environment, interrupted: signal } = terminal;
    const complain = (message: string) => terminal.err(`${message}\n`);
    const results = await runScenarios({ root, environment, filter, complain, signal }).catch(unlessAborted(signal));
    if (results === null) return 1;
    if (results.length === 0) throw nothingToRun(filter);
    const judged = values.update === true ? await updated(root, results) : results.map(judge);
    if (values.junit !== undefined) {
      const { junitReport } = await import('../junit.ts');
      await writeFile(resolve(terminal.directory, values.junit), junitReport(judged));
    }
    const tookMs = performance.now() - start;
    if (values.json === true) printJson(terminal, toJson(judged));
    else {
      const { renderTests } = await import('../render-test.ts');
      terminal.out(renderTests(judged, tookMs, terminal.style));
    }
    return judged.some(({ verdict }) => verdict === 'failed') ? 1 : 0;
  },
});

async function runScenarios(options: ScenarioOptions): Promise<readonly ScenarioResult[]> {
  const { runScenarios } = await import('../../scenarios/index.ts');
  return withProjectErrors(() => runScenarios(options));
}

/** Nothing more is to be said to somebody who pressed Ctrl+C. */
const unlessAborted = (signal: AbortSignal) => (error: unknown) => {
  if (signal.aborted) return null;
  throw error;
};

const judge = (result: ScenarioResult): Judged => ({
  ...result,
  verdict: result.differences.length === 0 ? 'passed' : 'failed',
});

/** A scenario that waits for ever has no end that could be written down. */
async function updated(root: string, results: readonly ScenarioResult[]): Promise<readonly Judged[]> {
  const { updateScenarios } = await import('../../scenarios/index.ts');
  await updateScenarios(root, results);
  return results.map((result) => {
    const { verdict } = judge(result);
    return { ...result, verdict: verdict === 'failed' && result.outcome.stall === null ? 'updated' : verdict };
  });
}

function nothingToRun(filter: string | null): CommandError {
  if (filter === null) {
    const advice = 'Write one as workflows/NAME/scenarios/CASE.yaml: docs/scenarios.md shows how.';
    return new CommandError('the project has no scenarios', { advice });
  }
  const advice = 'A filter is a part of WORKFLOW/SCENARIO; `baton test` alone runs all of them.';
  return new UsageError(`no scenario has ${filter} in its name`, { advice });
}

function toJson(judged: readonly Judged[]): object {
  return {
    scenarios: judged.map(({ scenario, outcome, differences, verdict }) => ({
      ...{ workflow: scenario.workflow, name: scenario.name, file: scenario.document.file, verdict },
      differences: differences.map(({ field, path, expected, actual }) => ({
        ...{ field, place: scenario.document.placeOf(path), expected: expected ?? null, actual: actual ?? null },
      })),
      ...{ status: outcome.status, path: outcome.path, output: outcome.output ?? null },
      ...{ error: outcome.error, cause: outcome.cause, durationMs: outcome.durationMs },
    })),
  };
}
