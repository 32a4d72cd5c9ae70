/**
 * TypeScript types of JSON Schemas. Ours rather than a library's: the forms are few and known, generation stays
 * synchronous and deterministic, and what a type cannot say (lengths, patterns) is left to the validator either way.
 *
 * I1. Where a type cannot say what a schema says, it says less: no value that fits is refused. Only that a schema with
 *     properties means objects goes without saying, as people leave it out.
 */
import { type JsonSchema, pointerOf } from '../../shared/contracts/index.ts';
import { mapSubschemas, type Schema, schemaAt } from '../json-schema/index.ts';
import { pascalCase } from '../names.ts';

export type TypescriptTypes = {
  /** The declarations of a schema: the root, and each of its definitions. */
  readonly declarations: string;
  /** Types of text that the declarations use, which the runtime declares. */
  readonly texts: readonly string[];
};

/** `name` is the root's. References are pointers into the schema. */
export function typescriptTypesOf(schema: JsonSchema, name: string): TypescriptTypes {
  const writer = new TypeWriter(schema, name);
  const declarations = writer.declareAll();
  return { declarations, texts: [...writer.texts].sort() };
}

/** Texts of one format, by the name of the format. They are told apart where a pattern holds them to it. */
const TEXT_TYPES: Readonly<Record<string, string>> = {
  decimal: 'Decimal',
  'date-time': 'Instant',
  'local-date-time': 'LocalDateTime',
  date: 'LocalDate',
  'local-time': 'LocalTime',
  duration: 'Duration',
  uuid: 'Uuid',
  base64: 'Base64',
};

class TypeWriter {
  readonly texts = new Set<string>();
  readonly #root: JsonSchema;
  /** Names of the types that references lead to, by reference. */
  readonly #names: ReadonlyMap<string, string>;

  constructor(root: JsonSchema, name: string) {
    this.#root = root;
    this.#names = namesOf(root, name);
  }

