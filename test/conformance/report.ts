import { type CaseResult, countOutcomes } from './case-result.ts';
import type { NOT_PLAYED, Reason } from './reasons.ts';

export type Report = {
  readonly results: readonly CaseResult[];
  readonly reasons: readonly Reason[];
  readonly notPlayed: typeof NOT_PLAYED;
  /** What was held against what, as `Baton 0.1.0`. */
  readonly versions: readonly string[];
};

/** docs/conformance.md, whole. */
export function renderReport({ results, reasons, notPlayed, versions }: Report): string {
  const failed = results.filter(({ aws }) => aws === 'failed');
  const { passed } = countOutcomes(results);
  return `${[
    '# Conformance',
    '<!-- Made by `npm run conformance -- --cases DIR --update`; changes by hand are lost. -->',
    ...introduction(passed, passed + failed.length, results.length),
    versions.map((version) => `- ${version}`).join('\n'),
    '## By kind',
    countTable('kind', results, ({ kind }) => kind),
    '## By group',
    countTable('group', results, ({ group }) => group),
    '## Not as AWS',
    ...failureSections(failed, reasons),
    '## Not played',
    notPlayedTable(results, notPlayed),
  ].join('\n\n')}\n`;
}

/** Reasons that no failed case needs: the engine has got better, or the pattern is wrong. */
export function unusedReasons(reasons: readonly Reason[], results: readonly CaseResult[]): readonly Reason[] {
  return reasons.filter((reason) => !results.some((result) => explains(reason, result)));
}

/** One reason has to explain every difference. */
function explains({ cases, paths }: Reason, { id, aws, differences = [] }: CaseResult): boolean {
  return aws === 'failed' && cases.test(id) && differences.every(({ path }) => paths.test(path));
}

/** The first difference that nothing explains, where there is one. */
function firstDifference({ id, differences = [] }: CaseResult, reasons: readonly Reason[]): string {
  const open = differences.find(({ path }) => !reasons.some(({ cases, paths }) => cases.test(id) && paths.test(path)));
  return (open ?? differences[0])?.path ?? '?';
}

function introduction(passed: number, played: number, all: number): readonly string[] {
  return [
    'The engine is played the calls that contributors of the LocalStack project (Apache-2.0) recorded on AWS Step Functions,\n' +
      'and each answer is held against the answer of AWS: every event of a history with its ids, every error with its text.\n' +
      'Left out is only what a recording does not settle and, where a service is mocked, what its mock does not say.',
    `**${passed} of ${played} cases that can be played pass exactly as on AWS, ${percentOf(passed, played)}.** There are ${all} cases;\nthose that are not played are listed at the end.`,
    '    npm run conformance -- --cases DIR\n\n' +
      'starts `baton engine` with its data in memory and plays the cases of a folder against it over HTTP. `--check` fails when\n' +
      'a case of `test/conformance/passing.txt` does not pass any more; `--update` rewrites that list and this page.',
  ];
}

function countTable(heading: string, results: readonly CaseResult[], keyOf: (result: CaseResult) => string): string {
  const rows = [...Map.groupBy(results, keyOf)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return markdownTable(
    [heading, 'cases', 'played', 'as AWS', 'not as AWS', 'of played'],
    [...rows, ['all', results] as const].map(([name, members]) => {
      const { passed, failed } = countOutcomes(members);
      const played = passed + failed;
      return [name, members.length, played, passed, failed, percentOf(passed, played)];
    }),
  );
}

function failureSections(failed: readonly CaseResult[], reasons: readonly Reason[]): readonly string[] {
  const sections = [
    ...reasons.map((reason) => ({ why: reason.why, members: failed.filter((result) => explains(reason, result)) })),
    {
      why: 'No reason is known: the engine is wrong',
      members: failed.filter((result) => !reasons.some((reason) => explains(reason, result))),
    },
  ].filter(({ members }) => members.length > 0);
  const line = (result: CaseResult) => `- \`${result.id}\`: differs first at \`${firstDifference(result, reasons)}\``;
  if (sections.length === 0) return ['None.'];
  return sections.flatMap(({ why, members }) => [`### ${why}`, members.map(line).toSorted().join('\n')]);
}

function notPlayedTable(results: readonly CaseResult[], notPlayed: Report['notPlayed']): string {
  const skipped = results.filter(({ aws }) => aws === 'skipped');
  const rows = [...Map.groupBy(skipped, ({ reason = '' }) => reason)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return markdownTable(
    ['the runner says', 'cases', 'that is'],
    rows.map(([reason, members]) => [
      reason,
      members.length,
      notPlayed.find(({ says }) => says.test(reason))?.why ?? '',
    ]),
  );
}

/** Rounded down: only all is 100 %. */
function percentOf(part: number, whole: number): string {
  return whole === 0 ? '–' : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)} %`;
}

type Cell = string | number;

/** Aligned as the formatter aligns it; numbers stand at the right. */
function markdownTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const isNumber = head.map((_, column) => typeof rows[0]?.[column] === 'number');
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => String(cells[column]).length)));
  const padded = (cell: Cell, column: number) =>
    isNumber[column] ? String(cell).padStart(widths[column] ?? 0) : String(cell).padEnd(widths[column] ?? 0);
  const rule = widths.map((width, column) => (isNumber[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [head.map(padded), rule, ...rows.map((cells) => cells.map(padded))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
