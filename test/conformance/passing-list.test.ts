import { expect, test } from 'vitest';
import { lostCases, parsePassing, renderPassing } from './passing-list.ts';
import { caseResult } from './results.fixture.ts';

test('passing list - holds what passed, in order', () => {
  const results = [caseResult('b'), caseResult('c', { aws: 'failed' }), caseResult('a')];
  expect(renderPassing(results)).toBe('a\nb\n');
  expect(parsePassing(renderPassing(results))).toEqual(['a', 'b']);
});

test('passing list - of nothing is empty', () => {
  expect(parsePassing(renderPassing([]))).toEqual([]);
});

test('passing list - a case is lost that fails, is not played, or is not there', () => {
  const results = [caseResult('a'), caseResult('b', { aws: 'failed' }), caseResult('c', { aws: 'skipped' })];
  expect(lostCases(['a', 'b', 'c', 'd'], results)).toEqual([
    { id: 'b', now: 'failed' },
    { id: 'c', now: 'skipped' },
    { id: 'd', now: 'absent' },
  ]);
});

test('passing list - a case that fails and never passed is not lost', () => {
  expect(lostCases(['a'], [caseResult('a'), caseResult('b', { aws: 'failed' })])).toEqual([]);
});