  declareAll(): string {
    return [...this.#names]
      .filter(([reference, name]) => reference !== '#' || this.#names.get(String(this.#root.$ref)) !== name)
      .map(([reference, name]) => this.#declare(name, schemaAt(this.#root, reference)))
      .join('\n\n');
  }

  #declare(name: string, schema: Schema): string {
    return `${doc(schema, '')}export type ${name} = ${this.#typeOf(schema, '')};`;
  }

  #typeOf(schema: Schema, indent: string): string {
    if (typeof schema === 'boolean') return schema ? 'unknown' : 'never';
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    if (Array.isArray(schema.enum)) return union(schema.enum.map((value) => JSON.stringify(value)));
    const parts = this.#partsOf(schema, indent).filter((part) => part !== 'unknown');
    if (parts.length === 1) return String(parts[0]);
    if (parts.length > 1) return [...new Set(parts)].map(inBrackets).join(' & ');
    return isNever(schema) ? 'never' : 'unknown';
  }

  /** What a schema says, keyword by keyword: a value is of all of these types. */
  #partsOf(schema: JsonSchema, indent: string): readonly string[] {
    const types = (schemas: unknown) =>
      ((schemas ?? []) as readonly Schema[]).map((each) => this.#typeOf(each, indent));
    const others = [
      ...(typeof schema.$ref === 'string' ? [this.#names.get(schema.$ref) ?? 'unknown'] : []),
      ...[schema.anyOf, schema.oneOf].filter((schemas) => schemas !== undefined).map((each) => union(types(each))),
      ...types(schema.allOf),
    ];
    return [...this.#ownParts(schema, indent, others.length > 0), ...others];
  }

  /** What `type` and the keywords of objects say; that a value is some object goes without saying beside others. */
  #ownParts(schema: JsonSchema, indent: string, hasOthers: boolean): readonly string[] {
    const { type = schema.properties === undefined && schema.required === undefined ? undefined : 'object' } = schema;
    if (type === undefined || (hasOthers && type === 'object' && !saysMembers(schema))) return [];
    return [union([type].flat().map((each) => this.#typed(String(each), schema, indent)))];
  }

  #typed(type: string, schema: JsonSchema, indent: string): string {
    switch (type) {
      case 'integer':
        return 'number';
      case 'string':
        return this.#textType(schema);
      case 'array':
        return this.#arrayType(schema, indent);
      case 'object':
        return this.#objectType(schema, indent);
      default:
        return type;
    }
  }

  #textType({ pattern, format, contentEncoding }: JsonSchema): string {
    const kind = String(format ?? contentEncoding);
    const text = pattern !== undefined && Object.hasOwn(TEXT_TYPES, kind) ? TEXT_TYPES[kind] : undefined;
    if (text === undefined) return 'string';
    this.texts.add(text);
    return text;
  }

  #arrayType({ prefixItems, items = true, minItems = 0 }: JsonSchema, indent: string): string {
    const rest = this.#typeOf(items as Schema, indent);
    if (prefixItems === undefined) return `readonly ${asElement(rest)}[]`;
    const first = (prefixItems as readonly Schema[]).map((item, index) => {
      const type = this.#typeOf(item, indent);
      return index < Number(minItems) ? type : `${asElement(type)}?`;
    });
    return `readonly [${[...first, ...(items === false ? [] : [`...${asElement(rest)}[]`])].join(', ')}]`;
  }

  #objectType(schema: JsonSchema, indent: string): string {
    const { properties = {}, required = [], additionalProperties = true } = schema;
    const demanded = required as readonly string[];
    const declared = properties as Record<string, Schema>;
    const undeclared = demanded.filter((name) => !Object.hasOwn(declared, name)).map((name) => [name, true] as const);
    const members: readonly (readonly [string, Schema])[] = [...Object.entries(declared), ...undeclared];
    if (members.length === 0) {
      return `{ readonly [name: string]: ${this.#typeOf(additionalProperties as Schema, indent)} }`;
    }
    const inner = `${indent}  `;
    const lines = members.map(([name, member]) => {
      const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
      const optional = demanded.includes(name) ? '' : '?';
      return `${doc(member, inner)}${inner}readonly ${key}${optional}: ${this.#typeOf(member, inner)};`;
    });
    return `{\n${lines.join('\n')}\n${indent}}`;
  }
}

/** A name for the root and for all that references lead to, by reference. */
function namesOf(root: JsonSchema, rootName: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set([...Object.values(TEXT_TYPES), rootName]);
  const add = (reference: string): void => {
    if (names.has(reference)) return;
    const word = pascalCase(decodeURIComponent(reference).split('/').at(-1) ?? '').replace(/^(?=\d|$)/, 'Type');
    let name = word;
    for (let number = 2; taken.has(name); number++) name = `${word}${number}`;
    taken.add(name);
    names.set(reference, name);
  };
  const visit = (schema: Schema): Schema => {
    if (typeof schema === 'boolean') return schema;
    if (typeof schema.$ref === 'string') add(schema.$ref);
    return mapSubschemas(schema, visit);
  };
  names.set('#', rootName);
  const [first] = definitionsOf(root).filter((reference) => reference === root.$ref);
  // A root that is only another name for a definition is that definition.
  if (first !== undefined && isNamed(first, rootName)) names.set(first, rootName);
  for (const reference of definitionsOf(root)) add(reference);
  visit(root);
  return names;
}

const definitionsOf = ({ $defs = {} }: JsonSchema): readonly string[] =>
  Object.keys($defs as object).map((name) => `#${encodeURI(pointerOf(['$defs', name]))}`);

const isNamed = (reference: string, name: string): boolean => pascalCase(reference.slice('#/$defs/'.length)) === name;

const saysMembers = ({ properties, required, additionalProperties }: JsonSchema): boolean =>
  properties !== undefined || required !== undefined || typeof additionalProperties === 'object';

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ') || 'never';

const inBrackets = (type: string): string => (isCompound(type) ? `(${type})` : type);

const asElement = (type: string): string => (type.startsWith('readonly ') ? `(${type})` : inBrackets(type));

/** Whether types are joined outside all braces and brackets. */
function isCompound(type: string): boolean {
  let depth = 0;
  for (const letter of type.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')) {
    if ('{[('.includes(letter)) depth++;
    else if ('}])'.includes(letter)) depth--;
    else if ((letter === '|' || letter === '&') && depth === 0) return true;
  }
  return false;
}

/** `{not: {}}` is what nothing fits. */
const isNever = ({ not }: JsonSchema): boolean =>
  not === true || (typeof not === 'object' && not !== null && Object.keys(not).length === 0);

function doc(schema: Schema, indent: string): string {
  if (typeof schema === 'boolean') return '';
  const { description, deprecated } = schema;
  const said = [
    ...(typeof description === 'string' ? [description] : []),
    ...(deprecated === true ? ['@deprecated'] : []),
  ];
  if (said.length === 0) return '';
  return `${indent}/** ${said
    .join(' ')
    .replaceAll('*/', '*∕')
    .replaceAll(/\s*\n\s*/g, ' ')} */\n`;
}
