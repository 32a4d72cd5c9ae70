import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AvroSchemaError } from '../errors.ts';
import { canonicalFormOf } from './canonical-form.ts';
import { jsonFormOf } from './json-form.ts';
import { parseAvroSchema } from './parse-schema.ts';
import { checkDefaults, compileReader } from './read-value.ts';
import { schemaAndValue } from './schema-and-value.fixture.ts';
import { compileWriter } from './write-value.ts';

function refusal(schema: unknown): { pointer: string; message: string } {
  try {
    parseAvroSchema(typeof schema === 'string' ? schema : JSON.stringify(schema));
  } catch (error) {
    if (error instanceof AvroSchemaError) return { pointer: error.pointer, message: error.message };
    throw error;
  }
  throw new Error('The schema was taken.');
}

const record = (fields: unknown, rest: object = {}) => ({ type: 'record', name: 'R', fields, ...rest });

test.each([
  ['no JSON', '{', '', /no JSON/],
  ['nothing', '', '', /no JSON/],
  ['a number', '7', '', /Expected a type/],
  ['null', 'null', '', /Expected a type/],
  ['no type', {}, '/type', /Expected a type/],
  ['a type that is null', { type: null }, '/type', /Expected a type/],
  ['a list without items', { type: 'array' }, '/items', /Expected a type/],
  ['a map without values', { type: 'map' }, '/values', /Expected a type/],
  ['a fixed without size', { type: 'fixed', name: 'F' }, '/size', /whole number/],
  ['a size that is text', { type: 'fixed', name: 'F', size: '16' }, '/size', /whole number/],
  ['a size with a fraction', { type: 'fixed', name: 'F', size: 1.5 }, '/size', /whole number/],
  ['an enum without symbols', { type: 'enum', name: 'E' }, '/symbols', /Expected a list/],
  ['a symbol with a space', { type: 'enum', name: 'E', symbols: ['A', 'B C'] }, '/symbols/1', /A name is made of/],
  ['a symbol that is a number', { type: 'enum', name: 'E', symbols: [1] }, '/symbols/0', /A name is made of/],
  [
    'a symbol twice',
    { type: 'enum', name: 'E', symbols: ['A', 'B', 'A'] },
    '/symbols/2',
    /symbol "A" is declared twice/,
  ],
  [
    'a default that is no symbol',
    { type: 'enum', name: 'E', symbols: ['A'], default: 0 },
    '/default',
    /none of the symb/,
  ],
  ['a field that is none', record(['a']), '/fields/0', /Expected a field/],
  ['a field without name', record([{ type: 'int' }]), '/fields/0/name', /A name is made of/],
  ['a field without type', record([{ name: 'a' }]), '/fields/0/type', /Expected a type/],
  ['a field with a dotted name', record([{ name: 'a.b', type: 'int' }]), '/fields/0/name', /A name is made of/],
  ['a field called __proto__', record([{ name: '__proto__', type: 'int' }]), '/fields/0/name', /JavaScript/],
  ['fields that are no list', record({ a: 'int' }), '/fields', /Expected a list/],
  ['aliases that are no list', record([], { aliases: 'Old' }), '/aliases', /Expected a list/],
  ['a type before it is declared', [{ type: 'array', items: 'R' }, record([])], '/0/items', /"R" is no type/],
  [
    'a type of another namespace',
    record([
      { name: 'a', type: { type: 'fixed', name: 'n.F', size: 1 } },
      { name: 'b', type: 'm.F' },
    ]),
    '/fields/1/type',
    /"m.F" is no type that is known here \(R, n.F are\)/,
  ],
  ['an unknown type', record([{ name: 'a', type: 'strin' }]), '/fields/0/type', /"strin" is no type/],
  ['a name with a dash', record([{ name: 'a-b', type: 'int' }]), '/fields/0/name', /A name is made of/],
  [
    'a field twice',
    record([
      { name: 'a', type: 'int' },
      { name: 'a', type: 'int' },
    ]),
    '/fields/1',
    /field "a" is declared twice/,
  ],
  ['no fields', { type: 'record', name: 'R' }, '/fields', /Expected a list/],
  ['no name', { type: 'record', fields: [] }, '/name', /A name is made of/],
  ['a name of Avro', { type: 'record', name: 'int', fields: [] }, '/name', /"int" is the name of a type of Avro/],
  ['a name of Avro in a namespace', record([], { name: 'n.bytes' }), '/name', /"bytes" is the name of a type of Avro/],
  ['an empty name', record([], { name: '' }), '/name', /A name is made of/],
  ['a name with an empty part', record([], { name: 'a..R' }), '/name', /A name is made of/],
  ['a name that ends with a dot', record([], { name: 'a.' }), '/name', /A name is made of/],
  ['a name of other letters', record([], { name: 'Größe' }), '/name', /A name is made of/],
  ['a name that is a number', record([], { name: 7 }), '/name', /A name is made of/],
  ['a namespace that is none', record([], { namespace: 'a.1' }), '/namespace', /A name is made of/],
  ['a namespace that is a number', record([], { namespace: 7 }), '/namespace', /A name is made of/],
  ['a union in a union', [['int']], '', /may not hold a union/],
  ['a union that is a branch by its type', ['int', { type: ['null', 'long'] }], '', /may not hold a union/],
  ['a branch twice', ['int', 'int'], '', /holds "int" twice/],
  ['a branch twice, with a logical type', ['int', { type: 'int', logicalType: 'date' }], '', /holds "int" twice/],
  ['a type twice in a union', ['null', record([]), 'R'], '', /holds "R" twice/],
  [
    'two maps',
    [
      { type: 'map', values: 'int' },
      { type: 'map', values: 'long' },
    ],
    '',
    /holds "map" twice/,
  ],
  ['a negative size', { type: 'fixed', name: 'F', size: -1 }, '/size', /whole number/],
  ['an alien default', { type: 'enum', name: 'E', symbols: ['A'], default: 'B' }, '/default', /none of the symbols/],
  [
    'a type twice',
    [
      { type: 'fixed', name: 'F', size: 1 },
      { type: 'array', items: { type: 'fixed', name: 'F', size: 2 } },
    ],
    '/1/items',
    /declared twice/,
  ],
  ['a bad alias', { type: 'fixed', name: 'F', size: 1, aliases: ['1'] }, '/aliases/0', /A name is made of/],
])('schema - refuses %s', (_, schema, pointer, message) => {
  const refused = refusal(schema);
  expect(refused.pointer).toBe(pointer);
  expect(refused.message).toMatch(message);
});

