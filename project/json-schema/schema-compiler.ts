import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { JsonSchema } from '../../shared/contracts/index.ts';
import { MULTIPLE_OF } from './multiple-of.ts';
import { mapSubschemas, type Schema } from './subschemas.ts';
import { UNEVALUATED_KEYWORDS } from './unevaluated.ts';

/** The kind of modules that standalone code is written as. */
type Modules = 'esm' | 'commonjs';

/**
 * ajv as generated validators are compiled with, for schemas that are linked and sound. A format is an annotation, as
 * the specification has it by default.
 */
export function schemaCompiler(schemas: Readonly<Record<string, JsonSchema>>, modules: Modules = 'esm'): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: false,
    validateFormats: false,
    validateSchema: false,
    meta: false,
    logger: false,
    ownProperties: Object.values(schemas).some(namesInherited),
    code: { source: true, esm: modules === 'esm' },
  });
  // Linking leaves no dynamic reference, and what is evaluated is gathered by keywords of our own.
  Object.assign(ajv.opts, { dynamicRef: false, unevaluated: false });
  for (const definition of [MULTIPLE_OF, ...UNEVALUATED_KEYWORDS]) {
    ajv.removeKeyword(definition.keyword as string);
    ajv.addKeyword(definition);
  }
  for (const [key, schema] of Object.entries(schemas)) ajv.addSchema(forAjv(schema) as JsonSchema, key);
  return ajv;
}

/** The source of a module that exports the validator of each schema, by its name. */
export function standaloneValidators(schemas: Readonly<Record<string, JsonSchema>>, modules: Modules): string {
  const names = Object.fromEntries(Object.keys(schemas).map((name) => [name, name]));
  // Written as it is in JSON, that member would be the prototype.
  return standaloneCode.default(schemaCompiler(schemas, modules), names).replaceAll('"__proto__":', '["__proto__"]:');
}

/**
 * The same schema without what ajv refuses or passes over: an `enum` of nothing, what depends on or is `__proto__`,
 * lists with a prefix.
 */
function forAjv(schema: Schema): Schema {
  if (typeof schema === 'boolean') return schema;
  return mapSubschemas(withoutProto(withoutProtoDependents(withoutEmptyEnum(withListKeywordsApart(schema)))), forAjv);
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

function withoutProto(schema: JsonSchema): JsonSchema {
  const properties = (schema.properties ?? {}) as JsonSchema;
  if (!Object.hasOwn(properties, '__proto__')) return schema;
  const { ['__proto__']: proto, ...others } = properties;
  const patterns = (schema.patternProperties ?? {}) as JsonSchema;
  return { ...schema, properties: others, patternProperties: { ...patterns, '^__proto__$': proto } };
}

function withoutProtoDependents(schema: JsonSchema): JsonSchema {
  const { dependentRequired = {}, dependentSchemas = {}, allOf = [] } = schema;
  const required = ownProto(dependentRequired);
  const schemas = ownProto(dependentSchemas);
  const dependents = [...required.map((names) => ({ required: names })), ...schemas] as readonly Schema[];
  const conditions = dependents.map((then) => ({ if: { required: ['__proto__'] }, then }));
  return dependents.length === 0 ? schema : { ...schema, allOf: [...(allOf as readonly Schema[]), ...conditions] };
}

const ownProto = (members: unknown): readonly unknown[] =>
  Object.entries(members as object).flatMap(([name, member]) => (name === '__proto__' ? [member] : []));

/**
 * Whether a schema speaks of members that every object of JavaScript inherits. Only then are members asked for whether
 * they are the value's own, which takes its time.
 */
function namesInherited(schema: JsonSchema): boolean {
  const text = JSON.stringify(schema);
  return INHERITED.some((name) => text.includes(`"${name}"`));
}

const INHERITED = Object.getOwnPropertyNames(Object.prototype);
