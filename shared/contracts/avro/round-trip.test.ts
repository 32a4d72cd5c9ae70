import { Ajv2020 } from 'ajv/dist/2020.js';
import avsc from 'avsc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AvroContract } from '../contract.ts';
import { decode, encode } from '../formats/index.ts';
import { dateText } from './calendar.ts';
import { isBare, jsonFormOf } from './json-form.ts';
import { parseAvroSchema } from './parse-schema.ts';

/** A schema and a value of its JSON form, spelt as it is read back. */
type SchemaAndValue = { readonly schema: unknown; readonly value: unknown };

type Pair = fc.Arbitrary<SchemaAndValue>;

const of = (schema: unknown, value: fc.Arbitrary<unknown>): Pair => value.map((each) => ({ schema, value: each }));

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

const SCALARS: readonly Pair[] = [
  of('null', fc.constant(null)),
  of('boolean', fc.boolean()),
  of('int', fc.integer()),
  of('long', fc.maxSafeInteger()),
  of('float', fc.float({ noDefaultInfinity: false }).map(unsigned).map(float)),
  of('double', fc.double().map(unsigned).map(float)),
  of('string', fc.string({ unit: 'binary' })),
  of('bytes', base64({ maxLength: 40 })),
  of(logical('int', 'date'), date),
  of(logical('int', 'time-millis'), time(3)),
  of(logical('long', 'time-micros'), time(6)),
  of(logical('long', 'timestamp-millis'), instant(3, 'Z')),
  of(logical('long', 'timestamp-micros'), instant(6, 'Z')),
  of(logical('long', 'timestamp-nanos'), instant(9, 'Z', nearDate)),
  of(logical('long', 'local-timestamp-millis'), instant(3, '')),
  of(logical('long', 'local-timestamp-micros'), instant(6, '')),
  of(logical('long', 'local-timestamp-nanos'), instant(9, '', nearDate)),
  of(logical('string', 'uuid'), fc.uuid()),
  ...[
    [1, 0],
    [4, 4],
    [9, 2],
    [38, 10],
  ].map(([precision = 1, scale = 0]) =>
    of(logical('bytes', 'decimal', { precision, scale }), decimal(precision, scale)),
  ),
];

/** Named types get names that no other has. */
const named = (made: (name: string) => Pair): Pair => fc.nat({ max: 2 ** 31 - 1 }).chain((id) => made(`N${id}`));

const NAMED_SCALARS: readonly Pair[] = [
  named((name) => of({ type: 'enum', name, symbols: ['A', 'B', 'C'] }, fc.constantFrom('A', 'B', 'C'))),
  named((name) => of({ type: 'fixed', name, size: 5 }, base64({ minLength: 5, maxLength: 5 }))),
  named((name) => of({ ...logical('fixed', 'uuid', { size: 16 }), name }, fc.uuid())),
  named((name) => of({ ...logical('fixed', 'decimal', { size: 8, precision: 18, scale: 3 }), name }, decimal(18, 3))),
  named((name) =>
    of(
      { ...logical('fixed', 'duration', { size: 12 }), name },
      fc.tuple(uint32, uint32, uint32).map(([months, days, ms]) => {
        const fraction = String(ms % 1000).padStart(3, '0');
        return `P${months}M${days}DT${Math.floor(ms / 1000)}.${fraction}S`;
      }),
    ),
  ),
];

/** Values of one schema: as `fc.array`, but each value knows its schema, so they are shrunk and generated together. */
const { pair } = fc.letrec<{ pair: SchemaAndValue; leaf: SchemaAndValue; composed: SchemaAndValue }>((tie) => ({
  pair: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('composed')),
  leaf: fc.oneof(...SCALARS, ...NAMED_SCALARS),
  composed: fc.oneof(
    tie('pair').map(({ schema, value }) => ({ schema: { type: 'array', items: schema }, value: [value, value] })),
    fc
      .tuple(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('__proto__')), tie('pair'))
      .map(([key, { schema, value }]) => ({
        schema: { type: 'map', values: schema },
        value: Object.fromEntries([[key, value]]),
      })),
    fc.tuple(tie('pair'), fc.boolean()).map(nullable),
    fc.tuple(tie('pair'), tie('pair'), fc.nat({ max: 1 })).map(unionOf),
    named((name) => fc.array(tie('pair'), { maxLength: 5 }).map((pairs) => recordOf(name, pairs))),
  ),
}));

function nullable([{ schema, value }, isNull]: [SchemaAndValue, boolean]): SchemaAndValue {
  const isUnion = Array.isArray(schema);
  if (isUnion || schema === 'null') return { schema, value };
  return { schema: ['null', schema], value: isNull ? null : value };
}

/** The first of two where they cannot be branches of one union. */
function unionOf([one, other, chosen]: [SchemaAndValue, SchemaAndValue, number]): SchemaAndValue {
  const names = [one, other].map(({ schema }) => branchNameOf(schema));
  if (names.includes(null) || names[0] === names[1]) return one;
  const schema = [one.schema, other.schema];
  if (!hasNamesOnce(schema)) return one;
  const union = parseAvroSchema(JSON.stringify(schema));
  const { value } = [one, other][chosen] as SchemaAndValue;
  const name = names[chosen] as string;
  return { schema, value: (union.kind === 'union' && isBare(union)) || name === 'null' ? value : { [name]: value } };
}

