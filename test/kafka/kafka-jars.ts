import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KafkaHarnessError } from './errors.ts';

const run = promisify(execFile);

const ROOT = join(import.meta.dirname, '..', '..');
const POM = join(import.meta.dirname, 'pom.xml');
export const CACHE = join(ROOT, '.cache', 'kafka');
const LIB = join(CACHE, 'lib');
export const CLASS_PATH = join(LIB, '*');

/** Copies the broker's and the client's jars beside the project, unless this version is there. */
export async function fetchJars(): Promise<void> {
  const version = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>(.+)<\/version>/.exec(
    readFileSync(POM, 'utf8'),
  )?.[1];
  if (existsSync(join(LIB, `kafka_2.13-${version}.jar`))) return;
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${LIB}`];
  try {
    await run('mvn', ['-q', '-B', '-ntp', '-f', POM, ...goal]);
  } catch (cause) {
    throw new KafkaHarnessError(
      'Maven could not fetch the Kafka broker: install Maven and Java 17 or newer, look at its message below, or set KAFKA_BROKERS',
      { cause },
    );
  }
}

/** Names what a class archive belongs to: another Java or another set of jars would pass it over in silence. */
export async function classArchive(): Promise<string> {
  const { stderr } = await run('java', ['-version']);
  const hash = createHash('sha256').update(stderr).update(LIB).update(readdirSync(LIB).sort().join('\n'));
  return join(CACHE, `kafka-${hash.digest('hex').slice(0, 12)}.jsa`);
}
