/**
 * Owns scenarios: what their files say, how they are run in virtual time, and what differs from what they expect.
 * Does not own mocks and time, which are the engine's, nor how results are shown.
 */
export type { Difference } from './compare.ts';
export { type DiffLine, diffLines } from './line-diff.ts';
export { runScenarios, type ScenarioOptions, type ScenarioResult } from './run-scenarios.ts';
export type { EndStatus, Expectation, Outcome, Scenario } from './scenario.ts';
export { updateScenarios } from './update-scenarios.ts';
