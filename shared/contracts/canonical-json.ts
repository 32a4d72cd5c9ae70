/** A JSON text that is the same for the same value: members sorted, no white space. A schema's fingerprint is of it. */
export function canonicalJson(text: string): string {
  return JSON.stringify(JSON.parse(text), (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
