import { AvroSchemaError } from '../errors.ts';
import { pointerOf } from '../json-pointer.ts';
import { type AvroType, branchName, type Field, type NamedType, type PlainKind, shortName } from './avro-type.ts';
import { namespaceOf, qualify } from './full-name.ts';
import { logicalTypeOf } from './logical-type.ts';

/**
 * Reads an Avro schema: resolves names, namespaces and aliases, and refuses what the specification does. Defaults are
 * checked where they are used, since only there is known how they are written.
 * https://avro.apache.org/docs/1.12.0/specification/#schema-declaration
 */
export function parseAvroSchema(text: string): AvroType {
  return new SchemaReader().read(parseJson(text), [], '');
}

/** Steps from the schema's root to a type: what reads a schema is recursive, and it may be anybody's. */
export const MAX_SCHEMA_DEPTH = 500;

type Path = readonly (string | number)[];
type Members = Readonly<Record<string, unknown>>;

const PLAIN_KINDS: readonly string[] = [
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
] satisfies PlainKind[];
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const FULL_NAME = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*$/;

class SchemaReader {
  readonly #named = new Map<string, NamedType>();

  read(schema: unknown, path: Path, namespace: string): AvroType {
    if (path.length > MAX_SCHEMA_DEPTH) throw schemaError(path.slice(0, 3), `Nested deeper than ${MAX_SCHEMA_DEPTH}.`);
    if (typeof schema === 'string') return this.#refer(schema, path, namespace);
    if (Array.isArray(schema)) return this.#readUnion(schema, path, namespace);
    const members = membersOf(schema, path, 'a type: a name, an object or a list');
    switch (members.type) {
      case 'record':
      case 'error':
        return this.#readRecord(members, path, namespace);
      case 'enum':
        return this.#readEnum(members, path, namespace);
      case 'fixed':
        return this.#readFixed(members, path, namespace);
      case 'array':
        return { kind: 'array', items: this.read(members.items, [...path, 'items'], namespace) };
      case 'map':
        return { kind: 'map', values: this.read(members.values, [...path, 'values'], namespace) };
      default:
        return this.#readPlain(members, path, namespace);
    }
  }

  #refer(name: string, path: Path, namespace: string): AvroType {
    if (PLAIN_KINDS.includes(name)) return { kind: name as PlainKind, logical: null };
    const found = this.#named.get(qualify(name, namespace)) ?? this.#named.get(name);
    if (found !== undefined) return found;
    const known = [...this.#named.keys()].join(', ');
    throw schemaError(path, `"${name}" is no type that is known here${known === '' ? '' : ` (${known} are)`}.`);
  }

