import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type ChildServer = {
  readonly port: number;
  readonly startMs: number;
  stop(): Promise<void>;
};

/** Starts a program that prints its port when it answers; the time runs from the spawn. */
export async function startServer(program: string, args: readonly string[]): Promise<ChildServer> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = Number(await firstLine(child));
  return { port, startMs: performance.now() - started, stop: () => stop(child) };
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the child has no output');
  const [line] = (await once(createInterface(stdout), 'line')) as [string];
  return line;
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
