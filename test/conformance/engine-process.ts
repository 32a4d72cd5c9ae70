import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ConformanceError } from './errors.ts';
import { exitCodeOf } from './exit-code.ts';

const BATON = join(import.meta.dirname, '../../local/cli/baton.js');

export type EngineProcess = { readonly url: string; readonly stop: () => Promise<void> };

/** `baton engine` on a port of the system's choice, all data in memory; resolves when it says where it listens. */
export async function startEngineProcess(settings: Readonly<Record<string, string>>): Promise<EngineProcess> {
  const child = spawn(process.execPath, [BATON, 'engine', '--json', '--memory', '--port', '0'], {
    // The machine's own settings stay out of it.
    env: { PATH: process.env.PATH ?? '', AWS_REGION: 'us-east-1', BATON_REPLAY: '1', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = exitCodeOf(child);
  for await (const line of createInterface({ input: child.stdout })) {
    child.stdout.resume();
    const { url } = JSON.parse(line) as { url: string };
    return {
      url,
      stop: async () => {
        child.kill('SIGINT');
        await exited;
      },
    };
  }
  throw new ConformanceError(`baton engine ended with ${await exited} before it said where it listens`);
}
