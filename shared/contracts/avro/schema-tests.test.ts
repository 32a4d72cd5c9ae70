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

/** JSON has no octal numbers, which one case writes: a fixed of size 015. */
const isJson = (text: string) => !/:0\d/.test(text);

const cases = CASES.filter(({ input }) => input !== undefined && isJson(input));

test('schema tests - all cases of the file are read, but for the one that is no JSON', () => {
  expect(CASES.length).toBeGreaterThan(30);
  expect(CASES.length - cases.length).toBeLessThanOrEqual(1);
});

test.each(cases)('schema tests - canonical form of $input', ({ input, canonical }) => {
  expect(canonicalFormOf(parseAvroSchema(input ?? ''))).toBe(canonical);
});

test.each(cases.filter(({ fingerprint }) => fingerprint !== undefined))(
  'schema tests - fingerprint of $canonical',
  ({ input, fingerprint }) => {
    const { low, high } = fingerprintOf(parseAvroSchema(input ?? ''));
    expect(BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low))).toBe(BigInt(fingerprint ?? ''));
  },
);
