import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CaseResult, withReplayed } from './case-result.ts';
import { idPattern } from './id-pattern.ts';
import { type LostCase, lostCases, parsePassing } from './passing-list.ts';
import { playCases } from './play-cases.ts';

export const PASSING_LIST = join(import.meta.dirname, 'passing.txt');

/** More failures than this are no accident: replaying them one by one would only take time. */
const MAX_REPLAYED = 20;

export type PassingCheck = { readonly results: readonly CaseResult[]; readonly lost: readonly LostCase[] };

/** Plays all cases; those of the list that fail are played once more, each alone, before they count. */
export async function checkPassing(folder: string): Promise<PassingCheck> {
  const passing = existsSync(PASSING_LIST) ? parsePassing(await readFile(PASSING_LIST, 'utf8')) : [];
  const results = await playCases(folder);
  const failed = lostCases(passing, results).filter(({ now }) => now === 'failed');
  if (failed.length === 0 || failed.length > MAX_REPLAYED) return { results, lost: lostCases(passing, results) };
  const filter = idPattern(failed.map(({ id }) => id));
  const settled = withReplayed(results, await playCases(folder, { filter, alone: true, verbose: true }));
  return { results: settled, lost: lostCases(passing, settled) };
}