  #readPlain(members: Members, path: Path, namespace: string): AvroType {
    const type = this.read(members.type, [...path, 'type'], namespace);
    if (type.kind === 'union' || 'name' in type || !('logical' in type)) return type;
    return { kind: type.kind, logical: logicalTypeOf(members, type.kind) ?? type.logical };
  }

  #readUnion(branches: readonly unknown[], path: Path, namespace: string): AvroType {
    const types = branches.map((branch, index) => this.read(branch, [...path, index], namespace));
    const names = types.map(branchName);
    if (names.includes('union')) throw schemaError(path, 'A union may not hold a union.');
    const twice = firstTwice(names);
    if (twice !== undefined) throw schemaError(path, `The union holds "${twice}" twice.`);
    return { kind: 'union', branches: types };
  }

  #readRecord(members: Members, path: Path, namespace: string): AvroType {
    const fields: Field[] = [];
    const type = this.#declare({ kind: 'record', ...namesOf(members, path, namespace), fields }, path);
    const given = listOf(members.fields, [...path, 'fields']);
    for (const [index, field] of given.entries()) {
      fields.push(this.#readField(field, [...path, 'fields', index], namespaceOf(type.name)));
    }
    refuseTwice(
      fields.map(({ name }) => name),
      [...path, 'fields'],
      'field',
    );
    return type;
  }

  #readField(given: unknown, path: Path, namespace: string): Field {
    const members = membersOf(given, path, 'a field: an object');
    const name = nameOf(members.name, [...path, 'name'], NAME);
    if (name === '__proto__') throw schemaError([...path, 'name'], 'A field that JavaScript takes for something else.');
    return {
      name,
      aliases: aliasesOf(members, path, NAME),
      doc: docOf(members),
      type: this.read(members.type, [...path, 'type'], namespace),
      ...('default' in members && { default: members.default }),
    };
  }

  #readEnum(members: Members, path: Path, namespace: string): AvroType {
    const symbols = listOf(members.symbols, [...path, 'symbols']).map((symbol, index) =>
      nameOf(symbol, [...path, 'symbols', index], NAME),
    );
    refuseTwice(symbols, [...path, 'symbols'], 'symbol');
    const fallback = members.default ?? null;
    if (fallback !== null && !symbols.includes(fallback as string)) {
      throw schemaError([...path, 'default'], 'The default is none of the symbols.');
    }
    const names = namesOf(members, path, namespace);
    return this.#declare({ kind: 'enum', ...names, symbols, fallback: fallback as string | null }, path);
  }

  #readFixed(members: Members, path: Path, namespace: string): AvroType {
    const size = members.size;
    if (!Number.isSafeInteger(size) || Number(size) < 0) {
      throw schemaError([...path, 'size'], 'The size of a fixed is a whole number from 0.');
    }
    const logical = logicalTypeOf(members, 'fixed', Number(size));
    return this.#declare({ kind: 'fixed', ...namesOf(members, path, namespace), size: Number(size), logical }, path);
  }

  #declare<Type extends NamedType>(type: Type, path: Path): Type {
    if (this.#named.has(type.name)) throw schemaError(path, `"${type.name}" is declared twice.`);
    this.#named.set(type.name, type);
    return type;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AvroSchemaError(`The schema is no JSON: ${(error as Error).message}`, { pointer: '', cause: error });
  }
}

function namesOf(members: Members, path: Path, enclosing: string) {
  const given = nameOf(members.name, [...path, 'name'], FULL_NAME);
  const stated = members.namespace;
  if (stated !== undefined && stated !== null && stated !== '') nameOf(stated, [...path, 'namespace'], FULL_NAME);
  const name = qualify(given, typeof stated === 'string' ? stated : enclosing);
  if (PLAIN_KINDS.includes(shortName(name))) {
    throw schemaError([...path, 'name'], `"${shortName(name)}" is the name of a type of Avro.`);
  }
  const aliases = aliasesOf(members, path, FULL_NAME).map((alias) => qualify(alias, namespaceOf(name)));
  return { name, aliases, doc: docOf(members) };
}

const docOf = ({ doc }: Members): string | null => (typeof doc === 'string' ? doc : null);

const aliasesOf = (members: Members, path: Path, pattern: RegExp): readonly string[] =>
  members.aliases === undefined
    ? []
    : listOf(members.aliases, [...path, 'aliases']).map((alias, index) =>
        nameOf(alias, [...path, 'aliases', index], pattern),
      );

function nameOf(name: unknown, path: Path, pattern: RegExp): string {
  if (typeof name === 'string' && pattern.test(name)) return name;
  throw schemaError(path, 'A name is made of letters, digits and _ and does not start with a digit.');
}

function refuseTwice(names: readonly string[], path: Path, what: string): void {
  const twice = firstTwice(names);
  if (twice === undefined) return;
  throw schemaError(
    [...path, names.indexOf(twice, names.indexOf(twice) + 1)],
    `The ${what} "${twice}" is declared twice.`,
  );
}

function firstTwice(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.has(name) || !seen.add(name));
}

function membersOf(value: unknown, path: Path, expected: string): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  throw schemaError(path, `Expected ${expected}.`);
}

function listOf(value: unknown, path: Path): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw schemaError(path, 'Expected a list.');
}

const schemaError = (path: Path, message: string) => new AvroSchemaError(message, { pointer: pointerOf(path) });
