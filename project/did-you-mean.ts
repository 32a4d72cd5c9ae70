/** A sentence that names the nearest of `known`, or all of them where none is near; empty where there are none. */
export function didYouMean(word: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const [nearest] = known
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .sort((one, other) => one.distance - other.distance);
  if (nearest !== undefined && nearest.distance <= Math.max(2, word.length / 3)) {
    return `Did you mean ${nearest.candidate}?`;
  }
  const [shown, rest] = [known.slice(0, MAX_NAMES_SAID), known.length - MAX_NAMES_SAID];
  return `There ${known.length === 1 ? 'is' : 'are'} ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

const MAX_NAMES_SAID = 12;

/** Levenshtein's distance: letters to add, drop or change. */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1];
    for (let column = 1; column <= other.length; column++) {
      const change = (previous[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