test.each([
  ['an enum without symbols at all', { type: 'enum', name: 'E', symbols: [] }],
  ['a record without fields', record([])],
  ['a fixed of no bytes', { type: 'fixed', name: 'F', size: 0 }],
  ['a union of nothing', []],
  ['a union of one', ['int']],
  ['names that are words of Avro, but of no plain type', record([{ name: 'record', type: 'int' }], { name: 'enum' })],
  ['one short name in two namespaces', ['a.R', 'b.R'].map((name) => record([], { name }))],
  ['a namespace that is nothing', record([], { namespace: '' })],
  ['members that nobody knows', { type: 'int', order: 7, 'x-owner': {} }],
  ['a record that can never be', record([{ name: 'r', type: 'R' }])],
])('schema - takes %s', (_, schema) => {
  expect(() => parseAvroSchema(JSON.stringify(schema))).not.toThrow();
});

test.each([
  ['lists', (inner: string) => `{"type":"array","items":${inner}}`],
  ['types of types', (inner: string) => `{"type":${inner}}`],
  ['unions', (inner: string) => `[${inner}]`],
  ['records', (inner: string, n: number) => `{"type":"record","name":"R${n}","fields":[{"name":"a","type":${inner}}]}`],
])('schema - refuses %s that are nested too deeply', (_, around) => {
  const nested = (depth: number): string => {
    let text = '"int"';
    for (let n = 0; n < depth; n++) text = around(text, n);
    return text;
  };
  expect(refusal(nested(100_000)).message).toMatch(/Nested deeper than 500/);
});

