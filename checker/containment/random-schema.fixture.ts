/**
 * Random schemas, pairs of them and documents, all of a seed: small and alike, so that each bound of the one schema lies
 * near one of the other.
 */
import type { Schema } from './index.ts';

export type Random = {
  /** A whole number from 0 to below. */
  readonly below: (bound: number) => number;
  readonly oneOf: <Value>(values: readonly Value[]) => Value;
  readonly chance: (share: number) => boolean;
};

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    below,
    oneOf: <Value>(values: readonly Value[]) => values[below(values.length)] as Value,
    chance: (share) => next() < share,
  };
}

type Keywords = Record<string, unknown>;

const NAMES = ['a', 'b', 'c', 'ab'];
const PATTERNS = ['^a', 'b$', '^[ab]+$', '^[a-c]{2,3}$', 'a|c', '^(?!a)', '^$', '^a?b*$', '[0-9]'];
const KEY_PATTERNS = ['^a', 'b$', '^[ab]$', '^x'];
const NUMBERS = [-2, -1, 0, 1, 2, 3, 5, 0.5, 1.5];
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  0.5,
  -1,
  '',
  'a',
  'b',
  'ab',
  'abc',
  [],
  [1],
  [1, 1],
  ['a'],
  {},
  { a: 1 },
  { a: 'a', b: 1 },
];
const TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

type Piece = (random: Random, depth: number) => Keywords;

const bound = (random: Random, keyword: string, numbers = NUMBERS): Keywords =>
  random.chance(0.5) ? { [keyword]: random.oneOf(numbers) } : {};

/** Draws a pair of counts, mostly the right way round. */
function counts(random: Random, least: string, most: string): Keywords {
  const low = random.below(3);
  return {
    ...(random.chance(0.4) ? { [least]: low } : {}),
    ...(random.chance(0.4)
      ? { [most]: low + random.below(3) - (random.chance(0.05) ? 1 : 0) + (low === 0 ? 1 : 0) }
      : {}),
  };
}

const listOf = (random: Random, depth: number, most = 3): readonly Schema[] =>
  Array.from({ length: 1 + random.below(most) }, () => randomSchema(random, depth - 1));

const namesOf = (random: Random): readonly string[] => NAMES.filter(() => random.chance(0.35));

const mapOf = (random: Random, depth: number, names: readonly string[]): Keywords =>
  Object.fromEntries(names.map((name) => [name, randomSchema(random, depth - 1)]));

