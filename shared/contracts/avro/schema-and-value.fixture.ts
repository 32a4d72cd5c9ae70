/**
 * Arbitrary schemas of all that the specification has, each with a value of its JSON form, spelt as it is read back:
 * for tests of our own codec and of others against it.
 */

import fc from 'fast-check';
import { dateText } from './calendar.ts';
import { namespaceOf } from './full-name.ts';
import { isBare } from './json-form.ts';
import { parseAvroSchema } from './parse-schema.ts';

export type SchemaAndValue = { readonly schema: unknown; readonly value: unknown };

/** A schema, how a union names it (null for a union itself), its values, and a default as a schema writes it. */
type Shape = {
  readonly schema: unknown;
  readonly branch: string | null;
  readonly value: fc.Arbitrary<unknown>;
  readonly default?: unknown;
};

const scalar = (schema: unknown, value: fc.Arbitrary<unknown>, byDefault: unknown): Shape => {
  const branch = typeof schema === 'string' ? schema : (schema as { type: string }).type;
  return { schema, branch, value, default: byDefault };
};

const logical = (type: string, logicalType: string, rest: object = {}) => ({ type, logicalType, ...rest });

const base64 = (options: fc.IntArrayConstraints) =>
  fc.uint8Array(options).map((bytes) => Buffer.from(bytes).toString('base64'));

const float = (value: number) => (Number.isFinite(value) ? value : String(value));
const unsigned = (value: number) => (Object.is(value, -0) ? 0 : value);

const digits = (count: number) =>
  fc.integer({ min: 0, max: 10 ** count - 1 }).map((number) => String(number).padStart(count, '0'));
const date = fc.integer({ min: -719_528, max: 2_932_896 }).map(dateText);
const two = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
const time = (count: number) =>
  fc.tuple(two(23), two(59), two(59), digits(count)).map(([h, m, s, fraction]) => `${h}:${m}:${s}.${fraction}`);
const instant = (count: number, zone: string, day = date) =>
  fc.tuple(day, time(count)).map(([day, time]) => `${day}T${time}${zone}`);
/** Days that 64 bits of nanoseconds hold whole. */
const nearDate = fc.integer({ min: -106_750, max: 106_750 }).map(dateText);

const decimal = (precision: number, scale: number) =>
  fc.bigInt({ min: -(10n ** BigInt(precision)) + 1n, max: 10n ** BigInt(precision) - 1n }).map((unscaled) => {
    const text = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
    const point = text.length - scale;
    return `${unscaled < 0n ? '-' : ''}${text.slice(0, point)}${scale > 0 ? '.' : ''}${text.slice(point)}`;
  });

const uint32 = fc.nat({ max: 0xffff_ffff });
const duration = fc.tuple(uint32, uint32, uint32).map(([months, days, ms]) => {
  return `P${months}M${days}DT${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}S`;
});

const SCALARS: readonly Shape[] = [
  scalar('null', fc.constant(null), null),
  scalar('boolean', fc.boolean(), true),
  scalar('int', fc.integer(), -7),
  scalar('long', fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -300, max: 300 })), 2 ** 40),
  scalar('float', fc.float({ noDefaultInfinity: false }).map(unsigned).map(float), 0.5),
  scalar('double', fc.double().map(unsigned).map(float), -0.25),
  scalar('string', fc.string({ unit: 'binary' }), 'né'),
  scalar('bytes', base64({ maxLength: 40 }), '\u00ff\u0000'),
  scalar({ type: 'string', 'x-known-to-nobody': 1 }, fc.string(), ''),
  scalar(logical('long', 'known-to-nobody'), fc.integer(), 0),
  scalar(logical('int', 'date'), date, 20_000),
  scalar(logical('int', 'time-millis'), time(3), 1),
  scalar(logical('long', 'time-micros'), time(6), 1),
  scalar(logical('long', 'timestamp-millis'), instant(3, 'Z'), 0),
  scalar(logical('long', 'timestamp-micros'), instant(6, 'Z'), 0),
  scalar(logical('long', 'timestamp-nanos'), instant(9, 'Z', nearDate), 0),
  scalar(logical('long', 'local-timestamp-millis'), instant(3, ''), 0),
  scalar(logical('long', 'local-timestamp-micros'), instant(6, ''), 0),
  scalar(logical('long', 'local-timestamp-nanos'), instant(9, '', nearDate), 0),
  scalar(logical('string', 'uuid'), fc.uuid(), '00000000-0000-4000-8000-000000000000'),
  ...[
    [1, 0],
    [4, 4],
    [9, 2],
    [38, 10],
  ].map(([precision = 1, scale = 0]) =>
    scalar(logical('bytes', 'decimal', { precision, scale }), decimal(precision, scale), '\u0001'),
  ),
];

