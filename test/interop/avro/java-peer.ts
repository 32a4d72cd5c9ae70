import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);

const POM = join(import.meta.dirname, 'pom.xml');
const PROGRAM = join(import.meta.dirname, 'AvroPeer.java');
const version = createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 12);
const FOLDER = join(import.meta.dirname, '../../../.cache', `avro-java-${version}`);

/** Asks Apache's Avro for Java, whose jars are fetched once to under .cache/. An answer for each question. */
export async function askJava(questions: readonly unknown[]): Promise<readonly unknown[]> {
  await fetchJars();
  const java = spawn('java', ['-XX:TieredStopAtLevel=1', '-cp', join(FOLDER, '*'), PROGRAM]);
  java.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  const [[code], output, errors] = await Promise.all([once(java, 'exit'), text(java.stdout), text(java.stderr)]);
  if (code !== 0) throw new Error(`Avro for Java failed:\n${errors}`);
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function fetchJars(): Promise<void> {
  if (existsSync(FOLDER)) return;
  // Into a folder of another name first: a copy that was broken off must not pass for a whole one.
  rmSync(`${FOLDER}.new`, { recursive: true, force: true });
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${FOLDER}.new`];
  await run('mvn', ['-q', '-B', '-ntp', '-f', POM, ...goal]);
  renameSync(`${FOLDER}.new`, FOLDER);
}
