import { expect, test } from 'vitest';
import { checkSchema } from './check-schema.ts';

test.each([
  [{ type: 'objekt' }, '/type', 'object'],
  [{ properties: { a: { pattern: '(' } } }, '/properties/a/pattern', 'Unterminated group'],
  [{ patternProperties: { 'a/[': true } }, '/patternProperties/a~1[', 'Unterminated character class'],
  [{ $defs: { A: { anyOf: [{ pattern: '\\-' }] } } }, '/$defs/A/anyOf/0/pattern', 'Invalid escape'],
  [[], '', 'neither an object nor true or false'],
  [{ $schema: 'http://json-schema.org/draft-07/schema#' }, '/$schema', 'written in'],
])('a schema - %j is none', (schema, pointer, message) => {
  expect(() => checkSchema(schema)).toThrow(
    expect.objectContaining({ code: 'INVALID_SCHEMA', pointer, message: expect.stringContaining(message) }),
  );
});

test('a schema - patterns are no patterns where they are values', () => {
  const schema = { pattern: '^a$', enum: [{ pattern: '(' }], default: { pattern: '(' } };
  expect(checkSchema(schema)).toBe(schema);
});
