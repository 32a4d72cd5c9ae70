import { expect, test } from 'vitest';
import type { StepOutcome, TestReport } from './summary.ts';
import { renderTotals, totalsOf } from './summary.ts';

const report = (counts: Partial<TestReport>): TestReport => {
  return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, ...counts };
};

const runs: readonly (readonly [what: string, outcomes: readonly StepOutcome[], line: string])[] = [
  ['a check that passed counts nothing', [{ exitCode: 0, report: null }], '0 passed, 0 failed, 0 skipped'],
  ['a check that failed counts one', [{ exitCode: 1, report: null }], '0 passed, 1 failed, 0 skipped'],
  [
    'reports are summed',
    [
      { exitCode: 0, report: report({ numPassedTests: 3, numTodoTests: 1 }) },
      { exitCode: 1, report: report({ numPassedTests: 2, numFailedTests: 4, numPendingTests: 5 }) },
    ],
    '5 passed, 4 failed, 6 skipped',
  ],
  [
    'a run that failed without a failing test counts one',
    [{ exitCode: 1, report: report({ numPassedTests: 3 }) }],
    '3 passed, 1 failed, 0 skipped',
  ],
];

test.each(runs)('summary - %s', (_what, outcomes, line) => {
  expect(renderTotals(totalsOf(outcomes))).toBe(line);
});
