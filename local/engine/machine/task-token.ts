import type { Waiting } from './protocol.ts';
import type { Run } from './run.ts';

const SECRET_DIGITS = 32;

/** Whom a task token stands for. Opaque to those who hold it: base64, as AWS's are. */
export type TokenAddress = Waiting & { readonly executionArn: string };

export function writeTaskToken({ executionArn, frame, turn }: TokenAddress, random: () => number): string {
  const secret = Array.from({ length: SECRET_DIGITS }, () => Math.floor(random() * 16).toString(16)).join('');
  return btoa(JSON.stringify([encodeURIComponent(executionArn), frame, turn, secret]));
}

/** Whom the token stands for, or null; whether it is genuine, `holdsTaskToken` says. */
export function readTaskToken(token: string): TokenAddress | null {
  try {
    const parts: unknown = JSON.parse(atob(token));
    const [arn, frame, turn] = Array.isArray(parts) ? (parts as unknown[]) : [];
    if (typeof arn !== 'string' || typeof frame !== 'number' || typeof turn !== 'number') {
      return null;
    }
    return { executionArn: decodeURIComponent(arn), frame, turn };
  } catch {
    // No base64 or no JSON: a token that was never ours.
    return null;
  }
}

/** Whether the run waits for this very token, and no worker has taken the task yet. */
export function offersTask(run: Run, token: string): boolean {
  const frame = run.frames[readTaskToken(token)?.frame ?? -1];
  return frame?.wait?.type === 'task' && frame.wait.taskToken === token && !frame.wait.taken;
}

/** Whether the run waits for this very token. */
export function holdsTaskToken(run: Run, token: string): boolean {
  const frame = run.frames[readTaskToken(token)?.frame ?? -1];
  return frame?.wait?.type === 'task' && frame.wait.taskToken === token;
}