function branchNameOf(schema: unknown): string | null {
  if (typeof schema === 'string') return schema;
  if (Array.isArray(schema)) return null;
  const { name, type } = schema as { name?: string; type: string };
  return name ?? type;
}

function recordOf(name: string, pairs: readonly SchemaAndValue[]): SchemaAndValue {
  return {
    schema: { type: 'record', name, fields: pairs.map(({ schema }, index) => ({ name: `f${index}`, type: schema })) },
    value: Object.fromEntries(pairs.map(({ value }, index) => [`f${index}`, value])),
  };
}

/** Leaves out the rare schema that declares a name twice. */
const schemaAndValue: Pair = pair.filter(({ schema }) => hasNamesOnce(schema));

function hasNamesOnce(schema: unknown): boolean {
  const names = [...JSON.stringify(schema).matchAll(/"name":"(N\d+)"/g)].map(([, name]) => name);
  return new Set(names).size === names.length;
}

const contractOf = (schema: unknown): AvroContract => {
  const text = JSON.stringify(schema);
  return { id: 'generated@1', fingerprint: '', validate: () => [], schema: text, writers: { 1: text } };
};

const HEADER_BYTES = 10;

test('round trip - JSON form to Avro and back gives the same value, and the same bytes again', () => {
  fc.assert(
    fc.property(schemaAndValue, ({ schema, value }) => {
      const contract = contractOf(schema);
      const bytes = encode('avro-single-object', contract, value);
      const back = decode('avro-single-object', contract, bytes);
      expect(JSON.stringify(back)).toBe(JSON.stringify(value));
      expect(encode('avro-single-object', contract, back)).toEqual(bytes);
    }),
    { numRuns: 1_000 },
  );
});

test('round trip - what is read fits the JSON form, open and closed', () => {
  fc.assert(
    fc.property(schemaAndValue, ({ schema, value }) => {
      for (const records of ['open', 'closed'] as const) {
        const ajv = new Ajv2020({ strict: false, validateFormats: false });
        const validate = ajv.compile(jsonFormOf(parseAvroSchema(JSON.stringify(schema)), records));
        validate(value);
        expect(validate.errors).toBeNull();
      }
    }),
    { numRuns: 100 },
  );
});

const PROMOTIONS: Readonly<Record<string, string>> = { int: 'long', long: 'double', float: 'double', string: 'bytes' };

/** A later version of a schema: what can be promoted is, and records have one field more. Unions stay as they are. */
function evolved(schema: unknown): unknown {
  if (typeof schema === 'string') return PROMOTIONS[schema] ?? schema;
  if (Array.isArray(schema) || (schema as { logicalType?: string }).logicalType !== undefined) return schema;
  const { type, items, values, fields, ...rest } = schema as Record<string, unknown>;
  if (type === 'array') return { ...rest, type, items: evolved(items) };
  if (type === 'map') return { ...rest, type, values: evolved(values) };
  if (type !== 'record') return schema;
  const kept = (fields as { type: unknown }[]).map((field) => ({ ...field, type: evolved(field.type) }));
  return { ...rest, type, fields: [...kept, { name: 'addedLater', type: 'long', default: 7 }] };
}

// `provesForm` of the format rests on this: what is read is not checked again.
test("round trip - what an older version wrote fits the newer one's JSON form", () => {
  fc.assert(
    fc.property(schemaAndValue, ({ schema, value }) => {
      const [older, newer] = [schema, evolved(schema)].map((each) => JSON.stringify(each)) as [string, string];
      const bytes = encode('avro-single-object', contractOf(schema), value);
      const reader = { ...contractOf(schema), schema: newer, writers: { 1: older, 2: newer } };
      const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
        jsonFormOf(parseAvroSchema(newer), 'closed'),
      );
      validate(decode('avro-single-object', reader, bytes));
      expect(validate.errors).toBeNull();
    }),
    { numRuns: 200 },
  );
});

/** What avsc cannot do: longs of more than 52 bits, and members called `__proto__`. */
const isBeyondAvsc = (schema: unknown, value: unknown) =>
  /nanos|micros|__proto__/.test(JSON.stringify([schema, value])) || /\d{15}/.test(JSON.stringify(value));

test('round trip - avsc reads our bytes and writes the same', () => {
  fc.assert(
    fc.property(
      schemaAndValue.filter(({ schema, value }) => !isBeyondAvsc(schema, value)),
      ({ schema, value }) => {
        const body = encode('avro-single-object', contractOf(schema), value).subarray(HEADER_BYTES);
        const type = avsc.Type.forSchema(schema as avsc.Schema, { wrapUnions: 'always' });
        expect(type.toBuffer(type.fromBuffer(Buffer.from(body)))).toEqual(Buffer.from(body));
      },
    ),
    { numRuns: 300 },
  );
});
