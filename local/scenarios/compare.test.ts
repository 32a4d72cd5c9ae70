import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import type { Expectation, Outcome } from './scenario.ts';

const OUTCOME: Outcome = {
  status: 'SUCCEEDED',
  path: ['A', 'B'],
  output: { id: 7, lines: [{ sku: 'X', quantity: 2 }] },
  error: null,
  cause: null,
  durationMs: 0,
  history: [
    { type: 'TaskFailed', timestamp: '2026-01-01T00:00:00.000Z', error: 'Busy', cause: 'why' },
    { type: 'TaskSucceeded', timestamp: '2026-01-01T00:00:01.000Z', output: '{"id":7,"more":true}' },
  ],
  stall: null,
};

const fields = (expectation: Expectation) => compare(expectation, OUTCOME).map(({ field }) => field);

const met: readonly Expectation[] = [
  {},
  { status: 'SUCCEEDED', path: ['A', 'B'] },
  { output: { lines: [{ quantity: 2, sku: 'X' }], id: 7 } },
  { outputIncludes: { lines: [{ sku: 'X' }] } },
  { history: [{ type: 'TaskFailed', error: 'Busy' }, { type: 'TaskSucceeded' }] },
  { history: [{ type: 'TaskSucceeded', output: { id: 7 }, timestamp: '2026-01-01T00:00:01.000Z' }] },
  { history: [{ type: 'TaskSucceeded', output: '{"id":7,"more":true}' }] },
];

test.each(met)('compare - %j is as it happened', (expectation) => {
  expect(fields(expectation)).toEqual([]);
});

const missed: readonly (readonly [Expectation, string])[] = [
  [{ status: 'FAILED', error: 'X' }, 'status error'],
  [{ path: ['A'] }, 'path'],
  [{ output: { id: 7 } }, 'output'],
  [{ outputIncludes: { lines: [] } }, 'outputIncludes'],
  [{ outputIncludes: { id: '7' } }, 'outputIncludes'],
  [{ outputIncludes: { toString: {} } }, 'outputIncludes'],
  [{ history: [{ type: 'TaskSucceeded' }, { type: 'TaskFailed' }] }, 'history'],
  [{ history: [{ type: 'TaskFailed' }, { type: 'TaskFailed' }] }, 'history'],
  [{ history: [{ type: 'TaskSucceeded', output: { id: 8 } }] }, 'history'],
];

test.each(missed)('compare - %j is not', (expectation, differing) => {
  expect(fields(expectation).join(' ')).toBe(differing);
});

test('compare - a difference has its place, and no more of what happened than it is about', () => {
  expect(compare({ outputIncludes: { id: 8 } }, OUTCOME)).toEqual([
    { field: 'outputIncludes', path: ['expect', 'outputIncludes'], expected: { id: 8 }, actual: { id: 7 } },
  ]);
  const event = { type: 'TaskFailed', error: 'Slow' };
  expect(compare({ history: [event] }, OUTCOME)).toEqual([
    {
      ...{ field: 'history', path: ['expect', 'history', 0], expected: event },
      actual: { type: 'TaskFailed', error: 'Busy' },
    },
  ]);
});

test('compare - expecting nothing and waiting for ever are differences of their own', () => {
  expect(compare(null, OUTCOME)).toMatchObject([{ field: 'expect' }]);
  expect(compare({ status: 'SUCCEEDED' }, { ...OUTCOME, stall: 'A waits' })).toMatchObject([
    { field: 'stall', actual: 'A waits' },
  ]);
});
