import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(import.meta.resolve('./mapping-process.ts'));

/** A mapping in a process of its own, for a test to kill. */
export type MappingProcess = {
  /** The offsets that the next invocation is given: "0,1". */
  nextInvocation(): Promise<string>;
  /** Lets the invocation that runs succeed. */
  pass(): void;
  /** As `kill -9` does. */
  kill(): Promise<void>;
};

export function startMappingProcess(directory: string, size: number, topic: string, brokers?: string): MappingProcess {
  const args = [directory, String(size), topic, ...(brokers === undefined ? [] : [brokers])];
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [PROGRAM, ...args]);
  child.stderr.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout });
  return {
    async nextInvocation() {
      const [offsets] = (await once(lines, 'line')) as [string];
      return offsets;
    },
    pass: () => void child.stdin.write('pass\n'),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
