import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { DevEvent } from '../../local/dev/index.ts';

export const PROJECT = join(import.meta.dirname, '../..');
const BATON = join(PROJECT, 'local/cli/baton.js');

/** How a process ended: by itself with a code, or by a signal. */
export type DevExit = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly errors: string };
export const CLEAN_EXIT: DevExit = { code: 0, signal: null, errors: '' };

/** `baton dev --json` on a data directory, as a process that can be killed. */
export type DevProcess = {
  /** What it has said until now. */
  readonly events: readonly DevEvent[];
  readonly exited: Promise<DevExit>;
  /** Ctrl+C. */
  readonly interrupt: () => void;
  /** As `kill -9` does, of it and of whatever it started. */
  readonly kill: () => void;
};

export function startDevProcess(data: string, ...options: readonly string[]): DevProcess {
  const args = [BATON, 'dev', '--json', '--port', '0', '--data', data, ...options];
  const child = spawn(process.execPath, args, {
    // A process group of its own, so that all of it is killed at once.
    detached: true,
    env: { ...process.env, KAFKA_BROKERS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const events: DevEvent[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const event = parseEvent(line);
    if (event !== null) events.push(event);
  });
  const kill = (): void => killGroup(child);
  // A test run that dies leaves nothing behind.
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  const exited = Promise.all([once(child, 'exit'), text(child.stderr), once(lines, 'close')]).then(
    ([[code, signal], errors]): DevExit => ({ code, signal, errors }),
  );
  return { events, exited, kill, interrupt: () => void child.kill('SIGINT') };
}

/** A kill may come in the middle of a line. */
function parseEvent(line: string): DevEvent | null {
  try {
    return JSON.parse(line) as DevEvent;
  } catch {
    return null;
  }
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
}
