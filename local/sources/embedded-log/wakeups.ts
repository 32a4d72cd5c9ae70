/** Who waits for records, by partition row. */
export class Wakeups {
  readonly #waiting = new Map<number, Set<() => void>>();

  /** Resolves at the row's next `wake` or when the signal is aborted. */
  wait(row: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(row) ?? new Set();
      this.#waiting.set(row, waiting);
      const wake = (): void => {
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  wake(row: number): void {
    for (const wake of this.#waiting.get(row) ?? []) wake();
  }

  wakeAll(): void {
    for (const row of this.#waiting.keys()) this.wake(row);
  }
}
