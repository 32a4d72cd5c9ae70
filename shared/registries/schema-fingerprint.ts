import { hash } from 'node:crypto';

/** What a contract is told by: SHA-256, hex, of its schema as canonical JSON, members sorted and no white space. */
export const schemaFingerprint = (text: string): string => hash('sha256', canonicalJson(JSON.parse(text)));

/** The same of a text that somebody else registered, or null where that is no JSON. */
export function foreignFingerprint(text: string): string | null {
  try {
    return schemaFingerprint(text);
  } catch {
    return null;
  }
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
