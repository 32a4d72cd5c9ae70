/** How one command of the pipeline ended: its exit code, and the JSON report where it ran tests. */
export type StepOutcome = { readonly exitCode: number; readonly report: TestReport | null };

/** What is read of Vitest's JSON report. */
export type TestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
};

export type Totals = { readonly passed: number; readonly failed: number; readonly skipped: number };

/**
 * Sums the reports. A step that failed without a failing test (a file that does not load, a check that is no test)
 * counts as one failure, so that no failure can hide.
 */
export function totalsOf(outcomes: readonly StepOutcome[]): Totals {
  return outcomes.map(countOf).reduce((sum, next) => ({
    passed: sum.passed + next.passed,
    failed: sum.failed + next.failed,
    skipped: sum.skipped + next.skipped,
  }));
}

export function renderTotals({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function countOf({ exitCode, report }: StepOutcome): Totals {
  const failed = report?.numFailedTests ?? 0;
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}
