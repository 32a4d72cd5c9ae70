import { expect, test } from 'vitest';
import type { JsonSchema } from '../../shared/contracts/index.ts';
import { checkEndless } from './check-endless.ts';

test.each<[schema: JsonSchema, pointer: string]>([
  [{ $ref: '#' }, '/$ref'],
  [{ anyOf: [{ type: 'null' }, { $ref: '#' }] }, '/anyOf/1/$ref'],
  [
    { items: { $ref: '#/$defs/A' }, $defs: { A: { not: { $ref: '#/$defs/B' } }, B: { $ref: '#/$defs/A' } } },
    '/items/$ref/not/$ref/$ref',
  ],
])('endless references - %j is refused', (schema, pointer) => {
  expect(() => checkEndless(schema)).toThrow(expect.objectContaining({ code: 'ENDLESS_REFERENCE', pointer }));
});

test.each<[schema: JsonSchema]>([
  [{ properties: { next: { $ref: '#' } } }],
  [{ anyOf: [{ $ref: '#/$defs/A' }, { $ref: '#/$defs/A' }], $defs: { A: { items: { $ref: '#' } } } }],
])('endless references - %j takes a step', (schema) => {
  expect(() => checkEndless(schema)).not.toThrow();
});
