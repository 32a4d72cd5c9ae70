/** A figure beside what it is held against, measured in the same run. */
export type BenchRow = {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** Null where there is nothing to hold it against: a part of the row above. */
  readonly baseline: number | null;
  readonly baselineIs: string;
  /** What is aimed at, as `≥ 5,000`; empty where nothing is. */
  readonly aim: string;
};

/** Measures one part; takes seconds. */
export type Bench = () => Promise<readonly BenchRow[]>;

const HEADINGS = ['', 'FIGURE', 'BASELINE', 'RATIO', 'AIM'];
const GAP = '  ';

/** One aligned line a row. */
export function renderRows(rows: readonly BenchRow[]): string {
  const lines = [HEADINGS, ...rows.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(GAP))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function cells({ what, figure, unit, baseline, baselineIs, aim }: BenchRow): readonly string[] {
  const beside =
    baseline === null ? ['', ''] : [`${rounded(baseline)} ${baselineIs}`, `${rounded(figure / baseline)} ×`];
  return [what, `${rounded(figure)} ${unit}`, ...beside, aim];
}

/** Three digits are more than any of it is exact to. */
const rounded = (figure: number): string => figure.toLocaleString('en', { maximumSignificantDigits: 3 });
