import { expect, test } from 'vitest';
import { countOutcomes, mergePasses, type Outcome, withReplayed } from './case-result.ts';
import { caseResult } from './results.fixture.ts';

const passes: readonly (readonly [first: Outcome, second: Outcome, merged: Outcome])[] = [
  ['passed', 'passed', 'passed'],
  ['skipped', 'passed', 'passed'],
  ['passed', 'skipped', 'passed'],
  ['skipped', 'skipped', 'skipped'],
  ['passed', 'failed', 'failed'],
  ['failed', 'passed', 'failed'],
];

test.each(passes)('case results - %s and then %s is %s', (first, second, merged) => {
  expect(mergePasses([caseResult('a', { aws: first })], [caseResult('a', { aws: second })])).toEqual([
    caseResult('a', { aws: merged }),
  ]);
});

test('case results - a case that is played in one way keeps its result', () => {
  expect(mergePasses([caseResult('a'), caseResult('b')], [caseResult('b', { aws: 'failed' })])).toEqual([
    caseResult('a'),
    caseResult('b', { aws: 'failed' }),
  ]);
});

test('case results - a replay takes the place of what it repeats', () => {
  const results = [caseResult('a', { aws: 'failed' }), caseResult('b', { aws: 'failed' })];
  expect(withReplayed(results, [caseResult('b')])).toEqual([caseResult('a', { aws: 'failed' }), caseResult('b')]);
});

test('case results - are counted by outcome', () => {
  const results = [caseResult('a'), caseResult('b'), caseResult('c', { aws: 'skipped' })];
  expect(countOutcomes(results)).toEqual({ passed: 2, failed: 0, skipped: 1 });
});
