import type { MapRunSettings } from '../machine/protocol.ts';
import type { ChildCount, ExecutionStatus, MachineRow, MapRunRow, RunRow, Store } from '../store/index.ts';
import { checkedMapRunArn } from './arns.ts';
import { refusal } from './errors.ts';
import type { RunLoop } from './run-loop.ts';

export type MapRunView = {
  readonly mapRun: MapRunRow;
  /** The execution that began it. */
  readonly parent: RunRow;
  readonly children: readonly ChildCount[];
};

/** Distributed Maps under way or ended, as AWS answers for them. */
export class MapRuns {
  readonly #store: Store;
  readonly #loop: RunLoop;

  constructor(store: Store, loop: RunLoop) {
    this.#store = store;
    this.#loop = loop;
  }

  /** Of one execution, newest first. */
  list(execution: RunRow): readonly MapRunRow[] {
    return this.#store.mapRuns.list(execution.id);
  }

  /** Throws ResourceNotFound. */
  describe(arn: string): MapRunView {
    const mapRun = this.#find(arn);
    const parent = this.#store.runs.find(mapRun.run) as RunRow;
    return { mapRun, parent, children: this.#store.mapRuns.countChildren(arn) };
  }

  /** What is not given stays as it is. Throws ResourceNotFound, and ValidationException for one that has ended. */
  async update(arn: string, changed: Partial<MapRunSettings>): Promise<void> {
    const { run, frame, turn } = this.#find(arn);
    if (Object.keys(changed).length === 0) throw refusal.nothingToUpdateOfMapRun();
    const input = { type: 'mapRunUpdated', ...changed, frame, turn } as const;
    const isOpen = await this.#loop.tell(run, input, (live) => live.frames[frame]?.mapRun?.arn === arn);
    if (!isOpen) throw refusal.completedMapRun(arn);
  }

  /** The executions that it has started, newest first. */
  children(
    arn: string,
    query: { status?: ExecutionStatus; redriven?: boolean; before?: number; limit: number },
  ): { readonly machine: MachineRow; readonly runs: readonly RunRow[] } {
    const parent = this.#store.runs.find(this.#find(arn).run) as RunRow;
    const machine = this.#store.machines.find(parent.machine) as MachineRow;
    return { machine, runs: this.#store.runs.list({ ...query, mapRun: arn }) };
  }

  #find(arn: string): MapRunRow {
    const mapRun = this.#store.mapRuns.find(checkedMapRunArn(arn));
    if (mapRun === null) throw refusal.resourceNotFound(arn);
    return mapRun;
  }
}
