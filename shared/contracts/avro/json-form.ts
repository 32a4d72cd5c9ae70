/**
 * The JSON Schema 2020-12 form of an Avro schema. Records and enums become definitions, so recursion is a reference.
 * A union is decided from the schema, never from a value: bare where its branches have pairwise different JSON types,
 * else every branch but null is wrapped by its Avro name.
 */
import { type AvroType, branchName, type NamedType, shortName, typesIn, type UnionType } from './avro-type.ts';
import { type JsonSchema, scalarOf } from './scalar.ts';

/** How a JSON value says its type, which is all that may tell the branches of a bare union apart. */
export type JsonKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** `open` records take fields that they do not declare, as a consumer does; `closed` ones refuse them. */
export function jsonFormOf(type: AvroType, records: 'open' | 'closed'): JsonSchema {
  const names = definitionNames(type);
  const definitions = [...names].map(([named, name]) => [name, definitionOf(named, names, records)] as const);
  const form = formOf(type, names, records);
  return { $schema: DIALECT, ...form, ...(definitions.length > 0 && { $defs: Object.fromEntries(definitions) }) };
}

/** The JSON types that a type's values can have. */
export function jsonKindsOf(type: AvroType): readonly JsonKind[] {
  switch (type.kind) {
    case 'null':
    case 'boolean':
    case 'array':
      return [type.kind];
    case 'int':
    case 'long':
      return 'logical' in type && type.logical !== null ? ['string'] : ['number'];
    case 'float':
    case 'double':
      return ['number', 'string'];
    case 'record':
    case 'map':
      return ['object'];
    case 'union':
      return isBare(type) ? type.branches.flatMap(jsonKindsOf) : ['object', 'null'];
    default:
      return ['string'];
  }
}

export function isBare({ branches }: UnionType): boolean {
  const kinds = branches.flatMap(jsonKindsOf);
  return new Set(kinds).size === kinds.length;
}

type Names = ReadonlyMap<NamedType, string>;

/** A name for each record and enum: the short one, or the full one where two would be the same. */
function definitionNames(type: AvroType): Names {
  const found = [...typesIn(type)].filter((each) => each.kind === 'record' || each.kind === 'enum');
  const shorts = found.map(({ name }) => shortName(name));
  const isAmbiguous = (name: string) => shorts.indexOf(name) !== shorts.lastIndexOf(name);
  return new Map(
    found.map((named) => [named, isAmbiguous(shortName(named.name)) ? named.name : shortName(named.name)]),
  );
}

function formOf(type: AvroType, names: Names, records: 'open' | 'closed'): JsonSchema {
  const form = (part: AvroType) => formOf(part, names, records);
  switch (type.kind) {
    case 'record':
    case 'enum':
      return { $ref: `#/$defs/${names.get(type)}` };
    case 'array':
      return { type: 'array', items: form(type.items) };
    case 'map':
      return { type: 'object', additionalProperties: form(type.values) };
    case 'union':
      return unionForm(type, form);
    default:
      return scalarOf(type).schema;
  }
}

function unionForm(type: UnionType, form: (part: AvroType) => JsonSchema): JsonSchema {
  if (type.branches.length === 0) return { not: {} };
  const bare = isBare(type);
  const forms = type.branches.map((branch) => (bare || branch.kind === 'null' ? form(branch) : wrap(branch, form)));
  return { anyOf: forms };
}

function wrap(branch: AvroType, form: (part: AvroType) => JsonSchema): JsonSchema {
  const name = branchName(branch);
  return { type: 'object', properties: { [name]: form(branch) }, required: [name], additionalProperties: false };
}

function definitionOf(type: NamedType, names: Names, records: 'open' | 'closed'): JsonSchema {
  const doc = type.doc === null ? {} : { description: type.doc };
  if (type.kind === 'enum') return { ...doc, enum: type.symbols };
  if (type.kind === 'fixed') return scalarOf(type).schema;
  const properties = type.fields.map((field) => {
    const form = formOf(field.type, names, records);
    return [field.name, field.doc === null ? form : { description: field.doc, ...form }] as const;
  });
  return {
    ...doc,
    type: 'object',
    properties: Object.fromEntries(properties),
    required: type.fields.map(({ name }) => name),
    ...(records === 'closed' && { additionalProperties: false }),
  };
}
