/** How a case ended. Skipped: it cannot be played, `reason` says why. */
export type Outcome = 'passed' | 'failed' | 'skipped';

/** What the cases' runner says of one case, in the words of its JSON file. */
export type CaseResult = {
  readonly id: string;
  readonly group: string;
  readonly kind: string;
  /** Held against everything that AWS answered. */
  readonly aws: Outcome;
  readonly reason?: string;
  /** The first places where the answers differ, for a case that failed. */
  readonly differences?: readonly { readonly path: string }[];
};

export type Counts = Readonly<Record<Outcome, number>>;

/** A failure outweighs a pass, and that a case was played outweighs that it was not. */
const WEIGHTS = { skipped: 0, passed: 1, failed: 2 } as const satisfies Record<Outcome, number>;

/** One result a case, where some cases were played in two ways: a case passes when it passes in each that plays it. */
export function mergePasses(first: readonly CaseResult[], second: readonly CaseResult[]): readonly CaseResult[] {
  const byId = new Map(second.map((result) => [result.id, result]));
  return first.map((result) => {
    const other = byId.get(result.id);
    return other !== undefined && WEIGHTS[other.aws] > WEIGHTS[result.aws] ? other : result;
  });
}

/** The results, with those of a replay in place of what they repeat. */
export function withReplayed(results: readonly CaseResult[], replayed: readonly CaseResult[]): readonly CaseResult[] {
  const byId = new Map(replayed.map((result) => [result.id, result]));
  return results.map((result) => byId.get(result.id) ?? result);
}

export function countOutcomes(results: readonly CaseResult[]): Counts {
  const count = (outcome: Outcome) => results.filter(({ aws }) => aws === outcome).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}
