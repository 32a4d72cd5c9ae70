/**
 * What a mapping does with a batch, as a function of what the function answered. Owns retries, bisecting, partial
 * answers and backoff; does not own time, the log, nor what is in a record.
 *
 * I1. A batch's bounds stay while it is tried again: only the pieces in which it is still to be done change.
 * I2. Pieces lie in offset order and are done one after the other, so order within the partition is kept.
 * I3. An offset leaves the plan when the function has accepted it, or is named as given up.
 */

/** Records that go into one invocation, and how often they have failed together. */
export type Piece = { readonly offsets: readonly number[]; readonly failures: number };

export type BatchPlan = { readonly first: number; readonly last: number; readonly pieces: readonly Piece[] };

/** Error handling of an event source mapping, https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html */
export type MappingProfile = {
  /** MaximumRetryAttempts; null: until it passes. */
  readonly retries: number | null;
  /** BisectBatchOnFunctionError. */
  readonly bisect: boolean;
  /** FunctionResponseTypes: ReportBatchItemFailures. */
  readonly partialAnswers: boolean;
};

/** What a mapping has that names no other: the whole batch again until it passes, whatever the function answers. */
export const ON_DEMAND: MappingProfile = { retries: null, bisect: false, partialAnswers: false };
/** With provisioned pollers partial answers are understood; retries and bisecting keep Lambda's defaults. */
export const PROVISIONED: MappingProfile = { retries: null, bisect: false, partialAnswers: true };

export type Outcome =
  | { readonly type: 'succeeded' }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'handedBack'; readonly offsets: readonly number[] };

export type Step = {
  readonly plan: BatchPlan;
  /** Records that are not tried again. */
  readonly givenUp: readonly number[];
};

export function planBatch(offsets: readonly number[]): BatchPlan {
  return { first: offsets[0] ?? 0, last: offsets.at(-1) ?? 0, pieces: [{ offsets, failures: 0 }] };
}

/** Whether a batch that starts at `offset` is one that was begun before. */
export function covers(plan: BatchPlan, offset: number): boolean {
  return plan.first <= offset && offset <= plan.last && plan.pieces.length > 0;
}

/**
 * The begun plan for the records that were found again, from its start on. It ends with the last of them: whether what
 * lay behind is gone or only late, it must not count as done.
 */
export function resumePlan(plan: BatchPlan, present: readonly number[]): BatchPlan {
  const there = new Set(present);
  const pieces = plan.pieces.map((piece) => ({
    ...piece,
    offsets: piece.offsets.filter((offset) => there.has(offset)),
  }));
  return {
    first: plan.first,
    last: present.at(-1) ?? plan.first,
    pieces: pieces.filter(({ offsets }) => offsets.length > 0),
  };
}

/** What is left to do once the plan's first piece has ended so. */
export function decideNext(plan: BatchPlan, outcome: Outcome, profile: MappingProfile): Step {
  const [piece, ...rest] = plan.pieces;
  if (piece === undefined || outcome.type === 'succeeded') return { plan: { ...plan, pieces: rest }, givenUp: [] };
  const offsets = outcome.type === 'handedBack' ? outcome.offsets : piece.offsets;
  if (outcome.type === 'failed' && profile.bisect && offsets.length > 1) {
    return { plan: { ...plan, pieces: [...halve(piece), ...rest] }, givenUp: [] };
  }
  if (profile.retries !== null && piece.failures >= profile.retries) {
    return { plan: { ...plan, pieces: rest }, givenUp: offsets };
  }
  return { plan: { ...plan, pieces: [{ offsets, failures: piece.failures + 1 }, ...rest] }, givenUp: [] };
}

/** Splitting costs no attempt, as for the other stream sources of Lambda. */
function halve({ offsets, failures }: Piece): readonly Piece[] {
  const middle = Math.ceil(offsets.length / 2);
  return [
    { offsets: offsets.slice(0, middle), failures },
    { offsets: offsets.slice(middle), failures },
  ];
}

/** The first pause, doubled at every further failure up to the cap. */
export const FIRST_BACKOFF_MS = 200;
export const MAX_BACKOFF_MS = 30_000;

/** Half of the pause is fixed, the other half `random` in [0, 1): partitions that failed together do not return together. */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.max(0, failures - 1));
  return Math.round((full * (1 + random)) / 2);
}
