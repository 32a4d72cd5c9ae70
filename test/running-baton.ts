import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const BATON = 'local/cli/baton.js';

export type RunningBaton = {
  /** Runs a command of the `baton` command line against it, and gives what it prints. Rejects when it does not exit 0. */
  readonly run: (...command: readonly string[]) => Promise<string>;
  /** What `baton env` prints for it: all that a client needs to know. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
};

/** `baton dev` on a port of the system's choice and a data directory of its own; resolves when it says where it listens. */
export const startBaton = (...options: readonly string[]): Promise<RunningBaton> => startBatonIn(ROOT, {}, ...options);

/** The same of a copy of this repository, and with variables of one's own. */
export async function startBatonIn(
  root: string,
  environment: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<RunningBaton> {
  const program = join(root, BATON);
  const data = await mkdtemp(join(tmpdir(), 'baton-test-'));
  const child = spawn(process.execPath, [program, 'dev', '--port', '0', '--data', data, ...options], {
    cwd: root,
    env: { ...process.env, KAFKA_BROKERS: '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await exited;
    await rm(data, { recursive: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port === undefined) continue;
    child.stdout.resume();
    const run: RunningBaton['run'] = (...command) => runBaton(...command, '--port', port);
    return { run, environment: environmentIn(await run('env')), stop };
  }
  await stop();
  throw new Error('baton dev ended before it said where it listens');
}

/** A command that needs no running Baton. Gives what it prints; rejects when it does not exit 0. */
export const runBaton = async (...command: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [join(ROOT, BATON), ...command])).stdout;

function environmentIn(exports: string): Readonly<Record<string, string>> {
  const assignments = exports.matchAll(/^export (\w+)='?([^'\n]*)'?$/gm);
  return Object.fromEntries([...assignments].map(([, name = '', value = '']) => [name, value]));
}
