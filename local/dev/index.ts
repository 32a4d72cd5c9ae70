import type { RunningDev } from './compose.ts';
import type { DevOptions } from './dev-options.ts';
import type { TestBed, TestBedOptions } from './open-test-bed.ts';
import type { EngineSetup, RunningEngine } from './start-engine.ts';

export type { RecordView } from './api/index.ts';
export { clientEnvironment } from './client-environment.ts';
export type { RunningDev } from './compose.ts';
export type { DeadLetterView } from './dead-letters.ts';
export type { DevEvent, Feed, Started } from './dev-event.ts';
export type { DevOptions } from './dev-options.ts';
export type { TestBed, TestBedOptions } from './open-test-bed.ts';
export type { Mismatch, SetReport } from './samples/compare-samples.ts';
export type { EngineSetup, RunningEngine } from './start-engine.ts';

/** Everything that `baton dev` runs. Loaded here, so that the engine alone starts without it. */
export async function startDev(options: DevOptions): Promise<RunningDev> {
  return (await import('./compose.ts')).startDev(options);
}

/** The Step Functions API alone. */
export async function startEngine(setup: EngineSetup): Promise<RunningEngine> {
  return (await import('./start-engine.ts')).startEngine(setup);
}

/** Workflows and functions for scenarios. */
export async function openTestBed(options: TestBedOptions): Promise<TestBed> {
  return (await import('./open-test-bed.ts')).openTestBed(options);
}
