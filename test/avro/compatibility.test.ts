import { expect, test } from 'vitest';
import { compatibility, readContractSchema } from '../../checker/index.ts';
import { validatorOf } from '../../project/index.ts';
import { RESOLUTION_CASES } from '../../shared/contracts/avro/resolution-cases.fixture.ts';

const schemaOf = (schema: unknown) => {
  const text = JSON.stringify(schema);
  const version = { id: 'a@1', version: 1, language: 'avro', path: '', text, resolved: text } as const;
  return readContractSchema({ ...version, references: [], deprecatedOn: null });
};

const refused = RESOLUTION_CASES.filter(({ end }) => 'refused' in end);

/** Only what is written can tell: Avro itself lets bytes be read as a string. */
const UNDECIDED: ReadonlySet<string> = new Set(['bytes that are no text']);

test('avro compatibility - what the codecs of three implementations refuse is not compatible', () => {
  expect(refused.length).toBeGreaterThan(50);
  for (const { what, writer, reader } of refused) {
    const { verdict } = compatibility(schemaOf(writer), schemaOf(reader), validatorOf);
    expect([what, verdict]).toEqual([what, UNDECIDED.has(what) ? 'undecided' : 'incompatible']);
  }
});
