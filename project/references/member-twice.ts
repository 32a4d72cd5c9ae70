/** A text of JSON, and the colon behind it where it is the name of a member. */
const TEXT = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/**
 * Whether an object in a JSON text has a member twice, of which `JSON.parse` keeps the last without a word. `value` is
 * what it makes of the text.
 */
export function hasMemberTwice(text: string, value: unknown): boolean {
  let names = 0;
  for (const [, colon] of text.matchAll(TEXT)) if (colon !== undefined) names++;
  return names > membersIn(value);
}

function membersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts = Object.values(value);
  return parts.reduce((sum: number, part) => sum + membersIn(part), Array.isArray(value) ? 0 : parts.length);
}
