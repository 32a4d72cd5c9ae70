import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const VERSION = '1.46.3';
const FOLDER = join(import.meta.dirname, '../../.cache', `awscli-${VERSION}`);

/** Installs AWS's command line once, into a Python environment under .cache/, and answers a function that runs it. */
export async function awsCli(
  environment: Readonly<Record<string, string>>,
): Promise<(...args: readonly string[]) => Promise<unknown>> {
  const aws = join(FOLDER, 'bin/aws');
  if (!existsSync(aws)) {
    await run('python3', ['-m', 'venv', FOLDER]);
    await run(join(FOLDER, 'bin/pip'), ['install', '--quiet', `awscli==${VERSION}`]);
  }
  // The machine's own settings and keys stay out of it: what `baton env` prints must be enough.
  const env = { PATH: process.env.PATH ?? '', HOME: FOLDER, ...environment };
  return async (...args) => {
    const { stdout } = await run(aws, ['stepfunctions', ...args, '--output', 'json'], { env });
    return JSON.parse(stdout);
  };
}
