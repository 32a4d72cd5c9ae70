import type { Command } from './protocol.ts';
import type { Run } from './run.ts';

/** What a runtime that took up this run must set up again: tasks in flight, timers, and whether to go on. */
export function pendingCommands(_run: Run): readonly Command[] {
  return [];
}