const PIECES: Readonly<Record<string, Piece>> = {
  number: (random) => ({
    type: random.oneOf(['integer', 'number', 'number']),
    ...bound(random, random.oneOf(['minimum', 'exclusiveMinimum'])),
    ...bound(random, random.oneOf(['maximum', 'exclusiveMaximum'])),
    ...(random.chance(0.25) ? { multipleOf: random.oneOf([1, 2, 3, 0.5, 1.5]) } : {}),
  }),
  string: (random) => ({
    type: 'string',
    ...counts(random, 'minLength', 'maxLength'),
    ...(random.chance(0.5) ? { pattern: random.oneOf(PATTERNS) } : {}),
  }),
  array: (random, depth) => ({
    ...(random.chance(0.9) ? { type: 'array' } : {}),
    ...counts(random, 'minItems', 'maxItems'),
    ...(random.chance(0.6) ? { items: randomSchema(random, depth - 1) } : {}),
    ...(random.chance(0.3) ? { prefixItems: listOf(random, depth, 2) } : {}),
    ...(random.chance(0.25) ? { uniqueItems: random.chance(0.9) } : {}),
    ...(random.chance(0.25)
      ? { contains: randomSchema(random, depth - 1), ...counts(random, 'minContains', 'maxContains') }
      : {}),
  }),
  object: (random, depth) => ({
    ...(random.chance(0.9) ? { type: 'object' } : {}),
    ...(random.chance(0.9) ? { properties: mapOf(random, depth, namesOf(random)) } : {}),
    ...(random.chance(0.5) ? { required: namesOf(random) } : {}),
    ...(random.chance(0.4)
      ? { additionalProperties: random.chance(0.6) ? false : randomSchema(random, depth - 1) }
      : {}),
    ...(random.chance(0.2) ? { patternProperties: mapOf(random, depth, [random.oneOf(KEY_PATTERNS)]) } : {}),
    ...(random.chance(0.2) ? counts(random, 'minProperties', 'maxProperties') : {}),
    ...(random.chance(0.1)
      ? { propertyNames: random.oneOf([{ pattern: '^[a-c]' }, { maxLength: 1 }, { enum: ['a', 'b'] }]) }
      : {}),
    ...(random.chance(0.1) ? { dependentRequired: { [random.oneOf(NAMES)]: namesOf(random) } } : {}),
    ...(random.chance(0.08) ? { dependentSchemas: mapOf(random, depth, [random.oneOf(NAMES)]) } : {}),
  }),
  types: (random) => ({
    type: TYPES.filter(() => random.chance(0.4))
      .concat(random.oneOf(['null', 'boolean']))
      .filter((type, index, all) => all.indexOf(type) === index),
  }),
  enum: (random) => ({ enum: [...new Set([random.oneOf(VALUES), random.oneOf(VALUES), random.oneOf(VALUES)])] }),
  const: (random) => ({ const: random.oneOf(VALUES) }),
  anyOf: (random, depth) => ({ anyOf: listOf(random, depth) }),
  oneOf: (random, depth) => ({ oneOf: listOf(random, depth) }),
  allOf: (random, depth) => ({ allOf: listOf(random, depth, 2) }),
  not: (random, depth) => ({ not: randomSchema(random, depth - 1) }),
  if: (random, depth) => ({
    if: randomSchema(random, depth - 1),
    ...(random.chance(0.8) ? Object.fromEntries([['then', randomSchema(random, depth - 1)]]) : {}),
    ...(random.chance(0.5) ? { else: randomSchema(random, depth - 1) } : {}),
  }),
  unevaluated: (random, depth) => ({
    ...PIECES.object?.(random, depth),
    [random.oneOf(['anyOf', 'allOf', 'oneOf'])]: [
      PIECES.object?.(random, depth - 1),
      PIECES.object?.(random, depth - 1),
    ],
    unevaluatedProperties: random.chance(0.7) ? false : randomSchema(random, 0),
  }),
};

/** Refers to the definition that the pair's schemas share a name for; only from within, or it would refer to itself alone. */
const RECURSIVE: Piece = (random) =>
  random.chance(0.4)
    ? { type: 'array', items: DEFINITION, ...counts(random, 'minItems', 'maxItems') }
    : { type: 'object', properties: { [random.oneOf(NAMES)]: DEFINITION }, required: namesOf(random) };

const DEFINITION: Schema = { $ref: '#/$defs/d' };

const LEAVES = ['number', 'string', 'types', 'enum', 'const', 'number', 'string'];
const BRANCHES = [
  'array',
  'object',
  'array',
  'object',
  'object',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'unevaluated',
];

export function randomSchema(random: Random, depth: number): Schema {
  if (random.chance(0.04)) return random.chance(0.8);
  if (random.chance(0.06)) return RECURSIVE(random, depth);
  const kind = random.oneOf(depth > 0 && random.chance(0.65) ? BRANCHES : LEAVES);
  const schema = PIECES[kind]?.(random, depth) ?? {};
  return random.chance(0.12) && depth > 0 ? { ...PIECES[random.oneOf(LEAVES)]?.(random, 0), ...schema } : schema;
}

/** Two schemas: of different making, or the second the first with a few changes. */
export function randomPair(random: Random, depth: number): readonly [Schema, Schema] {
  const [one, other] = plainPair(random, depth);
  const [definition, otherDefinition] = plainPair(random, depth);
  const narrow = withDefinition(one, definition);
  const wide = withDefinition(other, random.chance(0.3) ? definition : otherDefinition);
  return random.chance(0.5) ? [narrow, wide] : [wide, narrow];
}

function plainPair(random: Random, depth: number): readonly [Schema, Schema] {
  const one = randomSchema(random, depth);
  if (random.chance(0.25)) return [one, randomSchema(random, depth)];
  let other = changed(one, random, depth);
  while (random.chance(0.4)) other = changed(other, random, depth);
  return [one, other];
}

