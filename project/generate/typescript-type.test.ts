import { expect, test } from 'vitest';
import type { JsonSchema } from '../../shared/contracts/index.ts';
import { typescriptTypesOf } from './typescript-type.ts';

const declarationsOf = (schema: JsonSchema, name = 'Root') => typescriptTypesOf(schema, name).declarations;

test.each<[schema: JsonSchema, type: string]>([
  [{ type: 'integer' }, 'number'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ enum: ['A', 1, null] }, '"A" | 1 | null'],
  [{ const: 'A' }, '"A"'],
  [{}, 'unknown'],
  [{ not: {} }, 'never'],
  [{ anyOf: [{ type: 'null' }, { type: 'number' }, { type: 'integer' }] }, 'null | number'],
  [{ allOf: [{ anyOf: [{ const: 1 }, { const: 2 }] }, { type: 'integer' }] }, '(1 | 2) & number'],
  [{ type: 'array' }, 'readonly unknown[]'],
  [{ type: 'array', items: { type: ['string', 'null'] } }, 'readonly (string | null)[]'],
  [{ type: 'array', prefixItems: [{ type: 'string' }], items: false }, 'readonly [string?]'],
  [{ type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } }, 'readonly [string?, ...number[]]'],
  [{ type: 'object', additionalProperties: { type: 'number' } }, '{ readonly [name: string]: number }'],
  [{ properties: { 'a-b': true } }, '{\n  readonly "a-b"?: unknown;\n}'],
  [
    { type: 'array', items: { type: 'object', properties: { a: {} }, required: ['a'] } },
    'readonly {\n  readonly a: unknown;\n}[]',
  ],
  [
    { type: 'array', prefixItems: [{ type: 'string' }, {}], minItems: 1, items: { type: ['string', 'null'] } },
    'readonly [string, unknown?, ...(string | null)[]]',
  ],
  [{ type: 'array', items: { type: 'array', items: { type: 'null' } } }, 'readonly (readonly null[])[]'],
  [{ enum: [] }, 'never'],
  [{ const: { a: [1] } }, '{"a":[1]}'],
  [{ type: 'string', format: 'date-time' }, 'string'],
  [{ type: 'string', format: 'date-time', pattern: 'Z$' }, 'Instant'],
  [{ type: 'object', anyOf: [{ required: ['a'] }, { type: 'null' }] }, '{\n  readonly a: unknown;\n} | null'],
  [
    { type: 'object', properties: { a: {} }, oneOf: [{ $ref: '#' }, { $ref: '#' }] },
    '{\n  readonly a?: unknown;\n} & Root',
  ],
  [{ type: 'array', items: { allOf: [{ type: 'string' }, { enum: ['|'] }] } }, 'readonly (string & "|")[]'],
  [
    { deprecated: true, properties: { a: { deprecated: true } } },
    '{\n  /** @deprecated */\n  readonly a?: unknown;\n}',
  ],
  [
    { type: 'object', properties: { at: { $ref: '#/properties/by' }, by: { type: 'number' } } },
    '{\n  readonly at?: By;\n  readonly by?: number;\n};\n\nexport type By = number',
  ],
  [
    { items: { $ref: '#/$defs/a.b' }, type: 'array', $defs: { 'a.b': {}, 'a-b': {}, '3d': {}, Instant: {} } },
    'readonly AB[];\n\nexport type AB = unknown;\n\nexport type AB2 = unknown;\n\nexport type Type3d = unknown;\n\nexport type Instant2 = unknown',
  ],
])('typescript - %j', (schema, type) => {
  expect(declarationsOf(schema)).toBe(`${schema.deprecated ? '/** @deprecated */\n' : ''}export type Root = ${type};`);
});

test('typescript - a definition is a type of its own, the root where it is called alike', () => {
  const schema = {
    $ref: '#/$defs/List',
    $defs: { List: { type: 'object', properties: { next: { $ref: '#/$defs/List' } } } },
  };
  expect(declarationsOf(schema, 'List')).toBe('export type List = {\n  readonly next?: List;\n};');
  expect(declarationsOf(schema)).toMatch(/^export type Root = List;\n\nexport type List = /);
});

test('typescript - a comment cannot end early', () => {
  expect(declarationsOf({ description: 'a */ b\n c', type: 'string' })).toBe(
    '/** a *∕ b c */\nexport type Root = string;',
  );
});
