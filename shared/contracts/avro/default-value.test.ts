import { expect, test } from 'vitest';
import { AvroSchemaError } from '../errors.ts';
import { parseAvroSchema } from './parse-schema.ts';
import { checkDefaults } from './read-value.ts';

/** What is wrong with a default of a type. What each type's right ones become stands among the rules of resolution. */
function refusal(type: unknown, byDefault: unknown): string {
  const schema = { type: 'record', name: 'R', fields: [{ name: 'a', type, default: byDefault }] };
  try {
    checkDefaults(parseAvroSchema(JSON.stringify(schema)));
  } catch (error) {
    if (error instanceof AvroSchemaError) return error.message;
    throw error;
  }
  throw new Error('The default was taken.');
}

const nested = (name: string, ...fields: unknown[]) => ({ type: 'record', name, fields });

test.each([
  ['null', 'null', 0, 'it is not null'],
  ['a boolean', 'boolean', 'true', 'it is not a boolean'],
  ['an int', 'int', '1', 'it is not an int'],
  ['an int with a fraction', 'int', 1.5, 'it is not an int'],
  ['an int of more than 32 bits', 'int', 2 ** 31, 'it is not an int'],
  ['a long that JSON rounds', 'long', 2 ** 53, 'it is not a long'],
  ['a float', 'float', '0.5', 'it is not a float'],
  ['a float of more than 32 bits', 'float', 1e300, 'it is not a float'],
  ['a double', 'double', 'NaN', 'it is not a number'],
  ['a string', 'string', null, 'it is not a string'],
  ['bytes', 'bytes', [1], 'it is not text of the code points 0 to 255'],
  ['bytes beyond ÿ', 'bytes', 'Ā', 'it is not text of the code points 0 to 255'],
  ['a fixed of another size', { type: 'fixed', name: 'F', size: 2 }, 'a', 'it is not 2 bytes long'],
  ['a symbol', { type: 'enum', name: 'E', symbols: ['A'] }, 'B', 'it is not one of the symbols'],
  ['a list', { type: 'array', items: 'int' }, {}, 'it is not an array'],
  ['an item', { type: 'array', items: 'int' }, [1, 'x'], 'it is not an int'],
  ['a map', { type: 'map', values: 'int' }, [], 'it is not an object'],
  ['a value of a map', { type: 'map', values: 'int' }, { a: null }, 'it is not an int'],
  ['a record', nested('I'), [], 'it is not an object'],
  ['a field without value or default', nested('I', { name: 'x', type: 'int' }), {}, 'it is not an int'],
  ['a branch', ['null', 'int'], 'x', 'it fits no branch of the union'],
  ['a branch of nothing', [], null, 'it fits no branch of the union'],
  ['a day of no year', { type: 'int', logicalType: 'date' }, 2 ** 31 - 1, 'an instant outside the years 0 to 9999'],
  ['a time of no day', { type: 'int', logicalType: 'time-millis' }, -1, 'a time outside the day'],
  ['too many digits', { type: 'bytes', logicalType: 'decimal', precision: 1 }, 'd', 'a decimal of more than 1 digits'],
  ['a uuid', { type: 'string', logicalType: 'uuid' }, 'x', 'a text that is no UUID'],
])('default - refuses what is no value of its type: %s', (_, type, byDefault, message) => {
  expect(refusal(type, byDefault)).toBe(`The default of R.a is none of its type: ${message}.`);
});

test('default - refuses a record that by default holds itself', () => {
  const endless = nested('I', { name: 'x', type: 'I', default: {} });
  expect(refusal(endless, {})).toContain('nested deeper than 500');
});

test('default - refuses records that by default double again and again', () => {
  let type: unknown = 'int';
  let byDefault: unknown = 0;
  for (let level = 0; level < 40; level++) {
    const name = `I${level}`;
    const again = typeof type === 'string' ? type : `I${level - 1}`;
    type = nested(name, { name: 'x', type, default: byDefault }, { name: 'y', type: again, default: byDefault });
    byDefault = {};
  }
  expect(refusal(type, {})).toContain('more than 10000 values');
});

test('default - a branch that fails late does not count as nesting', () => {
  const deep = nested('I', { name: 'x', type: nested('J', { name: 'y', type: 'int' }) });
  const type = { type: 'array', items: [deep, { type: 'map', values: { type: 'map', values: 'string' } }] };
  const byDefault = Array.from({ length: 1_000 }, () => ({ x: { y: 'text' } }));
  const schema = { type: 'record', name: 'R', fields: [{ name: 'a', type, default: byDefault }] };
  expect(() => checkDefaults(parseAvroSchema(JSON.stringify(schema)))).not.toThrow();
});
