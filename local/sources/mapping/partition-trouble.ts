import type { Notices } from '../notices.ts';
import type { BatchPlan } from './decide.ts';

/** Says once that a partition is stuck, and once that it is no longer. */
export class PartitionTrouble {
  readonly #notices: Notices;
  readonly #at: { readonly topic: string; readonly partition: number };
  #reason: string | null = null;
  #failures = 0;

  constructor(notices: Notices, topic: string, partition: number) {
    this.#notices = notices;
    this.#at = { topic, partition };
  }

  /** Why the partition does not move, null when it does. */
  get reason(): string | null {
    return this.#reason;
  }

  failed(reason: string, plan: BatchPlan | null): void {
    const isNew = this.#reason === null;
    this.#reason = reason;
    this.#failures += 1;
    if (!isNew) return;
    this.#notices.say({
      type: 'partitionBlocked',
      ...this.#at,
      first: plan?.first ?? null,
      last: plan?.last ?? null,
      reason,
    });
  }

  passed(): void {
    if (this.#reason === null) return;
    this.#notices.say({ type: 'partitionFreed', ...this.#at, failures: this.#failures });
    this.#reason = null;
    this.#failures = 0;
  }

  givenUp(offsets: readonly number[]): void {
    this.#notices.say({ type: 'recordsGivenUp', ...this.#at, offsets, reason: this.#reason ?? '' });
  }
}
