import { hash } from 'node:crypto';
import { canonicalJson } from '../contracts/index.ts';

/** The fingerprint that a contract of this schema has: SHA-256, hex, of its canonical JSON. */
export const schemaFingerprint = (text: string): string => hash('sha256', canonicalJson(text));

/** The same of a text that somebody else registered, or null where that is no JSON. */
export function foreignFingerprint(text: string): string | null {
  try {
    return schemaFingerprint(text);
  } catch {
    return null;
  }
}
