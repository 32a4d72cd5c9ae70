// Plays cases recorded from AWS against the engine: `npm run conformance -- --cases DIR [--check | --update]`.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findCases, fingerprintOf } from './case-files.ts';
import { type CaseResult, countOutcomes } from './case-result.ts';
import { checkPassing, PASSING_LIST } from './check-passing.ts';
import { ConformanceError, UsageError } from './errors.ts';
import { type Options, parseOptions, USAGE } from './options.ts';
import { renderPassing } from './passing-list.ts';
import { playCases } from './play-cases.ts';
import { NOT_PLAYED, REASONS } from './reasons.ts';
import { renderReport, unusedReasons } from './report.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = join(ROOT, 'docs/conformance.md');
const WRONG_USE = 2;

/** What is done with the cases of a folder; answers the exit code. */
const TASKS = { play, check, update } as const satisfies Record<
  Exclude<Options['task'], 'help'>,
  (folder: string, options: Options) => Promise<number>
>;

async function main(options: Options): Promise<number> {
  if (options.task === 'help') {
    console.log(USAGE);
    return 0;
  }
  const folder = findCases(options.cases);
  if (folder !== null) return TASKS[options.task](folder, options);
  const where = options.cases === undefined ? 'no folder of cases is named' : `there are no cases in ${options.cases}`;
  if (options.task !== 'check') throw new UsageError(`${where}: name it with --cases`);
  console.log(`Not checked: ${where}.`);
  return 0;
}

async function play(folder: string, { filter, verbose, json }: Options): Promise<number> {
  const results = await playCases(folder, { filter, verbose });
  print(results, json);
  return countOutcomes(results).failed === 0 ? 0 : 1;
}

async function check(folder: string, { json }: Options): Promise<number> {
  const { results, lost } = await checkPassing(folder);
  print(results, json);
  for (const { id, now } of lost) console.error(`passed before, ${now} now: ${id}`);
  return lost.length === 0 ? 0 : 1;
}

async function update(folder: string, { json }: Options): Promise<number> {
  const { results } = await checkPassing(folder);
  print(results, json);
  for (const { cases } of unusedReasons(REASONS, results)) {
    console.error(`test/conformance/reasons.ts: no case fails that ${cases} matches, delete the row`);
  }
  await writeFile(PASSING_LIST, renderPassing(results));
  const versions = await versionsWith(folder);
  await writeFile(PAGE, renderReport({ results, reasons: REASONS, notPlayed: NOT_PLAYED, versions }));
  return 0;
}

async function versionsWith(folder: string): Promise<readonly string[]> {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return [
    `Baton ${version}`,
    `Node ${process.version}`,
    `cases ${await fingerprintOf(folder)} (SHA-256 of their files)`,
  ];
}

function print(results: readonly CaseResult[], json: boolean): void {
  const { passed, failed, skipped } = countOutcomes(results);
  console.log(json ? JSON.stringify(results, null, 2) : `${passed} passed, ${failed} failed, ${skipped} skipped`);
}

try {
  process.exitCode = await main(parseOptions(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof ConformanceError)) throw error;
  const isMisuse = error instanceof UsageError;
  console.error(isMisuse ? `error: ${error.message}\n\n${USAGE}` : `error: ${error.message}`);
  process.exitCode = isMisuse ? WRONG_USE : 1;
}
