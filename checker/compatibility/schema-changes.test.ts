import { expect, test } from 'vitest';
import { type SchemaChange, schemaChanges } from './schema-changes.ts';

const field = (name: string, type: unknown) => ({ name, type });

test.each<[older: unknown, newer: unknown, changes: readonly SchemaChange[]]>([
  [{ type: 'string' }, { type: 'string' }, []],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
  [{ type: 'string' }, { type: 'integer' }, [{ path: ['type'], old: 'string', new: 'integer' }]],
  [{}, { minimum: 0 }, [{ path: ['minimum'], new: 0 }]],
  [{ minimum: 0 }, {}, [{ path: ['minimum'], old: 0 }]],
  [
    { required: ['a', 'b'] },
    { required: ['b', 'c'] },
    [
      { path: ['required', 'a'], old: 'a' },
      { path: ['required', 'c'], new: 'c' },
    ],
  ],
  [
    { fields: [field('a', 'int'), field('b', 'int')] },
    { fields: [field('b', 'long'), field('a', 'int')] },
    [{ path: ['fields', 'b', 'type'], old: 'int', new: 'long' }],
  ],
  [
    ['null', { type: 'array', items: 'int' }],
    ['null', { type: 'array', items: 'long' }],
    [{ path: ['1', 'items'], old: 'int', new: 'long' }],
  ],
  ['int', ['null', 'int'], [{ path: [], old: 'int', new: ['null', 'int'] }]],
  [true, false, [{ path: [], old: true, new: false }]],
])('schema changes - %j to %j', (older, newer, changes) => {
  expect(schemaChanges(older, newer)).toEqual(changes);
});
