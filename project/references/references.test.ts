import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SubjectVersion } from '../model.ts';
import { readSubjects } from '../read-subjects.ts';
import { sampleProject } from '../sample-project.ts';

type Files = Readonly<Record<string, unknown>>;

/** The versions of subjects, given by file name, by their ids: `address/1.avsc` is `address@1`. */
async function versionsOf(files: Files): Promise<Readonly<Record<string, SubjectVersion>>> {
  const schemas = Object.entries(files).map(([path, schema]) => [
    `schemas/${path}`,
    typeof schema === 'string' ? schema : JSON.stringify(schema),
  ]);
  const owners = Object.keys(files).map((path) => [`schemas/${path.split('/')[0]}/subject.yaml`, 'owner: a-team\n']);
  await using project = await sampleProject(Object.fromEntries([...schemas, ...owners]));
  await rm(join(project.root, 'schemas/stock.reserved'), { recursive: true });
  await rm(join(project.root, 'schemas/order.created'), { recursive: true });
  const subjects = await readSubjects(project.root);
  return Object.fromEntries(subjects.flatMap(({ versions }) => versions.map((version) => [version.id, version])));
}

const resolved = async (files: Files, id: string) => {
  const { [id]: version } = await versionsOf(files);
  return { schema: JSON.parse(String(version?.resolved)), references: version?.references };
};

const STREET = { type: 'record', name: 'Street', fields: [{ name: 'name', type: 'string' }] };
const ADDRESS = {
  type: 'record',
  name: 'Address',
  namespace: 'shop',
  fields: [
    { name: 'street', type: STREET },
    { name: 'other', type: ['null', 'Street'], default: null },
  ],
};
const orderOf = (references: object, ...types: readonly unknown[]) => ({
  type: 'record',
  name: 'sales.Order',
  references,
  fields: types.map((type, index) => ({ name: `f${index}`, type })),
});

test('references - a JSON Schema holds the contract that it refers to', async () => {
  const files = {
    'address/1.schema.json': { type: 'object', properties: { city: { $ref: '#/$defs/City' } }, $defs: { City: {} } },
    'order/1.schema.json': {
      properties: { to: { $ref: 'baton:address@1' }, in: { $ref: 'baton:address@1#/$defs/City' } },
    },
  };
  expect(await resolved(files, 'order@1')).toEqual({
    schema: {
      properties: { to: { $ref: '#/$defs/address@1' }, in: { $ref: '#/$defs/City' } },
      $defs: { 'address@1': { type: 'object', properties: { city: { $ref: '#/$defs/City' } } }, City: {} },
    },
    references: ['address@1'],
  });
});

test('references - a JSON Schema may refer to the JSON form of an Avro contract', async () => {
  const files = {
    'address/1.avsc': ADDRESS,
    'order/1.schema.json': {
      properties: { to: { $ref: 'baton:address@1' }, street: { $ref: 'baton:address@1#/$defs/Street' } },
    },
  };
  const { schema } = await resolved(files, 'order@1');
  expect(schema.properties).toEqual({ to: { $ref: '#/$defs/address@1' }, street: { $ref: '#/$defs/Street' } });
  expect(schema.$defs).toMatchObject({
    'address@1': { $ref: '#/$defs/Address' },
    Address: { properties: { street: { $ref: '#/$defs/Street' } } },
    Street: { required: ['name'] },
  });
});

test('references - an Avro schema declares the types of others where it first names them', async () => {
  const files = {
    'address/1.avsc': ADDRESS,
    'order/1.avsc': orderOf({ 'shop.Address': 'address@1' }, 'shop.Address', { type: 'array', items: 'shop.Address' }),
  };
  const { schema, references } = await resolved(files, 'order@1');
  expect(references).toEqual(['address@1']);
  expect(schema).toEqual({
    type: 'record',
    name: 'sales.Order',
    fields: [
      {
        name: 'f0',
        type: {
          ...ADDRESS,
          fields: [
            { name: 'street', type: { ...STREET, namespace: 'shop' } },
            { name: 'other', type: ['null', 'shop.Street'], default: null },
          ],
        },
      },
      { name: 'f1', type: { type: 'array', items: 'shop.Address' } },
    ],
  });
});

test('references - a type that another one holds may be named alone, and is declared once', async () => {
  const files = {
    'address/1.avsc': ADDRESS,
    'order/1.avsc': orderOf({ 'shop.Street': 'address@1', 'shop.Address': 'address@1' }, 'shop.Street', 'shop.Address'),
  };
  const { schema } = await resolved(files, 'order@1');
  expect(schema.fields[0].type).toEqual({ ...STREET, namespace: 'shop' });
  expect(schema.fields[1].type.fields[0]).toEqual({ name: 'street', type: 'shop.Street' });
});

