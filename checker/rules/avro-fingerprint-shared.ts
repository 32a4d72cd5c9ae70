import { fileOf, stepsOf } from './facts.ts';
import type { Rule } from './rule.ts';

export const avroFingerprintShared: Rule = {
  category: 'compatibility',
  severity: 'error',
  law: 'Versions that write the same value in other bytes have other fingerprints.',
  why: 'A single object says by its fingerprint which version wrote it, and that covers names and types, but no logical types.',
  fix: 'Give the field another name, and the old one a default.',
  check: ({ clashes, placeOf }) =>
    clashes.map(({ older, newer, one, other, written, read }) => ({
      place: placeOf(fileOf(newer), stepsOf(other.pointer)),
      what: `Avro's fingerprint does not tell ${newer.id} from ${older.id}: what the one writes is read as the other's.`,
      change: { old: one.says, new: other.says },
      ...(read !== undefined && {
        example: { document: written, says: `is read as ${JSON.stringify(read)} by whoever takes it for ${older.id}` },
      }),
    })),
};
