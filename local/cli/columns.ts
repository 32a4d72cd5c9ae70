import { stripVTControlCharacters } from 'node:util';

const GAP = '  ';

/** Rows as lines, their cells in columns; the last column is as wide as it wants. Colours take no room. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
  }
  const line = (row: readonly string[]) => row.map((cell, at) => pad(cell, widths[at] ?? 0)).join(GAP);
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}

const pad = (cell: string, width: number): string => cell + ' '.repeat(Math.max(0, width - widthOf(cell)));

const widthOf = (cell: string): number => [...stripVTControlCharacters(cell)].length;
