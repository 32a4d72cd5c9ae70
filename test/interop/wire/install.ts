import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const CACHE = join(import.meta.dirname, '../../../.cache');
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const POM = join(import.meta.dirname, 'pom.xml');

/** The newest one that runs on Java 17. */
const APICURIO = '3.0.9';

/** A Python environment with what requirements.txt names. */
export const pythonEnvironment = (): Promise<string> =>
  once(`wire-python-${digestOf(REQUIREMENTS)}`, async (folder) => {
    await run('python3', ['-m', 'venv', folder]);
    await run(join(folder, 'bin/pip'), ['install', '--quiet', '--requirement', REQUIREMENTS]);
  });

/** The jars of AWS's own serialisers for Glue. */
export const glueJars = (): Promise<string> =>
  once(`wire-glue-${digestOf(POM)}`, async (folder) => {
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
    await run('mvn', ['-q', '-B', '-ntp', '-f', POM, ...goal]);
  });

/** A registry that speaks Confluent's REST API. */
export const apicurio = (): Promise<string> =>
  once(`wire-apicurio-${APICURIO}`, async (folder) => {
    mkdirSync(folder);
    const artifact = `-Dartifact=io.apicurio:apicurio-registry-app:${APICURIO}:tar.gz:all`;
    await run('mvn', ['-q', '-B', '-ntp', '-f', POM, 'dependency:copy', artifact, `-DoutputDirectory=${folder}`]);
    await run('tar', ['xzf', join(folder, `apicurio-registry-app-${APICURIO}-all.tar.gz`), '-C', folder]);
    rmSync(join(folder, `apicurio-registry-app-${APICURIO}-all.tar.gz`));
  });

export const APICURIO_JAR = `apicurio-registry-app-${APICURIO}-runner.jar`;

/** The folder of that name under .cache/, which `install` fills the first time. */
async function once(name: string, install: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  // Under another name first: an installation that was broken off must not pass for a whole one.
  rmSync(`${folder}.new`, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  await install(`${folder}.new`);
  renameSync(`${folder}.new`, folder);
  return folder;
}

const digestOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
