import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PeerError } from './errors.ts';

const run = promisify(execFile);

const CACHE = join(import.meta.dirname, '../../.cache');

/** A Python environment with what a requirements.txt names, made once. Answers its python. */
export async function pythonEnvironment(requirements: string): Promise<string> {
  const folder = await installOnce('python', requirements, async (folder) => {
    await run('python3', ['-m', 'venv', folder]);
    await run(join(folder, 'bin/pip'), ['install', '--quiet', '--requirement', requirements]);
  });
  return join(folder, 'bin/python');
}

/** The jars that a pom.xml names, fetched once. Answers their class path. */
export async function mavenJars(pom: string): Promise<string> {
  const folder = await installOnce('jars', pom, async (folder) => {
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
    await run('mvn', ['-q', '-B', '-ntp', '-f', pom, ...goal]);
  });
  return join(folder, '*');
}

const NEEDED = {
  python: 'Python 3.11 or newer with venv and pip, and a way to PyPI',
  jars: 'a JDK, version 17 or newer, Maven, and a way to Maven Central',
} as const;

/** A folder under .cache/ for what `list` says now: another list has another one. */
export async function installOnce(
  kind: keyof typeof NEEDED,
  list: string,
  install: (folder: string) => Promise<void>,
): Promise<string> {
  const digest = createHash('sha256').update(readFileSync(list)).digest('hex').slice(0, 12);
  const folder = join(CACHE, `${kind}-${digest}`);
  if (existsSync(folder)) return folder;
  // Under another name first: an installation that was broken off must not pass for a whole one.
  rmSync(`${folder}.new`, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  try {
    await install(`${folder}.new`);
  } catch (cause) {
    throw new PeerError(`What ${list} names could not be installed; it takes ${NEEDED[kind]}.`, { cause });
  }
  renameSync(`${folder}.new`, folder);
  return folder;
}