const fixed = (size: number, value: fc.Arbitrary<unknown>, rest: object = {}) => ({
  schema: { type: 'fixed', size, ...rest },
  value,
  default: '\u0000'.repeat(size),
});

/** Types that want a name. */
const NAMELESS = [
  { schema: { type: 'enum', symbols: ['A', 'B', 'C'] }, value: fc.constantFrom('A', 'B', 'C'), default: 'B' },
  { schema: { type: 'enum', symbols: ['x_1'], default: 'x_1' }, value: fc.constant('x_1'), default: 'x_1' },
  fixed(0, fc.constant('')),
  fixed(5, base64({ minLength: 5, maxLength: 5 })),
  fixed(16, fc.uuid(), { logicalType: 'uuid' }),
  fixed(8, decimal(18, 3), { logicalType: 'decimal', precision: 18, scale: 3 }),
  fixed(1, decimal(2, 0), { logicalType: 'decimal', precision: 2 }),
  fixed(12, duration, { logicalType: 'duration' }),
];

/** Schemas whose names lie in these namespaces, always written in full. */
function shapesIn(namespaces: readonly string[]): fc.Arbitrary<Shape> {
  const fullName = fc
    .tuple(fc.constantFrom(...namespaces), fc.nat({ max: 2 ** 31 - 1 }))
    .map(([namespace, id]) => (namespace === '' ? `N${id}` : `${namespace}.N${id}`));
  const namedScalar = fc
    .tuple(fullName, fc.constantFrom(...NAMELESS))
    .map(([name, shape]): Shape => ({ ...shape, branch: name, schema: { ...shape.schema, name } }));
  const { shape } = fc.letrec<{ shape: Shape; leaf: Shape; composed: Shape }>((tie) => ({
    shape: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('composed')),
    leaf: fc.oneof({ arbitrary: fc.constantFrom(...SCALARS), weight: 3 }, namedScalar),
    composed: fc.oneof(
      tie('shape').map(arrayOf),
      tie('shape').map(mapOf),
      fc.array(tie('shape'), { minLength: 1, maxLength: 5 }).map(unionOf),
      fc
        .tuple(fullName, fc.array(fieldOf(tie('shape')), { maxLength: 5 }))
        .map(([name, fields]) => record(name, fields)),
      fc.tuple(fullName, tie('shape')).map(([name, shape]) => tree(name, shape)),
      fc.tuple(fullName, tie('shape')).map(([name, shape]) => twice(name, shape)),
    ),
  }));
  return shape;
}

const arrayOf = ({ schema, value }: Shape): Shape => ({
  schema: { type: 'array', items: schema },
  branch: 'array',
  value: fc.array(value, { maxLength: 4 }),
  default: [],
});

const key = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('__proto__', '7', ''));

const mapOf = ({ schema, value }: Shape): Shape => ({
  schema: { type: 'map', values: schema },
  branch: 'map',
  value: fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  default: {},
});

/** Of the branches that may stand beside each other. */
function unionOf(shapes: readonly Shape[]): Shape {
  const names = shapes.map(({ branch }) => branch);
  const branches = shapes.filter(({ branch }, index) => branch !== null && names.indexOf(branch) === index);
  const schema = branches.map((branch) => branch.schema);
  const [first] = branches;
  if (first === undefined || !hasNamesOnce(schema)) return shapes[0] as Shape;
  const union = parseAvroSchema(JSON.stringify(schema));
  const bare = union.kind === 'union' && isBare(union);
  const values = branches.map(({ branch, value }) =>
    bare || branch === 'null' ? value : value.map((each) => ({ [branch as string]: each })),
  );
  return { schema, branch: null, value: fc.oneof(...values), ...('default' in first && { default: first.default }) };
}

type FieldShape = { readonly shape: Shape; readonly rest: object };

const fieldOf = (shape: fc.Arbitrary<Shape>): fc.Arbitrary<FieldShape> =>
  fc.tuple(shape, fc.nat({ max: 3 })).map(([shape, kind]) => {
    const rest =
      [{}, { doc: 'A "field".' }, { aliases: ['old'], order: 'ignore' }, { default: shape.default }][kind] ?? {};
    return { shape, rest: 'default' in rest && !('default' in shape) ? {} : rest };
  });