test('references - go on through what is referred to', async () => {
  const files = {
    'street/1.avsc': { ...STREET, namespace: 'shop' },
    'address/1.avsc': {
      ...ADDRESS,
      references: { 'shop.Street': 'street@1' },
      fields: [{ name: 'street', type: 'Street' }],
    },
    'order/1.avsc': orderOf({ 'shop.Address': 'address@1' }, 'shop.Address'),
  };
  const { schema, references } = await resolved(files, 'order@1');
  expect(references).toEqual(['address@1']);
  expect(schema.fields[0].type.fields[0].type).toEqual({ ...STREET, namespace: 'shop' });
  expect(schema.fields[0].type).not.toHaveProperty('references');
});

test('references - a type without a namespace stays without one', async () => {
  const files = { 'street/1.avsc': STREET, 'order/1.avsc': orderOf({ Street: 'street@1' }, 'Street') };
  const { schema } = await resolved(files, 'order@1');
  expect(schema.fields[0].type).toEqual({ ...STREET, namespace: '' });
});

test('references - a schema that refers to nothing is as it was written', async () => {
  expect(await resolved({ 'address/1.avsc': ADDRESS }, 'address@1')).toEqual({ schema: ADDRESS, references: [] });
});

const STREETS = { 'street/1.avsc': STREET, 'street/2.avsc': STREET };

test.each<[what: string, files: Files, message: string]>([
  [
    'an unknown contract, in JSON Schema',
    { 'address/1.schema.json': {}, 'order/1.schema.json': '{"items":\n {"$ref": "baton:adress@1"}}' },
    'schemas/order/1.schema.json:2:11: There is no contract adress@1.\n  Did you mean address@1?',
  ],
  [
    'an unknown contract, in Avro',
    { ...STREETS, 'order/1.avsc': orderOf({ Street: 'street@3' }, 'Street') },
    'schemas/order/1.avsc:1:62: There is no contract street@3.\n  Did you mean street@1?',
  ],
  [
    'an unknown part of a contract',
    { 'address/1.schema.json': {}, 'order/1.schema.json': { $ref: 'baton:address@1#/$defs/City' } },
    'schemas/order/1.schema.json:1:9: This is no JSON Schema: "baton:address@1#/$defs/City" names no schema.',
  ],
  [
    'what lies on the net',
    { 'order/1.schema.json': { $ref: 'https://example.com/address' } },
    '"https://example.com/address" names no schema.\n  Refer to a place in this schema, #/$defs/NAME, or to a contract',
  ],
  [
    'an unknown type',
    { ...STREETS, 'order/1.avsc': orderOf({ Stret: 'street@1' }, 'Stret') },
    'street@1 declares no type "Stret".\n  Did you mean Street?',
  ],
  [
    'a type that is not used',
    { ...STREETS, 'order/1.avsc': orderOf({ Street: 'street@1' }, 'string') },
    'The schema names no type "Street".',
  ],
  [
    'JSON Schema from Avro',
    { 'street/1.schema.json': {}, 'order/1.avsc': orderOf({ Street: 'street@1' }, 'Street') },
    'street@1 is JSON Schema, which Avro cannot refer to.\n  Refer to an Avro contract, or declare the type here.',
  ],
  [
    'each other',
    { 'a/1.schema.json': { items: { $ref: 'baton:b@1' } }, 'b/1.schema.json': { items: { $ref: 'baton:a@1' } } },
    'schemas/b/1.schema.json:1:18: Contracts may not refer to each other in a circle: a@1 → b@1 → a@1.',
  ],
  [
    'itself',
    { 'a/1.schema.json': { items: { $ref: 'baton:a@1' } } },
    'in a circle: a@1 → a@1.\n  Move what both need to a contract of its own; within a schema, refer to "#" or to a name.',
  ],
  [
    'two versions of one type',
    {
      ...STREETS,
      'address/1.avsc': orderOf({ Street: 'street@1' }, 'Street'),
      'order/1.avsc': {
        ...orderOf({ Street: 'street@2', 'sales.Order': 'address@1' }, 'Street', 'sales.Order'),
        name: 'Two',
      },
    },
    '"Street" would be two types here, of street@2 and of street@1.',
  ],
  [
    'a type that it declares',
    { ...STREETS, 'order/1.avsc': orderOf({ Street: 'street@1' }, { ...STREET, namespace: '' }) },
    '"Street" would be two types here, of street@1 and of order@1.',
  ],
  [
    'itself without end',
    { 'a/1.schema.json': { anyOf: [{ $ref: '#' }] } },
    'schemas/a/1.schema.json:1:19: This is no JSON Schema: it refers to itself without a step into the value.',
  ],
])('references - refuses %s', async (_, files, message) => {
  await expect(versionsOf(files)).rejects.toThrow(message);
});

test('references - who refers to what is mistaken is not mistaken too', async () => {
  const files = { 'a/1.schema.json': { $ref: 'baton:b@1' }, 'b/1.schema.json': { $ref: 'baton:c@1' } };
  await expect(versionsOf(files)).rejects.toThrow('schemas/b/1.schema.json:1:9: There is no contract c@1.');
});
