/** Letters that a word has for each slip in it: a short word is soon like any other. */
const LETTERS_A_SLIP = 4;

/** The one of `known` that a word is at most `most` slips away from: a letter too many, too few, wrong, or swapped. */
export function nearestWord(word: string, known: readonly string[], most: number): string | null {
  const slips = Math.min(most, Math.floor(word.length / LETTERS_A_SLIP));
  const [nearest] = known
    .map((candidate) => ({ candidate, distance: slipsBetween(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= slips)
    .sort((one, other) => one.distance - other.distance);
  return nearest?.candidate ?? null;
}

/** The distance of Damerau and Levenshtein, where letters that were swapped are not touched again. */
function slipsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(one.length, other.length);
}
