import { expect, test } from 'vitest';
import type { JsonSchema } from '../../shared/contracts/index.ts';
import { SchemaError } from './errors.ts';
import { linkSchema } from './link-schema.ts';

const ADDRESS: JsonSchema = {
  type: 'object',
  properties: { street: { $ref: '#/$defs/Street' }, country: { $ref: 'test:country@1' } },
  $defs: { Street: { type: 'string' }, Unused: {} },
};
const LIBRARY: Readonly<Record<string, JsonSchema>> = {
  'test:address@1': ADDRESS,
  'test:country@1': { type: 'string', maxLength: 2 },
};

const link = (schema: JsonSchema | boolean) => linkSchema('test:order@1', schema, (uri) => LIBRARY[uri]);

test.each<[what: string, schema: JsonSchema]>([
  ['no reference', { type: 'string', enum: [{ $ref: 'no reference' }], 'x-y': { $id: 'no name' } }],
  ['definitions', { $ref: '#/$defs/A', $defs: { A: { items: { $ref: '#/$defs/A' } }, Unused: false } }],
  ['a reference to the whole', { properties: { next: { $ref: '#' } } }],
  ['a reference to a place', { properties: { 'a/b %': {}, c: { $ref: '#/properties/a~1b%20%25' } } }],
])('linking - a schema with %s stays as it is', (_, schema) => {
  expect(link(schema)).toEqual(schema);
});

test('linking - what other documents hold is pulled in, once, with what it refers to and nothing else', () => {
  const schema = {
    properties: { from: { $ref: 'test:address@1' }, to: { $ref: 'test:address@1', description: 'Where to.' } },
  };
  expect(link(schema)).toEqual({
    properties: {
      from: { $ref: '#/$defs/address@1' },
      to: { $ref: '#/$defs/address@1', description: 'Where to.' },
    },
    $defs: {
      'address@1': {
        type: 'object',
        properties: { street: { $ref: '#/$defs/Street' }, country: { $ref: '#/$defs/country@1' } },
      },
      Street: { type: 'string' },
      'country@1': { type: 'string', maxLength: 2 },
    },
  });
});

test('linking - a definition whose name is taken gets a number', () => {
  expect(link({ items: { $ref: 'test:address@1#/$defs/Street' }, $defs: { Street: {} } })).toEqual({
    items: { $ref: '#/$defs/Street.2' },
    $defs: { Street: {}, 'Street.2': { type: 'string' } },
  });
});

test('linking - names and anchors become places', () => {
  const schema = {
    $id: 'https://example.com/order',
    items: { $ref: 'line#sku' },
    $defs: { Line: { $id: 'line', properties: { sku: { $anchor: 'sku', type: 'string' } } } },
  };
  expect(link(schema)).toEqual({
    items: { $ref: '#/$defs/Line/properties/sku' },
    $defs: { Line: { properties: { sku: { type: 'string' } } } },
  });
});

test('linking - documents that call themselves alike are told apart', () => {
  const $id = 'https://example.com/order';
  const older = { $id, items: { $ref: '#/$defs/A' }, $defs: { A: { type: 'string' } } };
  const newer = { $id, anyOf: [{ $ref: 'test:order@0' }, { $ref: '#/$defs/A' }], $defs: { A: { type: 'null' } } };
  expect(linkSchema('test:order@1', newer, () => older)).toEqual({
    anyOf: [{ $ref: '#/$defs/order@0' }, { $ref: '#/$defs/A' }],
    $defs: { A: { type: 'null' }, 'order@0': { items: { $ref: '#/$defs/A.2' } }, 'A.2': { type: 'string' } },
  });
});

test('linking - a dynamic reference leads to the outermost schema that has its name', () => {
  const tree = {
    $id: 'test:tree',
    $dynamicAnchor: 'node',
    properties: { children: { items: { $dynamicRef: '#node' } } },
  };
  const strict = {
    $id: 'test:strict',
    $dynamicAnchor: 'node',
    $ref: 'test:tree',
    unevaluatedProperties: false,
    $defs: { tree },
  };
  expect(link(strict)).toEqual({
    $ref: '#/$defs/tree',
    unevaluatedProperties: false,
    $defs: { tree: { properties: { children: { items: { $ref: '#' } } } } },
  });
});

test('linking - true and false are schemas', () => {
  expect([link(true), link(false)]).toEqual([{}, { not: {} }]);
});

test.each([
  ['an unknown document', { properties: { a: { $ref: 'test:adress@1' } } }, '/properties/a/$ref'],
  ['an unknown place', { $ref: '#/$defs/x' }, '/$ref'],
  ['an unknown anchor', { items: [], not: { $dynamicRef: '#x' } }, '/not/$dynamicRef'],
])('linking - %s is refused where it is referred to', (_, schema, pointer) => {
  expect(() => link(schema)).toThrow(SchemaError);
  expect(() => link(schema)).toThrow(expect.objectContaining({ code: 'UNKNOWN_REFERENCE', pointer }));
});
