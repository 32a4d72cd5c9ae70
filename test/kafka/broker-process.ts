import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaHarnessError } from './errors.ts';
import { CLASS_PATH } from './kafka-jars.ts';

/** Small and quick to start; the client compiler alone is enough for a test. */
const JVM = ['-Xms256m', '-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const START_TIMEOUT_MS = 60_000;
const PROBE_PAUSE_MS = 25;

/** Runs a class of the broker's jars, with what it prints in a file of the folder. */
export function spawnJava(folder: string, jvm: readonly string[], main: string, args: readonly string[]): ChildProcess {
  const output = openSync(join(folder, 'output.log'), 'a');
  const child = spawn('java', [...JVM, ...jvm, '-cp', CLASS_PATH, main, ...args], {
    cwd: folder,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  // A test run that dies leaves no broker behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  return child;
}

export async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

/** Waits until the broker takes connections. */
export async function listening(child: ChildProcess, port: number, folder: string): Promise<void> {
  const until = Date.now() + START_TIMEOUT_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || Date.now() > until) {
      throw new KafkaHarnessError(`the broker did not start:\n${readFileSync(join(folder, 'output.log'), 'utf8')}`);
    }
    await sleep(PROBE_PAUSE_MS);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
