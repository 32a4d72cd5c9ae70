import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AvroSchemaError } from '../../../shared/contracts/index.ts';
import type { Compatibility } from '../answer.ts';
import { avroCompatibility } from './avro-compatibility.ts';
import { type AvroSchema, readAvroSchema } from './avro-schema.ts';
import { avroPair, documentOf } from './generated-avro.fixture.ts';
import { runCodec } from './run-codec.ts';

const PAIRS_RUN = 2_000;
const DOCUMENTS = 40;

test('avro compatibility - generated pairs are answered as the codec does with generated documents', () => {
  const counts = { compatible: 0, incompatible: 0, undecided: 0 };
  const dice = fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true }));
  fc.assert(
    fc.property(avroPair, dice, ([writer, reader], stream) => {
      const [one, other] = [readable(writer), readable(reader)];
      fc.pre(one !== null && other !== null);
      const answer = avroCompatibility(one, other);
      if (!isPerhapsText(answer)) counts[answer.verdict]++;
      const documents =
        answer.verdict === 'incompatible'
          ? answer.incompatibilities.map(({ document }) => document)
          : Array.from({ length: DOCUMENTS }, () => documentOf(one.type, () => stream.next().value));
      const end = answer.verdict === 'incompatible' ? 'unreadable' : 'read';
      if (answer.verdict === 'undecided') return;
      for (const document of documents.filter((each) => each !== undefined)) {
        expect([runCodec(writer, reader, document).end, document]).toEqual([end, document]);
      }
    }),
    { numRuns: PAIRS_RUN },
  );
  expect(counts.compatible).toBeGreaterThan(PAIRS_RUN / 10);
  expect(counts.incompatible).toBeGreaterThan(PAIRS_RUN / 10);
  expect(counts.undecided).toBeLessThan(PAIRS_RUN / 50);
});

/** Bytes read as a string: what is written in them decides, and no schema says. */
const isPerhapsText = (answer: Compatibility): boolean =>
  answer.verdict === 'undecided' && answer.reason.startsWith('Avro reads bytes as a string');

/** Null for the rare schema that is none, such as a union that holds a type twice. */
function readable(text: string): AvroSchema | null {
  try {
    return readAvroSchema(text);
  } catch (error) {
    if (error instanceof AvroSchemaError) return null;
    throw error;
  }
}
