import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Ends the process with this one: a run that dies leaves nothing behind. Answers its exit code, null after a signal. */
export async function exitCodeOf(child: ChildProcess): Promise<number | null> {
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.removeListener('exit', kill);
  return code;
}