/** No default: a record's own default would have to hold one for every field. */
function record(name: string, fields: readonly FieldShape[]): Shape {
  const declared = fields.map(({ shape, rest }, index) => ({ ...rest, name: `f${index}`, type: shape.schema }));
  const values = fc.tuple(...fields.map(({ shape }) => shape.value));
  return {
    schema: { type: fields.length === 1 ? 'error' : 'record', name, doc: 'A record.', fields: declared },
    branch: name,
    value: values.map((each) => Object.fromEntries(each.map((value, index) => [`f${index}`, value]))),
  };
}

/** A record that holds itself: perhaps, in a list and in a map. */
function tree(name: string, { schema, value }: Shape): Shape {
  const fields = [
    { name: 'value', type: schema },
    { name: 'next', type: ['null', name], default: null },
    { name: 'parts', type: { type: 'array', items: name } },
    { name: 'byName', type: { type: 'map', values: name } },
  ];
  return { schema: { type: 'record', name, fields }, branch: name, value: nodeOf(value, 2) };
}

function nodeOf(value: fc.Arbitrary<unknown>, depth: number): fc.Arbitrary<unknown> {
  const leaf = value.map((each) => ({ value: each, next: null, parts: [], byName: {} }));
  if (depth === 0) return leaf;
  const node = nodeOf(value, depth - 1);
  return fc
    .tuple(value, fc.option(node), fc.array(node, { maxLength: 2 }), fc.option(node))
    .map(([value, next, parts, named]) => ({ value, next, parts, byName: named === null ? {} : { named } }));
}

/** A type that is declared and then referred to. */
function twice(name: string, shape: Shape): Shape {
  const isNamed = typeof shape.schema === 'object' && shape.schema !== null && 'name' in shape.schema;
  const again = isNamed
    ? { ...shape, schema: shape.branch }
    : arrayOf({ ...shape, schema: 'int', value: fc.integer() });
  return record(name, [
    { shape, rest: {} },
    { shape: again, rest: {} },
  ]);
}

function hasNamesOnce(schema: unknown): boolean {
  const names = [...JSON.stringify(schema).matchAll(/"name":"((?:[a-z.]+\.)?N\d+)"/g)].map(([, name]) => name);
  return new Set(names).size === names.length;
}

type Members = Readonly<Record<string, unknown>>;

/** Spells names in the ways that the specification has: in full, with a namespace beside, or by what encloses them. */
function spell(schema: unknown, enclosing: string): unknown {
  if (typeof schema === 'string') return shortest(schema, enclosing);
  if (Array.isArray(schema)) return schema.map((branch) => spell(branch, enclosing));
  const members = schema as Members;
  const { name, items, values, fields } = members as {
    name?: string;
    items?: unknown;
    values?: unknown;
    fields?: Members[];
  };
  const inside = name === undefined ? enclosing : namespaceOf(name);
  return {
    ...members,
    ...(name !== undefined && spellName(name, enclosing)),
    ...(items !== undefined && { items: spell(items, inside) }),
    ...(values !== undefined && { values: spell(values, inside) }),
    ...(fields !== undefined && { fields: fields.map((field) => ({ ...field, type: spell(field.type, inside) })) }),
  };
}

function spellName(name: string, enclosing: string): Members {
  const [namespace, short] = [namespaceOf(name), name.slice(name.lastIndexOf('.') + 1)];
  if (namespace === '' || /[0-3]$/.test(name)) return { name };
  return namespace === enclosing && /[4-6]$/.test(name) ? { name: short } : { name: short, namespace };
}

const shortest = (name: string, enclosing: string): string =>
  enclosing !== '' && namespaceOf(name) === enclosing ? name.slice(enclosing.length + 1) : name;

const pairsOf = (shapes: fc.Arbitrary<Shape>): fc.Arbitrary<SchemaAndValue> =>
  shapes
    .filter(({ schema }) => hasNamesOnce(schema))
    .chain(({ schema, value }) => value.map((each) => ({ schema: spell(schema, ''), value: each })));

/** With names in no namespace, or all in some: from within one, a name in none cannot be said. */
export const schemaAndValue: fc.Arbitrary<SchemaAndValue> = fc.oneof(
  pairsOf(shapesIn([''])),
  pairsOf(shapesIn(['a', 'a.b', 'c'])),
);
