import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KafkaHarnessError } from './errors.ts';

const run = promisify(execFile);

const ROOT = join(import.meta.dirname, '..', '..');
const POM = join(import.meta.dirname, 'pom.xml');
const CACHE = join(ROOT, '.cache', 'kafka');
const LIB = join(CACHE, 'lib');
export const CLASS_PATH = join(LIB, '*');

/** Copies the broker's and the client's jars beside the project, unless this version is there. */
export async function fetchJars(): Promise<void> {
  const version = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>(.+)<\/version>/.exec(
    readFileSync(POM, 'utf8'),
  )?.[1];
  if (existsSync(join(LIB, `kafka_2.13-${version}.jar`))) return;
  // Into a folder of another name first: a copy that was broken off must not pass for a whole one.
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${LIB}.new`];
  try {
    await run('mvn', ['-q', '-B', '-ntp', '-f', POM, ...goal]);
  } catch (cause) {
    throw new KafkaHarnessError(
      'Maven could not fetch the Kafka broker: install Maven and look at its message below, or set KAFKA_BROKERS',
      { cause },
    );
  }
  rmSync(LIB, { recursive: true, force: true });
  renameSync(`${LIB}.new`, LIB);
}

/** What `java -version` says. Throws `KafkaHarnessError` where there is no Java. */
export async function javaVersion(): Promise<string> {
  try {
    return (await run('java', ['-version'])).stderr;
  } catch (cause) {
    throw new KafkaHarnessError('Java is not on the path: install a JDK, version 17 or newer, or set KAFKA_BROKERS', {
      cause,
    });
  }
}

/** Names what a class archive belongs to: another Java or another set of jars would pass it over in silence. */
export function classArchive(java: string): string {
  const hash = createHash('sha256').update(java).update(LIB).update(readdirSync(LIB).sort().join('\n'));
  return join(CACHE, `kafka-${hash.digest('hex').slice(0, 12)}.jsa`);
}
