import { expect, test } from 'vitest';
import type { BatchPlan, MappingProfile, Outcome } from './decide.ts';
import {
  backoffMs,
  covers,
  decideNext,
  FIRST_BACKOFF_MS,
  MAX_BACKOFF_MS,
  ON_DEMAND,
  planBatch,
  resumePlan,
} from './decide.ts';

const failed: Outcome = { type: 'failed', reason: 'boom' };
const handedBack = (...offsets: readonly number[]): Outcome => ({ type: 'handedBack', offsets });
const pieces = (plan: BatchPlan): string[] => plan.pieces.map((piece) => `${piece.offsets.join()} ×${piece.failures}`);
const after = (
  profile: Partial<MappingProfile>,
  ...outcomes: readonly Outcome[]
): { left: string[]; givenUp: number[] } => {
  let plan = planBatch([5, 6, 8, 9]);
  const givenUp: number[] = [];
  for (const outcome of outcomes) {
    const step = decideNext(plan, outcome, { ...ON_DEMAND, ...profile });
    plan = step.plan;
    givenUp.push(...step.givenUp);
  }
  expect([plan.first, plan.last]).toEqual([5, 9]);
  return { left: pieces(plan), givenUp };
};

test('decide - a batch that passes is done', () => {
  expect(after({}, { type: 'succeeded' })).toEqual({ left: [], givenUp: [] });
});

test('decide - a failed batch comes again whole, for ever', () => {
  expect(after({}, ...Array.from({ length: 500 }, () => failed))).toEqual({ left: ['5,6,8,9 ×500'], givenUp: [] });
});

test('decide - records handed back come again alone', () => {
  expect(after({}, handedBack(6, 9), handedBack(9))).toEqual({ left: ['9 ×2'], givenUp: [] });
});

test('decide - bisecting splits until one record is left, and costs no attempt', () => {
  expect(after({ bisect: true }, failed)).toEqual({ left: ['5,6 ×0', '8,9 ×0'], givenUp: [] });
  expect(after({ bisect: true }, failed, failed, failed)).toEqual({ left: ['5 ×1', '6 ×0', '8,9 ×0'], givenUp: [] });
});

test('decide - records that failed as often as allowed are given up, and the rest goes on', () => {
  expect(after({ retries: 1 }, failed, failed)).toEqual({ left: [], givenUp: [5, 6, 8, 9] });
  expect(after({ retries: 0 }, handedBack(8))).toEqual({ left: [], givenUp: [8] });
  expect(after({ retries: 0, bisect: true }, failed, failed, failed)).toEqual({
    left: ['6 ×0', '8,9 ×0'],
    givenUp: [5],
  });
});

test('decide - a plan covers the offsets within its bounds while something of it is left', () => {
  const plan = planBatch([5, 9]);
  expect([4, 5, 7, 9, 10].map((offset) => covers(plan, offset))).toEqual([false, true, true, true, false]);
  expect(covers({ ...plan, pieces: [] }, 5)).toBe(false);
});

test('decide - a resumed plan drops what is no longer there', () => {
  const { plan } = decideNext(planBatch([5, 6, 8, 9]), failed, { ...ON_DEMAND, bisect: true });
  expect(pieces(resumePlan(plan, [6, 8, 9]))).toEqual(['6 ×0', '8,9 ×0']);
  expect(pieces(resumePlan(plan, [8, 9]))).toEqual(['8,9 ×0']);
});

test('decide - a resumed plan ends with the last record that was found', () => {
  expect(resumePlan(planBatch([5, 6, 8, 9]), [5, 6])).toEqual({
    first: 5,
    last: 6,
    pieces: [{ offsets: [5, 6], failures: 0 }],
  });
});

test('decide - a pause doubles up to a cap, and half of it is left to chance', () => {
  expect([1, 2, 3].map((failures) => backoffMs(failures, 0))).toEqual([100, 200, 400]);
  expect(backoffMs(1, 1)).toBe(FIRST_BACKOFF_MS);
  expect(backoffMs(1_000, 1)).toBe(MAX_BACKOFF_MS);
});
