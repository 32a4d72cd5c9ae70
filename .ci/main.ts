import { existsSync, readFileSync } from 'node:fs';
import type { StepOutcome, TestReport } from './summary.ts';
import { renderTotals, totalsOf } from './summary.ts';

/** Arguments come in pairs, exit code and report file; an empty file name is a step without tests. */
const [, , ...pairs] = process.argv;
const outcomes: StepOutcome[] = [];
for (let at = 0; at < pairs.length; at += 2) {
  outcomes.push({ exitCode: Number(pairs[at]), report: readReport(pairs[at + 1] ?? '') });
}
console.log(renderTotals(totalsOf(outcomes)));

function readReport(path: string): TestReport | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as TestReport) : null;
}
