import { MAX_HISTORY_EVENTS } from '../machine/limits.ts';
import type { RunRow } from '../store/index.ts';

const DAY_MS = 24 * 3_600_000;

/** Of AWS: how long after its end an execution may be redriven, and how long after its start. */
const REDRIVABLE_MS = 14 * DAY_MS;
const OPEN_MS = 365 * DAY_MS;

/**
 * AWS's reason why an execution cannot be redriven; null where it can be.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
export function redriveObstacle(
  { status, startedAt, stoppedAt }: RunRow,
  { now, events }: { readonly now: number; readonly events: number },
): string | null {
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  if (events >= MAX_HISTORY_EVENTS - 1) return 'Execution history event limit exceeded';
  if (now - startedAt > OPEN_MS) return 'Execution has exceeded the max execution time';
  return now - (stoppedAt ?? startedAt) > REDRIVABLE_MS ? 'Execution redrivable period exceeded' : null;
}
