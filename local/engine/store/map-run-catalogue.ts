import type { MapRunFacts, MapRunSettings } from '../machine/protocol.ts';
import type { ExecutionStatus } from './run-store.ts';

export type MapRunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/** A Distributed Map that an execution has begun. */
export type MapRunRow = Omit<MapRunFacts, 'mapRunArn'> & {
  readonly arn: string;
  /** The run that began it, and what of it waits. */
  readonly run: number;
  readonly frame: number;
  readonly turn: number;
  readonly startedAt: number;
  readonly status: MapRunStatus;
  readonly stoppedAt: number | null;
  readonly redriveCount: number;
  readonly redrivenAt: number | null;
};

/**
 * What one transaction does to map runs. A redrive makes their unsuccessful children wait for it; where they still do when
 * the map run ends, they are aborted.
 */
export type MapRunChanges = {
  readonly started: readonly MapRunRow[];
  readonly updated: readonly (MapRunSettings & Pick<MapRunRow, 'arn'>)[];
  readonly ended: readonly Pick<MapRunRow, 'arn' | 'status' | 'stoppedAt'>[];
  readonly redriven: readonly Pick<MapRunRow, 'arn' | 'frame' | 'turn' | 'redriveCount' | 'redrivenAt'>[];
};

/** How many children of a map run have a status, and how many items those have. */
export type ChildCount = { readonly status: ExecutionStatus; readonly executions: number; readonly items: number };

/** What there is to know of map runs: `RunStore.commit` writes it. Every method throws `StoreUnavailableError`. */
export interface MapRunCatalogue {
  find(arn: string): MapRunRow | null;
  /** All of one run, newest first. */
  list(run: number): readonly MapRunRow[];
  countChildren(arn: string): readonly ChildCount[];
}