const withDefinition = (schema: Schema, d: Schema): Schema =>
  typeof schema === 'object' && JSON.stringify(schema).includes('$ref') ? { ...schema, $defs: { d } } : schema;

/** The schema with a change somewhere: a subschema replaced, a keyword gone or come, a number moved. */
function changed(schema: Schema, random: Random, depth: number): Schema {
  if (typeof schema === 'boolean' || Object.keys(schema).length === 0) return randomSchema(random, depth);
  const keyword = random.oneOf(Object.keys(schema));
  const { [keyword]: value, ...others } = schema;
  if (random.chance(0.25)) return others;
  if (random.chance(0.12)) return { anyOf: [schema, randomSchema(random, 0)] };
  if (random.chance(0.06)) return { ...schema, ...(randomSchema(random, 1) as object) };
  const change = changedValue(keyword, value, random, depth);
  return change === undefined ? schema : { ...others, [keyword]: change };
}

const SCHEMAS = [
  'items',
  'contains',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'unevaluatedProperties',
  'propertyNames',
];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const MAPS = ['properties', 'patternProperties', 'dependentSchemas'];

function changedValue(keyword: string, value: unknown, random: Random, depth: number): unknown {
  if (typeof value === 'number') return changedNumber(keyword, value, random);
  if (SCHEMAS.includes(keyword)) return changed(value as Schema, random, depth - 1);
  if (LISTS.includes(keyword)) {
    const list = value as readonly Schema[];
    const at = random.below(list.length);
    return list.with(at, changed(list[at] ?? true, random, depth - 1));
  }
  if (MAPS.includes(keyword)) {
    const map = value as Readonly<Record<string, Schema>>;
    const name = random.oneOf([...Object.keys(map), 'a']);
    return {
      ...map,
      [name]: name in map ? changed(map[name] ?? true, random, depth - 1) : randomSchema(random, depth - 1),
    };
  }
  if (keyword === 'required') return namesOf(random);
  if (keyword === 'enum') return [...new Set([...(value as readonly unknown[]).slice(1), random.oneOf(VALUES)])];
  if (keyword === 'pattern') return random.oneOf(PATTERNS);
  return undefined;
}

function changedNumber(keyword: string, value: number, random: Random): number {
  if (keyword === 'multipleOf') return random.oneOf([value * 2, value, value * 3]);
  const moved = value + random.oneOf([-1, 1]);
  return /(Length|Items|Properties|Contains)$/.test(keyword) ? Math.max(moved, 0) : moved;
}

/** Documents: most of them made after one of the schemas, at its bounds, the others of anything. */
export function randomDocuments(random: Random, schemas: readonly Schema[], count: number): readonly unknown[] {
  const spread = schemas.map((schema) => withoutReferences(schema, definitionOf(schema), 3) as Schema);
  return Array.from({ length: count }, () =>
    random.chance(0.8) ? documentFor(random.oneOf(spread), random, 4) : anyDocument(random, 3),
  );
}

const definitionOf = (schema: Schema): unknown =>
  typeof schema === 'object' ? (schema.$defs as { readonly d: Schema } | undefined)?.d : undefined;

/** The schema with the definition in place of the references, some levels deep. */
function withoutReferences(schema: unknown, definition: unknown, levels: number): unknown {
  if (definition === undefined || typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map((item) => withoutReferences(item, definition, levels));
  if ('$ref' in schema) return levels > 0 ? withoutReferences(definition, definition, levels - 1) : true;
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [name, withoutReferences(value, definition, levels)]),
  );
}

function anyDocument(random: Random, depth: number): unknown {
  if (depth > 0 && random.chance(0.25)) {
    return Array.from({ length: random.below(4) }, () => anyDocument(random, depth - 1));
  }
  if (depth > 0 && random.chance(0.4)) {
    return Object.fromEntries([...namesOf(random), 'x'].map((name) => [name, anyDocument(random, depth - 1)]));
  }
  return random.chance(0.5) ? random.oneOf(VALUES) : random.oneOf(NUMBERS);
}

