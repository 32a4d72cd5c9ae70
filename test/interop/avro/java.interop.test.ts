import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLOCK_CODECS } from '../../../shared/compression/index.ts';
import { RESOLUTION_CASES } from '../../../shared/contracts/avro/resolution-cases.fixture.ts';
import { schemaAndValue } from '../../../shared/contracts/avro/schema-and-value.fixture.ts';
import { ContainerReader, decode, encode, writeContainer } from '../../../shared/contracts/index.ts';
import { evolved } from './evolved.ts';
import { base64, contractOf, resolutionOf, writtenBy } from './our-side.ts';
import { askJava, bytesOf } from './peers.ts';
import { recordedValues } from './recorded.ts';

/**
 * Apache's Avro for Java against our codec, both ways. In three places nothing is compared, all where another schema
 * reads: Java gives out U+FFFD where bytes that become a string are no UTF-8, and decimals of more digits than their
 * type has; and 1.12.2 refuses short arrays of ints that become doubles, since it counts the bytes that the reader's
 * items would take. What each rule of resolution has of this stands in its row.
 */
const JAVA_READS = /not UTF-8|a decimal of more than/;
const JAVA_REFUSES = /EOFException: Collection claims/;

const PAIRS = 2_000;
const SEED = 20_261_122;

test(`avro - ${PAIRS} single objects go from us to Java and back`, async () => {
  const pairs = fc.sample(schemaAndValue, { numRuns: PAIRS, seed: SEED });
  const answers = await askJava(
    pairs.map(({ schema, value }) => {
      return { ask: 'message', schema, bytes: base64(encode('avro-single-object', contractOf(schema), value)) };
    }),
  );
  expect(answers.length).toBe(PAIRS);
  const wrong = pairs.flatMap((pair, index): readonly unknown[] => {
    const answer = answers[index];
    if (!isDeepStrictEqual(answer?.value, pair.value)) return [{ ...pair, answer }];
    const back = decode('avro-single-object', contractOf(pair.schema), bytesOf(answer));
    return isDeepStrictEqual(back, pair.value) ? [] : [{ ...pair, back }];
  });
  expect(wrong).toEqual([]);
});

const tape = fc.array(fc.nat({ max: 999 }), { minLength: 40, maxLength: 60 });

test(`avro - ${PAIRS} values are read by another schema as Java reads them`, async () => {
  const cases = fc.sample(
    fc.tuple(schemaAndValue, tape).map(([{ schema, value }, tape]) => {
      const bytes = writtenBy(schema, value);
      const reader = evolved(schema, tape);
      return { ask: 'resolve', writer: schema, reader, bytes: base64(bytes), ...resolutionOf(schema, reader, bytes) };
    }),
    { numRuns: PAIRS, seed: SEED },
  );
  const answers = await askJava(cases.map(({ ask, writer, reader, bytes }) => ({ ask, writer, reader, bytes })));
  const wrong = cases.flatMap((each, index) => {
    const { value, failed } = answers[index] ?? {};
    if (JAVA_READS.test(each.refused ?? '') || JAVA_REFUSES.test(failed ?? '')) return [];
    const isSame = each.refused === undefined ? isDeepStrictEqual(value, each.value) : failed !== undefined;
    return isSame ? [] : [{ ...each, java: answers[index] }];
  });
  expect(wrong).toEqual([]);
});

test('avro - Java answers each rule of resolution as we do, or as is known', async () => {
  const answers = await askJava(
    RESOLUTION_CASES.map(({ writer, reader, value }) => {
      return { ask: 'resolve', writer, reader, bytes: base64(writtenBy(writer, value)) };
    }),
  );
  const surprises = RESOLUTION_CASES.flatMap((each, index) => {
    const { end, deviates } = each;
    const { value, failed } = answers[index] ?? {};
    const isSame = 'reads' in end ? isDeepStrictEqual(value, end.reads) : failed !== undefined;
    return isSame === (deviates?.java !== undefined) ? [{ ...each, java: answers[index] }] : [];
  });
  expect(surprises).toEqual([]);
});

test.each(['null', ...BLOCK_CODECS.map(({ name }) => name)])(
  'avro - containers with codec %s, both ways',
  async (name) => {
    const files = fc.sample(schemaAndValue, { numRuns: 50, seed: SEED }).map(({ schema, value }) => {
      const values = Array.from({ length: 100 }, () => value);
      const codec = BLOCK_CODECS.find((each) => each.name === name);
      const bytes = base64(writeContainer(contractOf(schema), values, codec));
      return { ask: 'container', schema, values, codec: name, bytes };
    });
    const answers = await askJava(files);
    for (const [index, { schema, values }] of files.entries()) {
      expect(answers[index]).toEqual({ value: values, bytes: expect.any(String) });
      const reader = new ContainerReader(contractOf(schema), BLOCK_CODECS);
      expect([...reader.push(bytesOf(answers[index]))]).toEqual(values);
      reader.end();
    }
  },
);

test('avro - what is recorded of Java is what it still writes', async () => {
  const recorded = recordedValues();
  const answers = await askJava(recorded.map(({ schema, java }) => ({ ask: 'message', schema, bytes: java })));
  expect(answers).toEqual(recorded.map(({ value, java }) => ({ bytes: java, value })));
});
