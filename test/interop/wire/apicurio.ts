import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installOnce } from '../install.ts';

const run = promisify(execFile);

/** Names the newest archive that runs on Java 17. */
const LIST = join(import.meta.dirname, 'apicurio.txt');

/** The folder of Apicurio, fetched once, and the jar to run in it. */
export async function apicurio(): Promise<{ readonly folder: string; readonly jar: string }> {
  const folder = await installOnce('jars', LIST, async (folder) => {
    // Not a dependency of a pom: the parent that it names is not to be had.
    const artifact = `-Dartifact=${readFileSync(LIST, 'utf8').trim()}`;
    await run('mvn', ['-q', '-B', '-ntp', 'dependency:copy', artifact, `-DoutputDirectory=${folder}`]);
    for (const archive of await readdir(folder)) {
      await run('tar', ['xzf', archive], { cwd: folder });
      await rm(join(folder, archive));
    }
  });
  const jar = (await readdir(folder)).find((file) => file.endsWith('-runner.jar')) ?? '';
  return { folder, jar };
}
