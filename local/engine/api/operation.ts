import type {
  Activities,
  Aliases,
  Executions,
  MapRuns,
  StateMachines,
  Tagging,
  TaskTokens,
  Versions,
} from '../runtime/index.ts';
import type { StateTester } from '../test-state/index.ts';
import type { Members, RequestOf } from './members.ts';

/** What the operations are served by. */
export type ApiEngine = {
  readonly machines: StateMachines;
  readonly versions: Versions;
  readonly aliases: Aliases;
  readonly executions: Executions;
  readonly mapRuns: MapRuns;
  readonly activities: Activities;
  readonly taskTokens: TaskTokens;
  readonly tagging: Tagging;
  readonly tester: StateTester;
};

/** An operation of AWS's API: what its request may hold and how it is answered. */
export type Operation<Ms extends Members = Members> = {
  readonly members: Ms;
  /** `hungUp` is aborted when nobody waits for the answer any more. */
  answer(engine: ApiEngine, request: RequestOf<Ms>, hungUp: AbortSignal): object | Promise<object>;
};

/** Lets a row infer its request from its members. */
export function operation<const Ms extends Members>(row: Operation<Ms>): Operation<Ms> {
  return row;
}

/** AWS's instants are seconds since the epoch. */
export function seconds(ms: number): number {
  return ms / 1000;
}
