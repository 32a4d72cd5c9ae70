/** Pairs of Avro schemas that are likely to have to do with each other, and documents of the first. */
import fc from 'fast-check';
import type { AvroType } from '../../../shared/contracts/index.ts';
import { extremesOf, sampler, wrapped } from './sample-value.ts';

type Schema = unknown;

const PLAIN = ['null', 'boolean', 'int', 'long', 'float', 'double', 'string', 'bytes'];
const LOGICAL: readonly Schema[] = [
  ...['date', 'time-millis'].map((logicalType) => ({ type: 'int', logicalType })),
  ...['time-micros', 'timestamp-millis', 'timestamp-micros', 'timestamp-nanos', 'local-timestamp-micros'].map(
    (logicalType) => ({ type: 'long', logicalType }),
  ),
  { type: 'string', logicalType: 'uuid' },
  { type: 'bytes', logicalType: 'decimal', precision: 4, scale: 2 },
  { type: 'bytes', logicalType: 'decimal', precision: 6, scale: 2 },
];

/** A named type has its name from its place, so that two schemas have the same names without any being declared twice. */
function schema(place: string, depth: number): fc.Arbitrary<Schema> {
  const leaf = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...PLAIN) },
    { weight: 2, arbitrary: fc.constantFrom(...LOGICAL) },
    { weight: 2, arbitrary: enumType(place) },
    { weight: 1, arbitrary: fixedType(place) },
  );
  if (depth === 0) return leaf;
  const inner = (step: string) => schema(`${place}${step}`, depth - 1);
  return fc.oneof(
    leaf,
    inner('I').map((items) => ({ type: 'array', items })),
    inner('V').map((values) => ({ type: 'map', values })),
    unionType(place, depth),
    recordType(place, depth),
  );
}

const names = (kind: string, place: string) =>
  fc.constantFrom(
    { name: `${kind}${place}` },
    { name: `${kind}${place}` },
    { name: `${kind}${place}`, namespace: 'other' },
    { name: `Other${kind}${place}` },
    { name: `Other${kind}${place}`, aliases: [`${kind}${place}`] },
  );

const enumType = (place: string) =>
  fc
    .tuple(names('E', place), fc.subarray(['A', 'B', 'C'], { minLength: 1 }), fc.boolean())
    .map(([named, symbols, hasDefault]) => ({
      ...{ type: 'enum', ...named, symbols },
      ...(hasDefault && { default: symbols[0] }),
    }));

const fixedType = (place: string) =>
  fc
    .tuple(names('F', place), fc.constantFrom(12, 16), fc.constantFrom(null, 'uuid', 'duration', 'decimal'))
    .map(([named, size, logicalType]) => ({
      ...{ type: 'fixed', ...named, size },
      ...(logicalType !== null && { logicalType, precision: 20, scale: 1 }),
    }));

function unionType(place: string, depth: number): fc.Arbitrary<Schema> {
  const branches = fc.array(
    fc.nat({ max: 2 }).chain((index) => schema(`${place}U${index}`, depth - 1)),
    { maxLength: 3 },
  );
  return fc.tuple(fc.boolean(), branches).map(([isNullable, given]) => {
    const kept = new Map<string, Schema>(isNullable ? [['null', 'null']] : []);
    for (const branch of given) {
      if (!Array.isArray(branch) && !kept.has(nameOf(branch))) kept.set(nameOf(branch), branch);
    }
    return [...kept.values()];
  });
}

function nameOf(branch: Schema): string {
  if (typeof branch === 'string') return branch;
  const { name, type } = branch as { name?: string; type: string };
  return name ?? type;
}

/** One field may be the record itself, in a way that comes to an end. */
function recordType(place: string, depth: number): fc.Arbitrary<Schema> {
  const field = (name: string) =>
    fc
      .tuple(schema(`${place}${name}`, depth - 1), fc.boolean(), fc.constantFrom([], [], ['a'], ['b']))
      .map(([type, isOptional, aliases]) =>
        isOptional && !Array.isArray(type) && type !== 'null'
          ? { name, type: ['null', type], default: null, aliases }
          : { name, type, aliases },
      );
  const self = (name: string) =>
    fc
      .constantFrom(['null', name], { type: 'array', items: name }, { type: 'map', values: name })
      .map((type) => ({ name: 'self', type }));
  return names('R', place).chain((named) =>
    fc
      .tuple(
        fc.subarray(['a', 'b', 'c']).chain((chosen) => fc.tuple(...chosen.map(field))),
        fc.option(self(named.name)),
      )
      .map(([fields, recursive]) => ({
        ...{ type: 'record', ...named },
        fields: recursive === null ? fields : [...fields, recursive],
      })),
  );
}

