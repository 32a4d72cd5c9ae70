import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BLOCK_CODECS } from '../../shared/compression/index.ts';
import {
  type AvroContract,
  ContainerReader,
  ContractDecodeError,
  parseAvroSchema,
} from '../../shared/contracts/index.ts';

/** Files of the Apache Avro project (share/test), with its licence beside them. */
const bytesOf = (path: string) => readFileSync(new URL(path, import.meta.url));
const textOf = (path: string) => bytesOf(path).toString();

const contractOf = (schema: string): AvroContract => {
  return { id: 'apache@1', fingerprint: '', validate: () => [], schema, writers: { 1: schema } };
};

function valuesOf(file: string, schema: string): unknown[] {
  const reader = new ContainerReader(contractOf(schema), BLOCK_CODECS);
  const values = [...reader.push(bytesOf(`containers/${file}`))];
  reader.end();
  return values;
}

const WEATHER = textOf('containers/weather.json')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { station: string; time: number; temp: number });

test.each(['weather', 'weather-deflate', 'weather-snappy', 'weather-zstd'])('apache - %s.avro', (file) => {
  expect(valuesOf(`${file}.avro`, textOf('schemas/weather.avsc'))).toEqual(WEATHER);
});

test('apache - weather-sorted.avro', () => {
  const sorted = WEATHER.toSorted((one, other) => one.time - other.time);
  expect(valuesOf('weather-sorted.avro', textOf('schemas/weather.avsc'))).toEqual(sorted);
});

const person = ['First', 'Last', 'Phone'].map((name) => ({ name, type: 'string' }));
const PERSON = JSON.stringify({
  type: 'record',
  name: 'Person',
  fields: [{ name: 'ID', type: 'long' }, ...person, { name: 'Age', type: 'int' }],
});

test('apache - syncInMeta.avro, whose header holds a marker of its own', () => {
  const people = valuesOf('syncInMeta.avro', PERSON);
  expect(people.length).toBe(6001);
  expect(people[0]).toEqual({ ID: 1, First: 'Dante', Last: 'Hicks', Phone: '(0)', Age: 32 });
  expect(people.at(-1)).toEqual({ ID: 6001, First: 'Super', Last: 'Man', Phone: '123456', Age: 31 });
});

test('apache - test.avro12, of the version before the specification, is refused by name', () => {
  const schema = JSON.stringify({ type: 'record', name: 'Test', fields: [] });
  expect(() => valuesOf('test.avro12', schema)).toThrow(ContractDecodeError);
  expect(() => valuesOf('test.avro12', schema)).toThrow('a container file of version 0, as before Avro 1.3');
});

test.each([
  ['simple', [{ text: 'hello' }, { text: 'bonjour' }, { text: 'guten tag' }]],
  [
    'withUnion',
    [
      { data1: 'textValue', data2: null },
      { data1: 123, data2: { d1: false } },
      { data1: 3, data2: { d1: 'text value' } },
    ],
  ],
])('apache - schemas/%s', (folder, values) => {
  expect(valuesOf(`${folder}/data.avro`, textOf(`containers/${folder}/schema.json`))).toEqual(values);
});

test.each(readdirSync(new URL('schemas', import.meta.url)))('apache - %s is read', (file) => {
  expect(parseAvroSchema(textOf(`schemas/${file}`))).toHaveProperty('name');
});
