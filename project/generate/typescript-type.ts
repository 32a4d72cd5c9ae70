/**
 * TypeScript types of JSON Schemas. Ours rather than a library's: the forms are few and known, generation stays
 * synchronous and deterministic, and what a type cannot say (lengths, patterns) is left to the validator either way.
 */
import type { JsonSchema } from '../../shared/contracts/index.ts';
import { pascalCase } from '../names.ts';

/** The declarations of a schema: the root as `name`, each of its definitions under its own name. */
export function typescriptTypesOf(schema: JsonSchema, name: string): string {
  const definitions = Object.entries((schema.$defs ?? {}) as Record<string, JsonSchema>);
  const declared = definitions.map(([definition, each]) => declare(pascalCase(definition), each));
  const isRoot = schema.$ref !== undefined && definitions.some(([definition]) => pascalCase(definition) === name);
  return [...(isRoot ? [] : [declare(name, schema)]), ...declared].join('\n\n');
}

const declare = (name: string, schema: JsonSchema): string =>
  `${doc(schema, '')}export type ${name} = ${typeOf(schema, '')};`;

type Emit = (schema: JsonSchema, indent: string) => string;

/** Keywords that decide a type, the first that a schema has. */
const DECIDING: readonly (readonly [keyword: string, emit: Emit])[] = [
  ['$ref', ({ $ref }) => pascalCase(String($ref).slice(String($ref).lastIndexOf('/') + 1))],
  ['const', (schema) => JSON.stringify(schema.const)],
  ['enum', (schema) => (schema.enum as readonly unknown[]).map((value) => JSON.stringify(value)).join(' | ')],
  ['anyOf', (schema, indent) => join(schema.anyOf, ' | ', indent)],
  ['oneOf', (schema, indent) => join(schema.oneOf, ' | ', indent)],
  ['allOf', (schema, indent) => join(schema.allOf, ' & ', indent)],
  [
    'type',
    (schema, indent) =>
      [schema.type]
        .flat()
        .map((type) => typed(String(type), schema, indent))
        .join(' | '),
  ],
];

function typeOf(schema: JsonSchema | boolean, indent: string): string {
  if (typeof schema === 'boolean') return schema ? 'unknown' : 'never';
  const [, emit] = DECIDING.find(([keyword]) => schema[keyword] !== undefined) ?? [];
  if (emit !== undefined) return emit(schema, indent);
  return schema.properties === undefined ? isNever(schema) : typed('object', schema, indent);
}

/** `{not: {}}` is what nothing fits. */
const isNever = ({ not }: JsonSchema): string =>
  typeof not === 'object' && not !== null && Object.keys(not).length === 0 ? 'never' : 'unknown';

const join = (schemas: unknown, operator: string, indent: string): string =>
  [...new Set((schemas as readonly JsonSchema[]).map((schema) => inBrackets(typeOf(schema, indent), operator)))].join(
    operator,
  );

const inBrackets = (type: string, operator: string): string =>
  operator === ' & ' && type.includes(' | ') ? `(${type})` : type;

function typed(type: string, schema: JsonSchema, indent: string): string {
  switch (type) {
    case 'integer':
      return 'number';
    case 'array':
      return arrayType(schema, indent);
    case 'object':
      return objectType(schema, indent);
    default:
      return type;
  }
}

function arrayType({ prefixItems, items = true }: JsonSchema, indent: string): string {
  const rest = typeOf(items as JsonSchema | boolean, indent);
  if (prefixItems === undefined)
    return `readonly ${/[ |&]/.test(rest) && !rest.startsWith('{') ? `(${rest})` : rest}[]`;
  const first = (prefixItems as readonly JsonSchema[]).map((item) => `${typeOf(item, indent)}?`);
  return `readonly [${[...first, ...(items === false ? [] : [`...(${rest})[]`])].join(', ')}]`;
}

function objectType({ properties, required = [], additionalProperties }: JsonSchema, indent: string): string {
  const members = Object.entries((properties ?? {}) as Record<string, JsonSchema>);
  if (members.length === 0) {
    const values = additionalProperties === undefined ? 'unknown' : typeOf(additionalProperties as JsonSchema, indent);
    return `{ readonly [name: string]: ${values} }`;
  }
  const inner = `${indent}  `;
  const lines = members.map(([name, member]) => {
    const optional = (required as readonly string[]).includes(name) ? '' : '?';
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    return `${doc(member, inner)}${inner}readonly ${key}${optional}: ${typeOf(member, inner)};`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function doc({ description }: JsonSchema, indent: string): string {
  if (typeof description !== 'string') return '';
  return `${indent}/** ${description.replaceAll('*/', '*∕').replaceAll(/\s*\n\s*/g, ' ')} */\n`;
}
