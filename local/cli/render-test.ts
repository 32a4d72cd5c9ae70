import { placeText } from '../../project/index.ts';
import { type Difference, diffLines, type Outcome, type ScenarioResult } from '../scenarios/index.ts';
import { duration } from './duration.ts';
import type { Style } from './terminal.ts';

/** Lines of a difference that are shown, and those around each change. */
const MAX_DIFF_LINES = 60;
const CONTEXT_LINES = 3;

/** Of a failed execution's cause, which may hold a stack trace. */
const MAX_CAUSE_CHARS = 300;

/** What became of a scenario. */
export type Verdict = 'passed' | 'failed' | 'updated';

export type Judged = ScenarioResult & { readonly verdict: Verdict };

const MARKS = {
  passed: ['green', '✓'],
  failed: ['red', '✗'],
  updated: ['yellow', '↻'],
} as const satisfies Record<Verdict, readonly [tone: string, mark: string]>;

/** Every scenario by workflow, and of those that failed what was otherwise. */
export function renderTests(results: readonly Judged[], tookMs: number, style: Style): string {
  const byWorkflow = Map.groupBy(results, ({ scenario }) => scenario.workflow);
  const workflows = [...byWorkflow].map(
    ([workflow, judged]) => `${style('bold', workflow)}\n${judged.map((one) => scenarioLines(one, style)).join('')}`,
  );
  return `${workflows.join('\n')}\n${summary(results, tookMs, style)}\n`;
}

function scenarioLines({ scenario, outcome, differences, verdict }: Judged, style: Style): string {
  const [tone, mark] = MARKS[verdict];
  const took = outcome.durationMs === 0 ? '' : `  ${style('dim', `${duration(outcome.durationMs)} of virtual time`)}`;
  const head = `  ${style(tone, mark)} ${scenario.name}${took}\n`;
  return verdict === 'failed'
    ? `${head}${indented(renderDifferences({ scenario, outcome, differences }, style))}`
    : head;
}

/** What was otherwise than expected, each with its place in the file. */
export function renderDifferences({ scenario, outcome, differences }: ScenarioResult, style: Style): string {
  return differences
    .map((difference) => {
      const place = style('dim', placeText(scenario.document.placeOf(difference.path)));
      return `${place}\n${indented(differenceText(difference, outcome, style))}`;
    })
    .join('');
}

function differenceText({ field, expected, actual }: Difference, outcome: Outcome, style: Style): string {
  switch (field) {
    case 'stall':
      return `${actual}\n`;
    case 'expect':
      return 'Nothing is expected yet: --update writes down what happens.\n';
    case 'status':
    case 'error':
      return `${field}: expected ${style('green', said(expected))}, was ${style('red', said(actual))}${whyFailed(field, outcome)}\n`;
    default:
      return `${field}:\n${diffText(linesOf(expected, expected), linesOf(actual, expected), style)}`;
  }
}

const said = (value: unknown): string => (value === null || value === undefined ? 'none' : String(value));

function whyFailed(field: string, { status, error, cause }: Outcome): string {
  if (field !== 'status' || status === 'SUCCEEDED') return '';
  const why = cause === null || cause.length <= MAX_CAUSE_CHARS ? cause : `${cause.slice(0, MAX_CAUSE_CHARS)}…`;
  return ` (${[error, why].filter((part) => part !== null && part !== '').join(': ')})`;
}

/** A list of texts a line each, anything else as JSON, its members in the order of what was expected. */
function linesOf(value: unknown, expected: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value) && value.every((element) => typeof element === 'string')) return value;
  return JSON.stringify(inOrderOf(expected, value), null, 2).split('\n');
}

function inOrderOf(model: unknown, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((element, at) => inOrderOf(Array.isArray(model) ? model[at] : null, element));
  if (!isRecord(value)) return value;
  const first = isRecord(model) ? Object.keys(model).filter((name) => Object.hasOwn(value, name)) : [];
  const names = new Set([...first, ...Object.keys(value)]);
  return Object.fromEntries(
    [...names].map((name) => [name, inOrderOf(isRecord(model) ? model[name] : null, value[name])]),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was expected is marked `-`, what happened `+`; lines far from any change are left out. */
function diffText(expected: readonly string[], actual: readonly string[], style: Style): string {
  const diff = diffLines(expected, actual);
  const isNear = (at: number) =>
    diff.slice(Math.max(0, at - CONTEXT_LINES), at + CONTEXT_LINES + 1).some(({ mark }) => mark !== ' ');
  const lines: string[] = [];
  for (const [at, { mark, text }] of diff.entries()) {
    if (!isNear(at)) {
      if (lines.at(-1) !== '  …') lines.push('  …');
      continue;
    }
    lines.push(mark === ' ' ? `  ${text}` : style(mark === '-' ? 'green' : 'red', `${mark} ${text}`));
  }
  const rest = lines.length - MAX_DIFF_LINES;
  const shown = rest > 0 ? [...lines.slice(0, MAX_DIFF_LINES), `  and ${rest} lines more`] : lines;
  return `${style('green', '- expected')}  ${style('red', '+ actual')}\n${shown.map((line) => `${line}\n`).join('')}`;
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '    ');

function summary(results: readonly Judged[], tookMs: number, style: Style): string {
  const counts = (['passed', 'failed', 'updated'] as const).map((verdict) => ({
    verdict,
    count: results.filter((one) => one.verdict === verdict).length,
  }));
  const told = counts
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => style(MARKS[verdict][0], `${count} ${verdict}`));
  return `${results.length} ${results.length === 1 ? 'scenario' : 'scenarios'}: ${told.join(', ')} in ${duration(tookMs)}`;
}
