import { hash } from 'node:crypto';

/** The fingerprint that a contract of this schema has, or null for a text that is no JSON. */
export function schemaFingerprint(text: string): string | null {
  try {
    return hash('sha256', canonicalJson(JSON.parse(text)));
  } catch {
    return null;
  }
}

/** Members sorted, no white space: as generation does, whose fingerprints contracts have. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
