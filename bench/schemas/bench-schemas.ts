import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchRow } from '../row.ts';
import { writeSubjects } from './write-subjects.ts';

const SUBJECTS = 1_000;
const VERSIONS = 5;
const RUNS = 5;

const BATON = fileURLToPath(new URL('../../local/cli/baton.js', import.meta.url));

/** `baton schema check` of a project of many subjects, from its start to its end, and the memory that it took. */
export async function benchSchemas(): Promise<readonly BenchRow[]> {
  const root = await mkdtemp(join(tmpdir(), 'baton-schemas-'));
  try {
    await writeSubjects(root, SUBJECTS, VERSIONS);
    const runs: Run[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await check(root));
    const what = `baton schema check, ${SUBJECTS} subjects × ${VERSIONS} versions`;
    const bare = { baseline: null, baselineIs: '' };
    return [
      { what, figure: median(runs.map(({ seconds }) => seconds)), unit: 's', ...bare, aim: '< 3' },
      { what: '… CPU time', figure: median(runs.map(({ cpuSeconds }) => cpuSeconds)), unit: 's', ...bare, aim: '' },
      { what: '… memory', figure: median(runs.map(({ megabytes }) => megabytes)), unit: 'MB', ...bare, aim: '< 300' },
    ];
  } finally {
    await rm(root, { recursive: true });
  }
}

type Run = { readonly seconds: number; readonly cpuSeconds: number; readonly megabytes: number };

/** The program tells its own use of the machine as it ends. */
async function check(root: string): Promise<Run> {
  const script = `process.argv.splice(1, 0, ${JSON.stringify(BATON)});
    process.on('exit', () => process.stderr.write('\\n' + JSON.stringify(process.resourceUsage())));
    await import(${JSON.stringify(BATON)});`;
  const start = performance.now();
  const words = ['--input-type=module', '-e', script, 'schema', 'check', '--root', root];
  const { stderr } = await promisify(execFile)(process.execPath, words);
  const seconds = (performance.now() - start) / 1000;
  const used: NodeJS.ResourceUsage = JSON.parse(stderr.slice(stderr.lastIndexOf('\n')));
  return { seconds, cpuSeconds: (used.userCPUTime + used.systemCPUTime) / 1e6, megabytes: used.maxRSS / 1024 };
}

const median = (figures: readonly number[]): number =>
  figures.toSorted((one, other) => one - other)[figures.length >> 1] ?? 0;
