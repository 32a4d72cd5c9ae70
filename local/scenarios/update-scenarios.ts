import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScenarioResult } from './run-scenarios.ts';
import { expectationOf, updateExpectation } from './update-expectation.ts';

/** Writes what happened into the files of scenarios that expected something else. Stalled ones are left as they are. */
export async function updateScenarios(root: string, results: readonly ScenarioResult[]): Promise<void> {
  const outdated = results.filter(({ differences, outcome }) => differences.length > 0 && outcome.stall === null);
  for (const { scenario, outcome } of outdated) {
    const path = join(root, scenario.document.file);
    const text = await readFile(path, 'utf8');
    await writeFile(path, updateExpectation(text, expectationOf(scenario.expect, outcome)));
  }
}
