import { expect, test } from 'vitest';
import { parseAvroSchema } from '../contracts/index.ts';
import { inlineAvro } from './inline-avro.ts';

const record = (name: string, ...fields: (readonly [name: string, type: unknown])[]) => ({
  ...{ type: 'record', name },
  fields: fields.map(([field, type]) => ({ name: field, type })),
});
const inline = (schema: unknown, ...references: unknown[]) =>
  JSON.parse(
    inlineAvro(
      JSON.stringify(schema),
      references.map((each) => JSON.stringify(each)),
    ),
  );

test('Avro references - a schema without references stays as it is written', () => {
  expect(inlineAvro('{ "type":  "string" }', [])).toBe('{ "type":  "string" }');
});

test('Avro references - a type is written out where it is named first', () => {
  const address = { ...record('Address', ['city', 'string']), namespace: 'shared' };
  const order = record('Order', ['from', 'shared.Address'], ['to', ['null', 'shared.Address']]);
  const written = inline({ ...order, namespace: 'sales' }, address);
  expect(written.fields).toEqual([
    { name: 'from', type: { ...address, name: 'Address', namespace: 'shared' } },
    { name: 'to', type: ['null', 'shared.Address'] },
  ]);
  parseAvroSchema(JSON.stringify(written));
});

test('Avro references - a reference refers to others, by names of its own namespace', () => {
  const zip = { type: 'fixed', name: 'geo.Zip', size: 5 };
  const address = { ...record('Address', ['zip', 'Zip'], ['more', { type: 'array', items: 'Zip' }]), namespace: 'geo' };
  const written = inline(
    record('Order', ['to', { type: 'map', values: 'geo.Address' }], ['zip', 'geo.Zip']),
    zip,
    address,
  );
  const type = parseAvroSchema(JSON.stringify(written));
  expect(type).toMatchObject({ fields: [{ name: 'to' }, { name: 'zip', type: { kind: 'fixed', name: 'geo.Zip' } }] });
});

test('Avro references - a type without namespace stays without one', () => {
  const written = inline(
    { ...record('Order', ['kind', 'Kind']), namespace: 'sales' },
    {
      ...{ type: 'enum', name: 'Kind', symbols: ['A'] },
    },
  );
  expect(parseAvroSchema(JSON.stringify(written))).toMatchObject({
    fields: [{ type: { kind: 'enum', name: 'Kind' } }],
  });
});

test('Avro references - a recursive type is said once', () => {
  const tree = record('Tree', ['children', { type: 'array', items: 'Tree' }]);
  parseAvroSchema(JSON.stringify(inline(record('Forest', ['trees', { type: 'array', items: 'Tree' }]), tree)));
});

test('Avro references - a type within a referenced one may be named', () => {
  const order = record('Order', ['kind', { type: 'enum', name: 'Kind', symbols: ['A'] }]);
  const written = inline(record('Pair', ['kind', 'Kind'], ['order', 'Order']), order);
  expect(parseAvroSchema(JSON.stringify(written))).toMatchObject({
    fields: [{ type: { kind: 'enum' } }, { type: { kind: 'record', name: 'Order' } }],
  });
});

test('Avro references - what is no schema is left for its parser', () => {
  expect(inline({ type: 'record', name: 7, fields: 'x' }, 'string')).toMatchObject({ type: 'record', fields: 'x' });
  expect(inline(null, [])).toBe(null);
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  for (const text of ['{', deep]) expect(inlineAvro(text, ['"int"'])).toBe(text);
  expect(inlineAvro('"int"', ['{'])).toBe('"int"');
});
