/** Who waits for the ends of runs. */
export class Endings {
  readonly #waiting = new Map<number, Set<() => void>>();

  /** Resolves when the run's end is told, or when the signal is aborted. */
  next(run: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(run) ?? new Set();
    this.#waiting.set(run, waiting.add(resolve));
    signal.addEventListener('abort', () => {
      waiting.delete(resolve);
      resolve();
    });
    return promise;
  }

  tell(run: number): void {
    for (const resolve of this.#waiting.get(run) ?? []) resolve();
    this.#waiting.delete(run);
  }
}
