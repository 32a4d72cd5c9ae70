/**
 * Schemas as ajv wants them: the same, but for what it refuses, passes over or gets wrong. References stay sound, since
 * what they may lead to stays where it is.
 */
import type { JsonSchema } from '../../shared/contracts/index.ts';
import { mapSubschemas, type Schema } from './subschemas.ts';

/** A schema that accepts the same, by ajv as by the specification. */
export function forAjv(schema: Schema): Schema {
  if (typeof schema === 'boolean') return schema;
  return mapSubschemas(
    CHANGES.reduce((changed, change) => change(changed), schema),
    forAjv,
  );
}

/** Without an upper bound, ajv takes an empty list for the list that it looked at before. */
function withContainsBounded(schema: JsonSchema): JsonSchema {
  return 'contains' in schema ? { maxContains: Number.MAX_SAFE_INTEGER, ...schema } : schema;
}

/**
 * Beside `prefixItems`, ajv does not come to `contains` where a list is shorter than those, unless it gathers all errors,
 * and takes all items for of the type that `items` has when it looks for two that are the same.
 */
function withListKeywordsApart(schema: JsonSchema): JsonSchema {
  if (!('prefixItems' in schema)) return schema;
  const { uniqueItems = false, ...rest } = schema;
  const { contains, minContains = 1, maxContains, allOf = [] } = schema;
  const apart = { uniqueItems, ...(contains !== undefined && { contains, minContains, maxContains }) };
  // What `contains` has stays there as well: references may lead to it.
  return { ...rest, allOf: [...(allOf as readonly Schema[]), apart] };
}

function withoutEmptyEnum(schema: JsonSchema): JsonSchema {
  if (!Array.isArray(schema.enum) || schema.enum.length > 0) return schema;
  const { enum: _, allOf = [], ...rest } = schema;
  return { ...rest, allOf: [...(allOf as readonly Schema[]), false] };
}

function withProtoByPattern(schema: JsonSchema): JsonSchema {
  const [proto] = ownProto(schema.properties ?? {});
  if (proto === undefined) return schema;
  return { ...schema, patternProperties: { ...(schema.patternProperties as JsonSchema), '^__proto__$': proto } };
}

function withProtoDependents(schema: JsonSchema): JsonSchema {
  const { dependentRequired = {}, dependentSchemas = {}, allOf = [] } = schema;
  const required = ownProto(dependentRequired);
  const schemas = ownProto(dependentSchemas);
  const dependents = [...required.map((names) => ({ required: names })), ...schemas] as readonly Schema[];
  const conditions = dependents.map((then) => ({ if: { required: ['__proto__'] }, then }));
  return dependents.length === 0 ? schema : { ...schema, allOf: [...(allOf as readonly Schema[]), ...conditions] };
}

/** Keywords of ajv's own, and of other dialects, which mean nothing in this one. */
function withoutForeign({ nullable: _, $async: __, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

const ownProto = (members: unknown): readonly unknown[] =>
  Object.entries(members as object).flatMap(([name, member]) => (name === '__proto__' ? [member] : []));

const CHANGES = [
  withoutForeign,
  withContainsBounded,
  withListKeywordsApart,
  withoutEmptyEnum,
  withProtoDependents,
  withProtoByPattern,
] as const satisfies readonly ((schema: JsonSchema) => JsonSchema)[];
