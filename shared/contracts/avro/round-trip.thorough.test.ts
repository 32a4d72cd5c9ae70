import { Ajv2020 } from 'ajv/dist/2020.js';
import avsc from 'avsc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AvroContract } from '../contract.ts';
import { decode, encode } from '../formats/index.ts';
import { jsonFormOf } from './json-form.ts';
import { parseAvroSchema } from './parse-schema.ts';
import { schemaAndValue } from './schema-and-value.fixture.ts';

const contractOf = (schema: unknown): AvroContract => {
  const text = JSON.stringify(schema);
  return { id: 'generated@1', fingerprint: '', validate: () => [], schema: text, writers: { 1: text } };
};

const HEADER_BYTES = 10;

test('round trip - JSON form to Avro and back gives the same value, and the same bytes again', () => {
  fc.assert(
    fc.property(schemaAndValue, ({ schema, value }) => {
      const contract = contractOf(schema);
      const bytes = encode('avro-single-object', contract, value);
      const back = decode('avro-single-object', contract, bytes);
      expect(JSON.stringify(back)).toBe(JSON.stringify(value));
      expect(encode('avro-single-object', contract, back)).toEqual(bytes);
    }),
    { numRuns: 1_000 },
  );
});

test('round trip - what is read fits the JSON form, open and closed', () => {
  fc.assert(
    fc.property(schemaAndValue, ({ schema, value }) => {
      for (const records of ['open', 'closed'] as const) {
        const ajv = new Ajv2020({ strict: false, validateFormats: false });
        const validate = ajv.compile(jsonFormOf(parseAvroSchema(JSON.stringify(schema)), records));
        validate(value);
        expect(validate.errors).toBeNull();
      }
    }),
    { numRuns: 100 },
  );
});

const PROMOTIONS: Readonly<Record<string, string>> = { int: 'long', long: 'double', float: 'double', string: 'bytes' };

/** A later version of a schema: what can be promoted is, and records have one field more. Unions stay as they are. */
function evolved(schema: unknown): unknown {
  if (typeof schema === 'string') return PROMOTIONS[schema] ?? schema;
  if (Array.isArray(schema) || (schema as { logicalType?: string }).logicalType !== undefined) return schema;
  const { type, items, values, fields, ...rest } = schema as Record<string, unknown>;
  if (type === 'array') return { ...rest, type, items: evolved(items) };
  if (type === 'map') return { ...rest, type, values: evolved(values) };
  if (type !== 'record') return schema;
  const kept = (fields as { type: unknown }[]).map((field) => ({ ...field, type: evolved(field.type) }));
  return { ...rest, type, fields: [...kept, { name: 'addedLater', type: 'long', default: 7 }] };
}

// `provesForm` of the format rests on this: what is read is not checked again.
test("round trip - what an older version wrote fits the newer one's JSON form", () => {
  fc.assert(
    fc.property(schemaAndValue, ({ schema, value }) => {
      const [older, newer] = [schema, evolved(schema)].map((each) => JSON.stringify(each)) as [string, string];
      const bytes = encode('avro-single-object', contractOf(schema), value);
      const reader = { ...contractOf(schema), schema: newer, writers: { 1: older, 2: newer } };
      const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
        jsonFormOf(parseAvroSchema(newer), 'closed'),
      );
      validate(decode('avro-single-object', reader, bytes));
      expect(validate.errors).toBeNull();
    }),
    { numRuns: 200 },
  );
});

/** What avsc cannot do: longs of more than 52 bits, and members called `__proto__`. */
const isBeyondAvsc = (schema: unknown, value: unknown) =>
  /nanos|micros|__proto__/.test(JSON.stringify([schema, value])) || /\d{15}/.test(JSON.stringify(value));

test('round trip - avsc reads our bytes and writes the same', () => {
  fc.assert(
    fc.property(
      schemaAndValue.filter(({ schema, value }) => !isBeyondAvsc(schema, value)),
      ({ schema, value }) => {
        const body = encode('avro-single-object', contractOf(schema), value).subarray(HEADER_BYTES);
        const type = avsc.Type.forSchema(schema as avsc.Schema, { wrapUnions: 'always' });
        expect(type.toBuffer(type.fromBuffer(Buffer.from(body)))).toEqual(Buffer.from(body));
      },
    ),
    { numRuns: 300 },
  );
});
