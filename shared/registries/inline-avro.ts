/**
 * Writes the schemas that an Avro schema refers to by name into it, each where it is named first: a schema that says
 * everything itself. A text that is no sound schema is left as it is, for its parser to complain about.
 */
import { namespaceOf, qualify } from '../contracts/index.ts';

type Json = null | boolean | number | string | readonly Json[] | Members;
type Members = { readonly [name: string]: Json };

/** `references` are the texts of all schemas referred to. */
export function inlineAvro(text: string, references: readonly string[]): string {
  if (references.length === 0) return text;
  try {
    const known = new Map(references.flatMap((reference) => declarationsIn(JSON.parse(reference) as Json, '')));
    return JSON.stringify(inlined(JSON.parse(text) as Json, '', { known, said: new Set() }));
  } catch {
    // No JSON, or nested too deeply for this as well.
    return text;
  }
}

type Names = { readonly known: ReadonlyMap<string, Members>; readonly said: Set<string> };

const NAMED: readonly Json[] = ['record', 'error', 'enum', 'fixed'];

function inlined(schema: Json, namespace: string, names: Names): Json {
  if (typeof schema === 'string') return referred(schema, namespace, names);
  if (isList(schema)) return schema.map((branch) => inlined(branch, namespace, names));
  if (!isMembers(schema)) return schema;
  if (NAMED.includes(schema.type ?? null)) return declared(schema, namespace, names);
  const parts = ['type', 'items', 'values'].filter((part) => part in schema);
  return {
    ...schema,
    ...Object.fromEntries(parts.map((part) => [part, inlined(schema[part] ?? null, namespace, names)])),
  };
}

function referred(name: string, namespace: string, names: Names): Json {
  const candidates = [qualify(name, namespace), name];
  if (candidates.some((each) => names.said.has(each))) return name;
  const known = candidates.map((each) => names.known.get(each)).find((found) => found !== undefined);
  return known === undefined ? name : declared(known, namespace, names);
}

/** Said once; after that its name is enough. */
function declared(schema: Members, enclosing: string, names: Names): Json {
  const name = fullName(schema, enclosing);
  if (names.said.has(name)) return name;
  names.said.add(name);
  const namespace = namespaceOf(name);
  const fields = isList(schema.fields ?? null) ? (schema.fields as readonly Json[]) : null;
  return {
    ...schema,
    name: name.slice(namespace === '' ? 0 : namespace.length + 1),
    namespace,
    ...(fields !== null && { fields: fields.map((field) => inlinedField(field, namespace, names)) }),
  };
}

const inlinedField = (field: Json, namespace: string, names: Names): Json =>
  isMembers(field) ? { ...field, type: inlined(field.type ?? null, namespace, names) } : field;

/** All named types of a schema, by full name and with it. */
function declarationsIn(schema: Json, namespace: string): readonly (readonly [name: string, schema: Members])[] {
  if (isList(schema)) return schema.flatMap((branch) => declarationsIn(branch, namespace));
  if (!isMembers(schema)) return [];
  const parts = [schema.type, schema.items, schema.values].filter((part) => part !== undefined);
  if (!NAMED.includes(schema.type ?? null)) return parts.flatMap((part) => declarationsIn(part, namespace));
  const name = fullName(schema, namespace);
  const own = namespaceOf(name);
  const fields = isList(schema.fields ?? null) ? (schema.fields as readonly Json[]) : [];
  const spelt = { ...schema, name: name.slice(own === '' ? 0 : own.length + 1), namespace: own };
  const inside = fields.flatMap((field) => (isMembers(field) ? declarationsIn(field.type ?? null, own) : []));
  return [[name, spelt], ...inside];
}

function fullName({ name, namespace }: Members, enclosing: string): string {
  return qualify(String(name), typeof namespace === 'string' ? namespace : enclosing);
}

const isList = (schema: Json): schema is readonly Json[] => Array.isArray(schema);

const isMembers = (schema: Json): schema is Members =>
  typeof schema === 'object' && schema !== null && !Array.isArray(schema);
