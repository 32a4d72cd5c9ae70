import { offersTask, readTaskToken } from '../machine/index.ts';
import type { ActivityRow, Store, Tags } from '../store/index.ts';
import type { ActivityQueue, OfferedTask } from './activity-queue.ts';
import { type ArnSetting, activityArn, checkedActivityArn, checkedName } from './arns.ts';
import { refusal } from './errors.ts';
import { ACTIVITY_POLL_MS } from './limits.ts';
import type { Clock } from './ports.ts';
import type { RunLoop } from './run-loop.ts';
import { checkedTags } from './tagging.ts';

type Parts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly arns: ArnSetting;
  readonly queue: ActivityQueue;
  readonly loop: RunLoop;
};

/** Activities as AWS has them, and their tasks for the workers that ask. */
export class Activities {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The same name again is the same activity. */
  create(name: string, tags: Tags = {}): ActivityRow {
    const { store, clock, arns } = this.#parts;
    const arn = activityArn(arns, checkedName(name));
    const existing = store.activities.find(arn);
    if (existing !== null) return existing;
    const activity = { arn, name, createdAt: clock.now(), tags: checkedTags(arn, tags) };
    store.activities.put(activity);
    return activity;
  }

  /** Throws ActivityDoesNotExist. */
  find(arn: string): ActivityRow {
    const activity = this.#parts.store.activities.find(checkedActivityArn(arn));
    if (activity === null) throw refusal.activityDoesNotExist(arn);
    return activity;
  }

  list(): readonly ActivityRow[] {
    return this.#parts.store.activities.list();
  }

  /** No error for one that does not exist, as AWS. */
  remove(arn: string): void {
    this.#parts.store.activities.remove(checkedActivityArn(arn));
  }

  /** The next task, which is the worker's from now on; null when none has come in time. */
  async takeTask(arn: string, workerName: string | null, signal: AbortSignal): Promise<OfferedTask | null> {
    this.find(arn);
    for (;;) {
      const offered = await this.#parts.queue.next(arn, signal, ACTIVITY_POLL_MS);
      if (offered === null || (await this.#take(offered, workerName))) return offered;
    }
  }

  /** False for a task that has ended, or that another worker has taken. */
  async #take({ token }: OfferedTask, workerName: string | null): Promise<boolean> {
    const { store, loop } = this.#parts;
    const address = readTaskToken(token);
    const run = address && store.runs.find(address.executionArn);
    if (!run) return false;
    const { frame, turn } = address;
    return loop.tell(run.id, { type: 'taskStarted', workerName, frame, turn }, (live) => offersTask(live, token));
  }
}
