import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const version = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
const FOLDER = join(import.meta.dirname, '../../../.cache', `fastavro-${version}`);

/** Asks fastavro, which is installed once into a Python environment under .cache/. An answer for each question. */
export async function askFastavro(questions: readonly unknown[]): Promise<readonly unknown[]> {
  await install();
  const python = spawn(join(FOLDER, 'bin/python'), [join(import.meta.dirname, 'fastavro_peer.py')], {
    env: { PATH: process.env.PATH, TZ: 'UTC' },
  });
  python.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  const [[code], output, errors] = await Promise.all([once(python, 'exit'), text(python.stdout), text(python.stderr)]);
  if (code !== 0) throw new Error(`fastavro failed:\n${errors}`);
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function install(): Promise<void> {
  if (existsSync(FOLDER)) return;
  // Under another name first: an installation that was broken off must not pass for a whole one.
  rmSync(`${FOLDER}.new`, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', `${FOLDER}.new`]);
  await run(join(`${FOLDER}.new`, 'bin/pip'), ['install', '--quiet', '--requirement', REQUIREMENTS]);
  renameSync(`${FOLDER}.new`, FOLDER);
}