test('schema - takes as long as there is to read', () => {
  const many = (make: (n: number) => unknown) => Array.from({ length: 50_000 }, (_, n) => make(n));
  const type = parseAvroSchema(
    JSON.stringify(
      record([
        ...many((n) => ({ name: `f${n}`, type: 'int' })),
        { name: 'symbol', type: { type: 'enum', name: 'E', symbols: many((n) => `S${n}`) } },
        { name: 'branch', type: many((n) => ({ type: 'fixed', name: `F${n}`, size: n })) },
      ]),
    ),
  );
  expect(type).toMatchObject({ kind: 'record', fields: { length: 50_002 } });
});

test('schema - resolves names by the namespace that encloses them', () => {
  const type = parseAvroSchema(
    JSON.stringify(
      record(
        [
          { name: 'one', type: { type: 'fixed', name: 'F', size: 2 } },
          { name: 'other', type: 'a.b.F' },
        ],
        { namespace: 'a.b', aliases: ['Old', 'x.Older'] },
      ),
    ),
  );
  if (type.kind !== 'record') throw new Error('Not a record.');
  expect(type.fields[0]?.type).toBe(type.fields[1]?.type);
  expect(type.aliases).toEqual(['a.b.Old', 'x.Older']);
});

test.each([
  [{ type: 'int', logicalType: 'timestamp-millis' }],
  [{ type: 'bytes', logicalType: 'decimal', precision: 0 }],
  [{ type: 'bytes', logicalType: 'decimal', precision: 2, scale: 3 }],
  [{ type: 'fixed', name: 'F', size: 2, logicalType: 'decimal', precision: 5 }],
  [{ type: 'fixed', name: 'F', size: 11, logicalType: 'duration' }],
  [{ type: 'string', logicalType: 'nobody-knows' }],
  [{ type: 'string', logicalType: 'toString' }],
])('schema - passes over a logical type that does not fit: %j', (schema) => {
  expect(parseAvroSchema(JSON.stringify(schema))).toMatchObject({ logical: null });
});

/** Puts something else in the place that is reached by taking, again and again, the member of that number. */
function replaced(node: unknown, way: readonly number[], other: unknown): unknown {
  const [first, ...rest] = way;
  if (first === undefined || typeof node !== 'object' || node === null) return other;
  const entries = Object.entries(node);
  const [key, value] = entries[first % Math.max(1, entries.length)] ?? ['type', null];
  const changed = replaced(value, rest, other);
  if (Array.isArray(node)) return node.map((each, index) => (String(index) === key ? changed : each));
  return { ...node, [key]: changed };
}

test('schema - whatever stands in it, it is taken or refused with a typed error', () => {
  const words = fc.constantFrom(
    'int',
    'record',
    'string',
    'N1',
    '',
    'a.b',
    '__proto__',
    'bytes',
    0,
    -1,
    1.5,
    null,
    {},
    [],
  );
  const changes = fc.array(fc.tuple(fc.array(fc.nat({ max: 9 }), { maxLength: 6 }), fc.oneof(words, fc.jsonValue())), {
    minLength: 1,
    maxLength: 3,
  });
  let taken = 0;
  fc.assert(
    fc.property(schemaAndValue, changes, ({ schema }, changes) => {
      const spoilt = changes.reduce((made, [way, other]) => replaced(made, way, other), schema);
      try {
        const type = parseAvroSchema(JSON.stringify(spoilt));
        checkDefaults(type);
        compileReader(type, type);
        compileWriter(type);
        expect(canonicalFormOf(parseAvroSchema(canonicalFormOf(type)))).toBe(canonicalFormOf(type));
        JSON.stringify(jsonFormOf(type, 'closed'));
        taken++;
      } catch (error) {
        expect(error).toBeInstanceOf(AvroSchemaError);
      }
    }),
    { numRuns: 3_000 },
  );
  expect(taken).toBeGreaterThan(100);
});
