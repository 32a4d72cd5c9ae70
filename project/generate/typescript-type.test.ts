import { expect, test } from 'vitest';
import type { JsonSchema } from '../../shared/contracts/index.ts';
import { typescriptTypesOf } from './typescript-type.ts';

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
  [
    { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } },
    'readonly [string?, ...(number)[]]',
  ],
  [{ type: 'object', additionalProperties: { type: 'number' } }, '{ readonly [name: string]: number }'],
  [{ properties: { 'a-b': true } }, '{\n  readonly "a-b"?: unknown;\n}'],
  [
    { type: 'array', items: { type: 'object', properties: { a: {} }, required: ['a'] } },
    'readonly {\n  readonly a: unknown;\n}[]',
  ],
])('typescript - %j', (schema, type) => {
  expect(typescriptTypesOf(schema, 'Root')).toBe(`export type Root = ${type};`);
});

test('typescript - a definition is a type of its own, the root where it is called alike', () => {
  const schema = {
    $ref: '#/$defs/List',
    $defs: { List: { type: 'object', properties: { next: { $ref: '#/$defs/List' } } } },
  };
  expect(typescriptTypesOf(schema, 'List')).toBe('export type List = {\n  readonly next?: List;\n};');
  expect(typescriptTypesOf(schema, 'Root')).toMatch(/^export type Root = List;\n\nexport type List = /);
});

test('typescript - a comment cannot end early', () => {
  expect(typescriptTypesOf({ description: 'a */ b\n c', type: 'string' }, 'Root')).toBe(
    '/** a *∕ b c */\nexport type Root = string;',
  );
});
