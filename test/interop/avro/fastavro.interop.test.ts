import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLOCK_CODECS } from '../../../shared/compression/index.ts';
import { RESOLUTION_CASES } from '../../../shared/contracts/avro/resolution-cases.fixture.ts';
import { schemaAndValue } from '../../../shared/contracts/avro/schema-and-value.fixture.ts';
import { ContainerReader, writeContainer } from '../../../shared/contracts/index.ts';
import { evolved, hasPromotionInUnion } from './evolved.ts';
import { base64, contractOf, inPython, readBy, resolutionOf, writtenBy } from './our-side.ts';
import { askFastavro, bytesOf } from './peers.ts';
import { recordedValues } from './recorded.ts';

/**
 * fastavro 1.13.1 against our codec, both ways. Where it leaves the specification, or Python cannot follow, nothing is
 * compared, or less:
 * - Python's calendar begins with the year 1, so the year 0 is left out;
 * - some negative decimals take a byte more than they need, so schemas with one are not compared by bytes;
 * - `timestamp-nanos`, `local-timestamp-nanos`, `duration` and a `uuid` of bytes are the type below to it;
 * - what an int or a long becomes as a float is not rounded to 32 bits;
 * - a value is read into a union's first branch that it can be promoted to, even where its own type stands behind: the
 *   specification can be read so, but then a union read by itself would not give back what was written;
 * - defaults are given out as the schema spells them (bytes as text, logical types as numbers, records without their
 *   own defaults), so none of these are added;
 * - the writer's logical type decides what is given out, not the reader's, so these are not changed, and a number
 *   that becomes a time or an instant is read where we refuse it as out of range.
 *
 * What each rule of resolution has of this stands in its row.
 */
const PAIRS = 10_000;
const RESOLUTIONS = 5_000;
const SEED = 20_261_121;

/** fastavro writes some negative decimals with a byte more than they take. */
const isWrittenOneWay = (schema: unknown) => !JSON.stringify(schema).includes('decimal');

const pair = schemaAndValue.filter(inPython);

test(`avro - ${PAIRS} generated values go from us to fastavro and back`, async () => {
  const pairs = fc.sample(pair, { numRuns: PAIRS, seed: SEED });
  const ours = pairs.map(({ schema, value }) => base64(writtenBy(schema, value)));
  const answers = await askFastavro(pairs.map((pair, index) => ({ ask: 'pair', ...pair, bytes: ours[index] })));
  expect(answers.length).toBe(PAIRS);
  const wrong = pairs.filter(({ schema, value }, index) => {
    const { bytes = '', problem } = answers[index] ?? {};
    if (problem !== null || (isWrittenOneWay(schema) && bytes !== ours[index])) return true;
    return JSON.stringify(readBy(schema, Buffer.from(bytes, 'base64'))) !== JSON.stringify(value);
  });
  expect(wrong).toEqual([]);
});

const tape = fc.array(fc.nat({ max: 999 }), { minLength: 40, maxLength: 60 });

test(`avro - ${RESOLUTIONS} generated values are read by another schema as fastavro reads them`, async () => {
  const cases = fc.sample(
    fc
      .tuple(pair, tape)
      .filter(([{ schema }]) => !hasPromotionInUnion(schema))
      .map(([{ schema, value }, tape]) => {
        const bytes = writtenBy(schema, value);
        const reader = evolved(schema, tape);
        return { ask: 'resolve', writer: schema, reader, bytes: base64(bytes), ...resolutionOf(schema, reader, bytes) };
      })
      .filter(({ reader }) => !hasPromotionInUnion(reader)),
    { numRuns: RESOLUTIONS, seed: SEED },
  );
  const answers = await askFastavro(cases);
  expect(answers.length).toBe(RESOLUTIONS);
  const wrong = cases.filter(({ refused }, index) => {
    const { problem, failed } = answers[index] ?? {};
    if (refused?.includes('not in range')) return false;
    return refused === undefined ? problem !== null : failed === undefined;
  });
  expect(wrong).toEqual([]);
  expect(cases.filter(({ refused }) => refused !== undefined).length).toBeGreaterThan(50);
});

test('avro - fastavro answers each rule of resolution as we do, or as is known', async () => {
  const questions = RESOLUTION_CASES.map(({ writer, reader, value, end }) => {
    const bytes = base64(writtenBy(writer, value));
    return { ask: 'resolve', writer, reader, bytes, ...('reads' in end && { value: end.reads }) };
  });
  const answers = await askFastavro(questions);
  const surprises = RESOLUTION_CASES.filter(({ end, deviates }, index) => {
    const { problem, failed } = answers[index] ?? {};
    const isSame = 'reads' in end ? problem === null : failed !== undefined;
    return isSame === (deviates?.fastavro !== undefined);
  });
  expect(surprises).toEqual([]);
});

test.each(['null', ...BLOCK_CODECS.map(({ name }) => name)])(
  'avro - containers with codec %s, both ways',
  async (name) => {
    const files = fc.sample(pair, { numRuns: 50, seed: SEED }).map(({ schema, value }) => {
      const values = Array.from({ length: 100 }, () => value);
      const codec = BLOCK_CODECS.find((each) => each.name === name);
      return {
        ask: 'container',
        schema,
        values,
        codec: name,
        bytes: base64(writeContainer(contractOf(schema), values, codec)),
      };
    });
    const answers = await askFastavro(files);
    for (const [index, { schema, values }] of files.entries()) {
      expect(answers[index]).toEqual({ problem: null, bytes: expect.any(String) });
      const reader = new ContainerReader(contractOf(schema), BLOCK_CODECS);
      expect([...reader.push(bytesOf(answers[index]))]).toEqual(values);
      reader.end();
    }
  },
);

test('avro - what is recorded of fastavro is what it still writes', async () => {
  const recorded = recordedValues();
  const answers = await askFastavro(
    recorded.map(({ schema, value, fastavro }) => ({ ask: 'pair', schema, value, bytes: fastavro })),
  );
  expect(answers).toEqual(recorded.map(({ fastavro }) => ({ bytes: fastavro, problem: null })));
});

test('avro - a value that fastavro reads otherwise is noticed', async () => {
  const bytes = base64(writtenBy(['int', 'long'], { long: 1 }));
  const [value, branch, left] = await askFastavro([
    { ask: 'pair', schema: 'long', value: 2, bytes: base64(writtenBy('long', 1)) },
    { ask: 'pair', schema: ['int', 'long'], value: { int: 1 }, bytes },
    { ask: 'pair', schema: 'null', value: null, bytes },
  ]);
  expect(value?.problem).toBe('expected 2, read 1');
  expect(branch?.bytes).not.toBe(bytes);
  expect(left?.problem).toBe('2 bytes left');
});
