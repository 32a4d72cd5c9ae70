import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonicalFormOf } from './canonical-form.ts';
import { fingerprintOf } from './fingerprint.ts';
import { parseAvroSchema } from './parse-schema.ts';

/** Cases of the Apache Avro project: share/test/data/schema-tests.txt, with its licence beside it. */
const CASES = readFileSync(new URL('../../../test/avro/schema-tests.txt', import.meta.url), 'utf8')
  .split(/^\/\/ \d+$/m)
  .slice(1)
  .map((text) => ({
    input: part(text, 'INPUT'),
    canonical: part(text, 'canonical'),
    fingerprint: part(text, 'fingerprint'),
  }));

/** `<<NAME text` to the end of the line, or `<<NAME` … `NAME` over several. */
function part(text: string, name: string): string | undefined {
  const [, inline, block] = new RegExp(`^<<${name}(?: (.*)|\\n([\\s\\S]*?)\\n${name}$)`, 'm').exec(text) ?? [];
  return inline ?? block;
}

test('schema tests - every case of the file is read', () => {
  expect(CASES.length).toBe(34);
  expect(CASES.filter(({ input, canonical }) => input === undefined || canonical === undefined)).toEqual([]);
  expect(CASES.filter(({ fingerprint }) => fingerprint !== undefined).length).toBe(26);
});

test.each(CASES)('schema tests - canonical form of $input', ({ input, canonical }) => {
  expect(canonicalFormOf(parseAvroSchema(input ?? ''))).toBe(canonical);
});

test.each(CASES.filter(({ fingerprint }) => fingerprint !== undefined))(
  'schema tests - fingerprint of $canonical',
  ({ input, fingerprint }) => {
    const { low, high } = fingerprintOf(parseAvroSchema(input ?? ''));
    expect(BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low))).toBe(BigInt(fingerprint ?? ''));
  },
);
