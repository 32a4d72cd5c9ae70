import type { Patience } from './ports.ts';

/** Kept for writing dead letters and answering; within it nothing new is begun. */
export const RESERVED_MS = 2_000;

const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 5_000;

export const isOutOfTime = (patience: Patience): boolean => patience.remainingMs() <= RESERVED_MS;

/**
 * Calls again, after exponentially growing delays with full jitter, while what goes wrong is transient and there is
 * time; then rejects with what went wrong last.
 */
export async function withPatience<Result>(
  call: () => Promise<Result>,
  isTransient: (error: unknown) => boolean,
  patience: Patience,
): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const delayMs = patience.random() * Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
      if (!isTransient(error) || patience.remainingMs() - delayMs <= RESERVED_MS) throw error;
      await patience.sleep(delayMs);
    }
  }
}
