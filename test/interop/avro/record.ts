/**
 * Writes down what fastavro and Avro for Java make of generated values, so that tests without either can hold the codec
 * against their bytes: `node test/interop/avro/record.ts`. The interop tests hold what is recorded against both anew.
 */
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { schemaAndValue } from '../../../shared/contracts/avro/schema-and-value.fixture.ts';
import { encode, writeContainer } from '../../../shared/contracts/index.ts';
import { base64, contractOf, inPython, writtenBy } from './our-side.ts';
import { askFastavro, askJava } from './peers.ts';
import { RECORDED, type RecordedContainer, type RecordedValue } from './recorded.ts';

const VALUES = 200;
const SEED = 20_261_123;
const CODECS = ['null', 'deflate', 'snappy', 'zstandard', 'bzip2', 'xz'];

const pairs = fc.sample(schemaAndValue.filter(inPython), { numRuns: VALUES, seed: SEED });
const ofFastavro = await askFastavro(
  pairs.map((pair) => ({ ask: 'pair', ...pair, bytes: base64(writtenBy(pair.schema, pair.value)) })),
);
const ofJava = await askJava(
  pairs.map(({ schema, value }) => {
    return { ask: 'message', schema, bytes: base64(encode('avro-single-object', contractOf(schema), value)) };
  }),
);
const values = pairs.map((pair, index): RecordedValue => {
  return { ...pair, fastavro: ofFastavro[index]?.bytes ?? '', java: ofJava[index]?.bytes ?? '' };
});

const schema = {
  type: 'record',
  name: 'n.Row',
  fields: [
    { name: 'text', type: ['null', 'string'] },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-micros' } },
  ],
};
const rows = Array.from({ length: 60 }, (_, n) => {
  return { text: n % 3 === 0 ? null : `row ${n}`, at: `2026-11-21T10:15:${String(n).padStart(2, '0')}.000000Z` };
});
const file = base64(writeContainer(contractOf(schema), rows));
const questions = CODECS.map((codec) => ({ ask: 'container', schema, values: rows, codec, bytes: file }));
const containers = [
  ...(await askFastavro(questions)).map((answer, index) => ({ by: 'fastavro', codec: CODECS[index], answer })),
  ...(await askJava(questions)).map((answer, index) => ({ by: 'java', codec: CODECS[index], answer })),
].map(
  ({ by, codec = '', answer }): RecordedContainer => ({ by, codec, schema, values: rows, bytes: answer.bytes ?? '' }),
);

writeFileSync(RECORDED.values, values.map((each) => `${JSON.stringify(each)}\n`).join(''));
writeFileSync(RECORDED.containers, containers.map((each) => `${JSON.stringify(each)}\n`).join(''));
