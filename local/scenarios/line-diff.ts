export type DiffLine = { readonly mark: ' ' | '-' | '+'; readonly text: string };

/** Pairs of lines that are compared at most; longer texts are shown as replaced. */
const MAX_PAIRS = 1_000_000;

/** What makes `actual` of `expected`: a longest common subsequence stays. */
export function diffLines(expected: readonly string[], actual: readonly string[]): readonly DiffLine[] {
  const shorter = Math.min(expected.length, actual.length);
  let start = 0;
  while (start < shorter && expected[start] === actual[start]) start++;
  let end = 0;
  while (end < shorter - start && expected.at(-1 - end) === actual.at(-1 - end)) end++;
  const middle = (lines: readonly string[]) => lines.slice(start, lines.length - end);
  return [
    ...marked(' ', expected.slice(0, start)),
    ...diffMiddle(middle(expected), middle(actual)),
    ...marked(' ', expected.slice(expected.length - end)),
  ];
}

const marked = (mark: DiffLine['mark'], lines: readonly string[]): readonly DiffLine[] =>
  lines.map((text) => ({ mark, text }));

function diffMiddle(expected: readonly string[], actual: readonly string[]): readonly DiffLine[] {
  if (expected.length * actual.length > MAX_PAIRS) return [...marked('-', expected), ...marked('+', actual)];
  const lengths = commonLengths(expected, actual);
  const diff: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < expected.length && column < actual.length) {
    if (expected[row] === actual[column]) {
      diff.push(...marked(' ', expected.slice(row, row + 1)));
      row++;
      column++;
    } else if (at(lengths, row + 1, column) >= at(lengths, row, column + 1)) {
      diff.push(...marked('-', expected.slice(row, row + 1)));
      row++;
    } else {
      diff.push(...marked('+', actual.slice(column, column + 1)));
      column++;
    }
  }
  return [...diff, ...marked('-', expected.slice(row)), ...marked('+', actual.slice(column))];
}

/** How long the longest common subsequence is from each pair of lines on. */
function commonLengths(expected: readonly string[], actual: readonly string[]): readonly Uint32Array[] {
  const lengths = Array.from({ length: expected.length + 1 }, () => new Uint32Array(actual.length + 1));
  for (let row = expected.length - 1; row >= 0; row--) {
    for (let column = actual.length - 1; column >= 0; column--) {
      const longest =
        expected[row] === actual[column]
          ? at(lengths, row + 1, column + 1) + 1
          : Math.max(at(lengths, row + 1, column), at(lengths, row, column + 1));
      (lengths[row] as Uint32Array)[column] = longest;
    }
  }
  return lengths;
}

const at = (lengths: readonly Uint32Array[], row: number, column: number): number => lengths[row]?.[column] ?? 0;
