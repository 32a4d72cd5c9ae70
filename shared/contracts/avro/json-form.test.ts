import { expect, test } from 'vitest';
import { jsonFormOf } from './json-form.ts';
import { parseAvroSchema } from './parse-schema.ts';

const formOf = (schema: unknown, records: 'open' | 'closed' = 'open') => {
  const { $schema: _, ...form } = jsonFormOf(parseAvroSchema(JSON.stringify(schema)), records);
  return form;
};

test.each([
  ['null and string', ['null', 'string'], { anyOf: [{ type: 'null' }, { type: 'string' }] }],
  [
    'bare: text, flag and list',
    ['string', 'boolean', { type: 'array', items: 'null' }],
    {
      anyOf: [{ type: 'string' }, { type: 'boolean' }, { type: 'array', items: { type: 'null' } }],
    },
  ],
  [
    'wrapped: an instant is text too',
    ['string', { type: 'long', logicalType: 'timestamp-millis' }],
    {
      anyOf: [wrapped('string', { type: 'string' }), wrapped('long', expect.objectContaining({ format: 'date-time' }))],
    },
  ],
  [
    'wrapped: a double may be the text NaN',
    ['null', 'double', 'string'],
    {
      anyOf: [{ type: 'null' }, wrapped('double', expect.anything()), wrapped('string', { type: 'string' })],
    },
  ],
  ['nothing at all', [], { not: {} }],
])('json form - a union of %s', (_, schema, form) => {
  expect(formOf(schema)).toEqual(form);
});

function wrapped(name: string, form: unknown) {
  return { type: 'object', properties: { [name]: form }, required: [name], additionalProperties: false };
}

const LIST = {
  type: 'record',
  name: 'shop.List',
  doc: 'A list.',
  fields: [
    { name: 'value', type: { type: 'enum', name: 'Letter', symbols: ['A', 'B'] }, doc: 'A letter.' },
    { name: 'next', type: ['null', 'List'], default: null },
  ],
};

test('json form - a recursive record refers to itself, and asks for every field', () => {
  expect(formOf(LIST)).toEqual({
    $ref: '#/$defs/List',
    $defs: {
      List: {
        description: 'A list.',
        type: 'object',
        properties: {
          value: { $ref: '#/$defs/Letter', description: 'A letter.' },
          next: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/List' }] },
        },
        required: ['value', 'next'],
      },
      Letter: { enum: ['A', 'B'] },
    },
  });
});

test('json form - a closed one refuses fields that are not declared', () => {
  expect(formOf(LIST, 'closed')).toMatchObject({ $defs: { List: { additionalProperties: false } } });
});

test('json form - types of one short name keep their namespaces', () => {
  const other = { type: 'record', name: 'b.R', fields: [] };
  const form = formOf({ type: 'record', name: 'a.R', fields: [{ name: 'x', type: other }] });
  expect(Object.keys(form.$defs as object)).toEqual(['a.R', 'b.R']);
});
