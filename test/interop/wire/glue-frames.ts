import { writerId } from '../../../shared/contracts/index.ts';
import { askGlueJava } from './peers.ts';
import type { Frame } from './read-frames.ts';

const PARCEL = {
  type: 'record',
  name: 'Parcel',
  namespace: 'example',
  fields: [
    { name: 'id', type: 'string' },
    { name: 'grams', type: 'int' },
    { name: 'scans', type: { type: 'array', items: 'double' } },
    { name: 'to', type: { type: 'map', values: 'string' } },
  ],
};
/** The reader: grams has grown, and a field has come. */
const CONTRACT = {
  ...PARCEL,
  fields: [
    ...PARCEL.fields.map((field) => (field.name === 'grams' ? { ...field, type: 'long' } : field)),
    { name: 'note', type: 'string', default: '–' },
  ],
};
const VALUE = { id: 'p-1', grams: 1250, scans: [0.5, -1e-3], to: { 'große Stadt': 'Genève' } };

const READING = { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', title: 'Reading' };
const CELSIUS = { celsius: 21.5, where: 'Küche' };

const CASES = (['NONE', 'ZLIB'] as const).flatMap(
  (compression) =>
    [
      {
        compression,
        format: 'AVRO',
        schema: PARCEL,
        json: VALUE,
        contract: { avro: CONTRACT },
        read: { ...VALUE, note: '–' },
      },
      { compression, format: 'JSON', schema: READING, json: CELSIUS, contract: { json: READING }, read: CELSIUS },
    ] as const,
);

/** Frames as AWS's Java serialisers write them, whose schemas the Glue at the endpoint knows from then on. */
export async function writeGlueFrames(endpoint: string): Promise<readonly Frame[]> {
  const values = await askGlueJava(
    endpoint,
    CASES.map(({ compression, format, schema, json }) => {
      return { write: `wire.${format}`, compression, format, schema: JSON.stringify(schema), json };
    }),
  );
  return CASES.map(({ compression, format, schema, contract, read }, index) => {
    const value = values[index] ?? '';
    const id = writerId('glue', Buffer.from(value, 'base64'), []) ?? 'id:0';
    const writer = { schemaType: format, schema: JSON.stringify(schema), references: [] };
    const name = `Glue's ${format}, compression ${compression}`;
    return { name, format: 'glue', contract, headers: [], value, json: read, writers: { [id]: writer } };
  });
}