/** Two schemas, as JSON text: the other is made anew, or is the one with parts of it changed. */
export const avroPair: fc.Arbitrary<readonly [one: string, other: string]> = fc
  .tuple(schema('', 2), schema('', 2), fc.boolean(), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })))
  .map(([one, anew, isAnew, stream]) => [
    JSON.stringify(one),
    JSON.stringify(isAnew ? anew : changed(one, () => stream.next().value)),
  ]);

type Dice = () => number;
type Members = Readonly<Record<string, unknown>>;

/** Each part is kept, or changed with some likelihood: promoted, dropped, added or replaced. */
function changed(schema: Schema, dice: Dice): Schema {
  if (typeof schema === 'string') return dice() < 0.15 ? (PROMOTED[schema] ?? schema) : schema;
  if (Array.isArray(schema)) return dice() < 0.2 ? schema.slice(1) : schema.map((branch) => changed(branch, dice));
  const members = schema as Members;
  return (CHANGES[String(members.type)] ?? changedScalar)(members, dice);
}

const CHANGES: Readonly<Record<string, (members: Members, dice: Dice) => Schema>> = {
  array: ({ type, items }, dice) => (dice() < 0.1 ? 'string' : { type, items: changed(items, dice) }),
  map: ({ type, values }, dice) => ({ type, values: changed(values, dice) }),
  enum: (members, dice) => (dice() < 0.3 ? { ...members, symbols: ['A', 'B', 'C'] } : members),
  record: (members, dice) => ({ ...members, fields: changedFields(members.fields as readonly Members[], dice) }),
};

const changedScalar = (members: Members, dice: Dice): Schema => (dice() < 0.2 ? members.type : members);

function changedFields(fields: readonly Members[], dice: Dice): readonly Members[] {
  const kept = fields.map((field) => ('default' in field ? field : { ...field, type: changed(field.type, dice) }));
  const added = dice() < 0.4 ? [{ name: 'added', type: 'int', ...(dice() < 0.7 && { default: 1 }) }] : [];
  return [...(dice() < 0.2 ? kept.slice(1) : kept), ...added];
}

const PROMOTED: Readonly<Record<string, string>> = {
  int: 'long',
  long: 'double',
  float: 'double',
  string: 'bytes',
  bytes: 'string',
};

/** A document of a type, `undefined` where there is none. Half of the scalars are extremes. */
export function documentOf(type: AvroType, dice: Dice, sample = sampler(type), depth = 4): unknown {
  const inner = (part: AvroType) => documentOf(part, dice, sample, depth - 1);
  if (depth === 0) return sample(type);
  switch (type.kind) {
    case 'array':
      return times(dice)
        .map(() => inner(type.items))
        .filter((item) => item !== undefined);
    case 'map':
      return whole(times(dice).map((at) => [`k${at}`, inner(type.values)] as const)) ?? {};
    case 'enum':
      return chosen(type.symbols, dice);
    case 'union': {
      const branch = chosen(type.branches, dice);
      const value = branch === undefined ? undefined : inner(branch);
      return branch === undefined || value === undefined ? sample(type) : wrapped(type, branch, value);
    }
    case 'record':
      return whole(type.fields.map((field) => [field.name, inner(field.type)] as const));
    default:
      return chosen([sample(type), ...extremesOf(type, type), ...(isText(type) ? TEXTS : [])], dice);
  }
}

/** An object, but where one of its members has no value. */
const whole = (members: readonly (readonly [string, unknown])[]): object | undefined =>
  members.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(members);

const TEXTS = ['x', '99999999'];
const isText = (type: AvroType): boolean => type.kind === 'string' && type.logical === null;

const times = (dice: Dice): readonly number[] => [0, 1].filter(() => dice() < 0.6);
const chosen = <Item>(items: readonly Item[], dice: Dice): Item | undefined => items[Math.floor(dice() * items.length)];