/** A document that goes after the schema's words, often right, often just beside. */
function documentFor(schema: Schema, random: Random, depth: number): unknown {
  if (typeof schema === 'boolean' || depth < 0 || random.chance(0.03)) return anyDocument(random, depth);
  const inner = innerSchemasOf(schema);
  if (inner.length === 0 || random.chance(0.4)) return plainDocumentFor(schema, random, depth);
  const document = documentFor(random.oneOf(inner), random, depth - 1);
  const own = plainDocumentFor(schema, random, depth);
  return isPlainObject(document) && isPlainObject(own) ? { ...own, ...document } : document;
}

const innerSchemasOf = (schema: Keywords): readonly Schema[] => [
  ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => (schema[keyword] as readonly Schema[]) ?? []),
  ...['not', 'if', 'then', 'else'].flatMap((keyword) => (keyword in schema ? [schema[keyword] as Schema] : [])),
];

function plainDocumentFor(schema: Keywords, random: Random, depth: number): unknown {
  if ('enum' in schema) return random.oneOf(schema.enum as readonly unknown[]);
  if ('const' in schema) return schema.const;
  const has = (...keywords: readonly string[]) => keywords.some((keyword) => keyword in schema);
  if (schema.type === 'object' || has('properties')) return objectFor(schema, random, depth);
  if (schema.type === 'array' || has('items', 'prefixItems')) return arrayFor(schema, random, depth);
  if (schema.type === 'string' || has('pattern')) return textFor(schema, random);
  if (schema.type === 'number' || schema.type === 'integer') return numberFor(schema, random);
  return anyDocument(random, depth);
}

const isPlainObject = (value: unknown): value is Keywords =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function objectFor(schema: Keywords, random: Random, depth: number): unknown {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Schema>>;
  const required = (schema.required ?? []) as readonly string[];
  const share = random.oneOf([0, 0.3, 0.7, 1]);
  const names = new Set([
    ...required.filter(() => random.chance(0.93)),
    ...Object.keys(properties).filter(() => random.chance(share)),
    ...(random.chance(0.3) ? [random.oneOf([...NAMES, 'x', 'xb', 'aa'])] : []),
  ]);
  const rest = (schema.additionalProperties ?? schema.unevaluatedProperties ?? true) as Schema;
  const [[pattern, other] = ['$^', rest]] = Object.entries((schema.patternProperties ?? {}) as Record<string, Schema>);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      documentFor(properties[name] ?? (new RegExp(pattern).test(name) ? other : rest), random, depth - 1),
    ]),
  );
}

function arrayFor(schema: Keywords, random: Random, depth: number): unknown {
  const prefix = (schema.prefixItems ?? []) as readonly Schema[];
  const bounds = [schema.minItems, schema.maxItems, prefix.length, 0, 1, 2].filter((each) => each !== undefined);
  const length = Math.max(0, (random.oneOf(bounds) as number) + random.oneOf([0, 0, 0, 1, -1]));
  const rest = (schema.items ?? true) as Schema;
  const items = Array.from({ length: Math.min(length, 6) }, (_, index) =>
    'contains' in schema && random.chance(0.4)
      ? documentFor(schema.contains as Schema, random, depth - 1)
      : documentFor(prefix[index] ?? rest, random, depth - 1),
  );
  return random.chance(0.15) && items.length > 1 ? items.with(1, items[0]) : items;
}

function textFor(schema: Keywords, random: Random): string {
  const bounds = [schema.minLength, schema.maxLength, 0, 1, 2, 3].filter((each) => each !== undefined);
  const length = Math.max(0, (random.oneOf(bounds) as number) + random.oneOf([0, 0, 1, -1]));
  return Array.from({ length: Math.min(length, 8) }, () => random.oneOf(['a', 'a', 'b', 'b', 'c', '0', 'x'])).join('');
}

function numberFor(schema: Keywords, random: Random): number {
  const bounds = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf'].flatMap((keyword) =>
    keyword in schema ? (schema[keyword] as number) : [],
  );
  return random.oneOf([...bounds, 0]) + random.oneOf([0, 0, 1, -1, 0.5, -0.5, 2, 3]);
}
