/**
 * Owns what an execution does next: the pure machine behind the protocol. Does not own time, randomness, storage or
 * the performing of commands; see protocol.ts for its invariants.
 */
export { scopeLabelled } from './child-execution.ts';
export { createRun } from './create-run.ts';
export type { Failure } from './failure.ts';
export { type Arrival, type Departure, LoneState } from './lone-state.ts';
export { exceedsTolerance, THRESHOLD_EXCEEDED } from './map-run.ts';
export { pendingCommands } from './pending-commands.ts';
export type * from './protocol.ts';
export type { Frame, MapItems, Run } from './run.ts';
export type { ShownStage } from './stages.ts';
export type { MapPlan } from './state-behaviour.ts';
export { step } from './step.ts';
export { holdsTaskToken, offersTask, readTaskToken, type TokenAddress } from './task-token.ts';
