import type { Clock } from './ports.ts';

type Sleeper = { readonly at: number; readonly ms: number; readonly wake: () => void };

/** Time that passes when a test says so. */
export class VirtualClock implements Clock {
  #now = 0;
  #sleepers: Sleeper[] = [];
  #watchers: (() => void)[] = [];

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper: Sleeper = {
        at: this.#now + ms,
        ms,
        wake: () => {
          this.#sleepers = this.#sleepers.filter((each) => each !== sleeper);
          resolve();
        },
      };
      signal?.addEventListener('abort', sleeper.wake, { once: true });
      this.#sleepers.push(sleeper);
      for (const watcher of this.#watchers.splice(0)) watcher();
    });
  }

  /** Waits until somebody sleeps, lets that time pass, and says how long it was. */
  async passSleep(): Promise<number> {
    await this.untilSlept();
    const [next] = this.#sleepers.toSorted((a, b) => a.at - b.at);
    if (next === undefined) return this.passSleep();
    this.#now = next.at;
    next.wake();
    return next.ms;
  }

  async untilSlept(): Promise<void> {
    if (this.#sleepers.length > 0) return;
    await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }
}
