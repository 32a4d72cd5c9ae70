import { refusal } from './errors.ts';
import { MAX_ACTIVITY_POLLERS } from './limits.ts';

/** A task that waits for a worker. */
export type OfferedTask = { readonly token: string; readonly input: string };

type Offer = OfferedTask & { readonly gone: () => void };
type Poller = (offer: Offer | null) => void;
type Line = { readonly offers: Set<Offer>; readonly pollers: Set<Poller> };

/**
 * Brings tasks of activities and workers together, each in the order in which they came. Nothing of it is kept: tasks
 * that no worker has taken are offered again after a restart.
 */
export class ActivityQueue {
  readonly #lines = new Map<string, Line>();

  /** Resolves when a worker has come for the task, or when the signal is aborted. */
  offer(activityArn: string, task: OfferedTask, signal: AbortSignal): Promise<void> {
    const { promise, resolve: gone } = Promise.withResolvers<void>();
    const { offers, pollers } = this.#line(activityArn);
    const offer = { ...task, gone };
    const [poller] = pollers;
    if (poller === undefined) {
      offers.add(offer);
      signal.addEventListener('abort', () => {
        offers.delete(offer);
        gone();
      });
    } else {
      pollers.delete(poller);
      poller(offer);
      gone();
    }
    return promise;
  }

  /** The next task; null when none has come in time, or when the signal is aborted. */
  async next(activityArn: string, signal: AbortSignal, waitMs: number): Promise<OfferedTask | null> {
    const { offers, pollers } = this.#line(activityArn);
    const [offer] = offers;
    if (offer !== undefined) {
      offers.delete(offer);
      offer.gone();
      return offer;
    }
    if (pollers.size >= MAX_ACTIVITY_POLLERS) throw refusal.tooManyWorkers(MAX_ACTIVITY_POLLERS);
    return new Promise((resolve) => {
      const end: Poller = (found) => {
        clearTimeout(timer);
        pollers.delete(end);
        resolve(found);
      };
      const timer = setTimeout(end, waitMs, null);
      signal.addEventListener('abort', () => end(null), { once: true });
      pollers.add(end);
    });
  }

  /** Sends all workers away. */
  close(): void {
    for (const { pollers } of this.#lines.values()) for (const end of pollers) end(null);
  }

  #line(activityArn: string): Line {
    const line = this.#lines.get(activityArn) ?? { offers: new Set<Offer>(), pollers: new Set<Poller>() };
    this.#lines.set(activityArn, line);
    return line;
  }
}
