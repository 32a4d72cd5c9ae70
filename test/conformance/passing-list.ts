import type { CaseResult, Outcome } from './case-result.ts';

/** A case of the list that does not pass any more. Absent: it is not among the cases that were played from. */
export type LostCase = { readonly id: string; readonly now: Exclude<Outcome, 'passed'> | 'absent' };

/** passing.txt: an id a line, in their order as text, so that a change shows as the lines it changes. */
export function renderPassing(results: readonly CaseResult[]): string {
  return results
    .filter(({ aws }) => aws === 'passed')
    .map(({ id }) => `${id}\n`)
    .toSorted()
    .join('');
}

export function parsePassing(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** What passed when the list was written and does not pass now. Not being played is a loss too: nothing shows it. */
export function lostCases(passing: readonly string[], results: readonly CaseResult[]): readonly LostCase[] {
  const outcomes = new Map(results.map(({ id, aws }) => [id, aws]));
  return passing.flatMap((id) => {
    const now = outcomes.get(id) ?? 'absent';
    return now === 'passed' ? [] : [{ id, now }];
  });
}
