import type { Side } from '../answer.ts';
import { documentWith } from './avro-compatibility.ts';
import { type AvroPart, type AvroSchema, isScalar, type ScalarType } from './avro-schema.ts';
import { findBreaks } from './find-breaks.ts';
import { readAs } from './run-codec.ts';
import { extremesOf, sampler } from './sample-value.ts';

/** Two schemas that Avro's fingerprint does not tell apart, though the same bytes are not the same value. */
export type FingerprintClash = {
  readonly one: Side;
  readonly other: Side;
  /** What is written with the other, and what whoever takes it for the one reads. */
  readonly written: unknown;
  readonly read: unknown;
};

/**
 * Of two schemas with the same canonical form: names and types, but no logical types. The fingerprint is of that, and
 * single objects say by it which version wrote them.
 */
export function fingerprintClash(one: AvroSchema, other: AvroSchema): FingerprintClash | null {
  const found = findBreaks(other.type, one.type).find(({ value }) => value === undefined);
  if (found === undefined) return null;
  const [most] = isScalarPart(found.writer) && isScalarPart(found.reader) ? extremesOf(found.writer, found.reader) : [];
  const written = documentWith(other.type, found.path, most, sampler(other.type));
  const read = written === undefined ? undefined : readAs(other.text, one.text, written);
  return {
    one: { says: found.to, pointer: one.pointerOf(found.reader) },
    other: { says: found.from, pointer: other.pointerOf(found.writer) },
    written,
    read,
  };
}

const isScalarPart = (part: AvroPart): part is ScalarType => 'kind' in part && isScalar(part);
