import { MAX_EXPRESS_SECONDS } from './limits.ts';
import type { WorkflowType } from './program.ts';

/** After how many seconds an execution times out, given its TimeoutSeconds; null where it does not. */
export function timeLimit(workflowType: WorkflowType, timeoutSeconds: number | null): number | null {
  return workflowType === 'EXPRESS'
    ? Math.min(timeoutSeconds ?? MAX_EXPRESS_SECONDS, MAX_EXPRESS_SECONDS)
    : timeoutSeconds;
}
