import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program that prints JSON lines with a `type`, the first when it listens: `{"type":"started","url":…}`. */
export type ChildProgram = {
  readonly url: string;
  readonly pid: number;
  /** As of `performance.now()`. */
  readonly spawnedAt: number;
  /** Reads on until so many lines of the type have come since the last call. Rejects when the program ends before. */
  readonly until: (type: string, count: number) => Promise<void>;
  /** At once: what it keeps is thrown away. */
  readonly stop: () => Promise<void>;
};

/** A program that is at work for longer than any measurement takes hangs, and is ended. */
const MAX_LIFE_MS = 300_000;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BATON = join(ROOT, 'local/cli/baton.js');

export async function startProgram(file: string, args: readonly string[]): Promise<ChildProgram> {
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, [file, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = () => child.kill('SIGKILL');
  const overdue = setTimeout(kill, MAX_LIFE_MS);
  process.once('exit', kill);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { done, value } = await lines.next();
    if (done) throw new Error(`${file} ended before it had done what is measured`);
    const event = JSON.parse(value);
    if (event.type === 'problem') console.error(event.message);
    return event;
  };
  const { url } = await nextLine();
  return {
    ...{ url, pid: child.pid ?? 0, spawnedAt },
    async until(type, count) {
      for (let seen = 0; seen < count; ) if ((await nextLine()).type === type) seen++;
    },
    async stop() {
      const ended = once(child, 'exit');
      kill();
      await ended;
      clearTimeout(overdue);
      process.off('exit', kill);
    },
  };
}

/** `baton WORDS` on any free port and a data directory that goes when it is stopped. */
export async function startBaton(words: readonly string[]): Promise<ChildProgram> {
  const data = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  const program = await startProgram(BATON, [...words, '--json', '--port', '0', '--data', data]);
  return {
    ...program,
    async stop() {
      await program.stop();
      await rm(data, { recursive: true });
    },
  };
}
