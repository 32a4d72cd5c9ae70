/**
 * Reads a schema document into nodes: whatever can be reached from its root, each subschema once. Owns which keywords
 * mean something (all others are annotations) and what their values may be; owns not where references lead.
 */
import { BeyondReasoningError, LimitExceededError, MalformedSchemaError } from '../errors.ts';
import type { ContainmentLimits } from '../limits.ts';
import { isAmong, isObject, type JsonObject } from '../values/json-value.ts';
import { step } from './pointer.ts';
import { References } from './references.ts';
import type { NodeDraft, Place, SchemaNode, TypeName } from './schema-node.ts';

type Schema = boolean | JsonObject;

/** The root's node. Throws `MalformedSchemaError`, `BeyondReasoningError`, `LimitExceededError`. */
export function parseSchema(schema: Schema, side: Place['schema'], limits: ContainmentLimits): SchemaNode {
  return new Parser(schema, side, limits).node(schema, '', 0);
}

class Parser {
  readonly #side: Place['schema'];
  readonly #limits: ContainmentLimits;
  readonly #references: References;
  /** By the schema's own text object; booleans have none and need none. */
  readonly #nodes = new Map<JsonObject, SchemaNode>();

  constructor(root: Schema, side: Place['schema'], limits: ContainmentLimits) {
    this.#side = side;
    this.#limits = limits;
    this.#references = new References(root);
  }

  node(schema: unknown, pointer: string, depth: number): SchemaNode {
    const place = { schema: this.#side, pointer };
    if (typeof schema === 'boolean') return { place, constant: schema };
    if (!isObject(schema)) throw new MalformedSchemaError('a schema is an object, true or false', place);
    const known = this.#nodes.get(schema);
    if (known !== undefined) return known;
    if (this.#nodes.size >= this.#limits.maxSubschemas) {
      throw new LimitExceededError(`more than ${this.#limits.maxSubschemas} subschemas`, place);
    }
    if (depth > this.#limits.maxDepth) {
      throw new LimitExceededError(`subschemas more than ${this.#limits.maxDepth} deep`, place);
    }
    const draft: NodeDraft = { place };
    this.#nodes.set(schema, draft);
    const reader = new KeywordReader(schema, pointer, {
      place,
      node: (child, at) => this.node(child, at, depth + 1),
      target: (keyword, reference) => {
        const found = this.#references.resolve(keyword, reference, schema, place);
        return this.node(found.schema, found.pointer, depth + 1);
      },
    });
    for (const keyword of Object.keys(schema)) KEYWORDS.get(keyword)?.(draft, reader, keyword);
    return draft;
  }
}

type Surroundings = {
  readonly place: Place;
  readonly node: (schema: unknown, pointer: string) => SchemaNode;
  readonly target: (keyword: '$ref' | '$dynamicRef', reference: string) => SchemaNode;
};

/** Reads one schema's keywords, complaining at their places. */
class KeywordReader {
  readonly #schema: JsonObject;
  readonly #pointer: string;
  readonly #around: Surroundings;

  constructor(schema: JsonObject, pointer: string, around: Surroundings) {
    this.#schema = schema;
    this.#pointer = pointer;
    this.#around = around;
  }

  value(keyword: string): unknown {
    return this.#schema[keyword];
  }

  has(keyword: string): boolean {
    return Object.hasOwn(this.#schema, keyword);
  }

  number(keyword: string): number {
    const value = this.value(keyword);
    return typeof value === 'number' && Number.isFinite(value) ? value : this.refuse(keyword, 'a number');
  }

  count(keyword: string): number {
    const value = this.number(keyword);
    return Number.isInteger(value) && value >= 0 ? value : this.refuse(keyword, 'a whole number of at least 0');
  }

  text(keyword: string): string {
    const value = this.value(keyword);
    return typeof value === 'string' ? value : this.refuse(keyword, 'a string');
  }

  names(keyword: string, value = this.value(keyword)): readonly string[] {
    return Array.isArray(value) && value.every((name): name is string => typeof name === 'string')
      ? value
      : this.refuse(keyword, 'a list of strings');
  }

  list(keyword: string): readonly unknown[] {
    const value = this.value(keyword);
    return Array.isArray(value) ? value : this.refuse(keyword, 'a list');
  }

  members(keyword: string): readonly (readonly [string, unknown])[] {
    const value = this.value(keyword);
    return isObject(value) ? Object.entries(value) : this.refuse(keyword, 'an object');
  }

  schema(keyword: string): SchemaNode {
    return this.#around.node(this.value(keyword), `${this.#pointer}${step(keyword)}`);
  }

  schemaList(keyword: string): readonly SchemaNode[] {
    return this.list(keyword).map((schema, index) =>
      this.#around.node(schema, `${this.#pointer}${step(keyword)}/${index}`),
    );
  }

  /** The map's schemas; with `only`, those members alone for which it holds. */
  schemaMap(keyword: string, only: (value: unknown) => boolean = () => true): ReadonlyMap<string, SchemaNode> {
    const at = (name: string) => `${this.#pointer}${step(keyword)}${step(name)}`;
    return new Map(
      this.members(keyword)
        .filter(([, schema]) => only(schema))
        .map(([name, schema]) => [name, this.#around.node(schema, at(name))]),
    );
  }

  target(keyword: '$ref' | '$dynamicRef'): SchemaNode {
    return this.#around.target(keyword, this.text(keyword));
  }

  refuse(keyword: string, wanted: string): never {
    throw new MalformedSchemaError(`${keyword} must be ${wanted}`, this.#placeOf(keyword));
  }

  giveUp(keyword: string, reason: string): never {
    throw new BeyondReasoningError(reason, this.#placeOf(keyword));
  }

  #placeOf(keyword: string): Place {
    return { schema: this.#around.place.schema, pointer: `${this.#pointer}${step(keyword)}` };
  }
}

type ReadKeyword = (draft: NodeDraft, reader: KeywordReader, keyword: string) => void;

type NumberKeyword = 'minimum' | 'exclusiveMinimum' | 'maximum' | 'exclusiveMaximum';
type CountKeyword =
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
  | 'minContains'
  | 'maxContains'
  | 'minProperties'
  | 'maxProperties';
type SchemaKeyword =
  | 'items'
  | 'contains'
  | 'additionalProperties'
  | 'propertyNames'
  | 'not'
  | 'if'
  | 'then'
  | 'else'
  | 'unevaluatedItems'
  | 'unevaluatedProperties';

const rows = <Key extends string>(
  keywords: readonly Key[],
  read: (draft: NodeDraft, reader: KeywordReader, keyword: Key) => void,
): readonly (readonly [string, ReadKeyword])[] =>
  keywords.map((keyword) => [keyword, (draft, reader) => read(draft, reader, keyword)]);

const KEYWORDS: ReadonlyMap<string, ReadKeyword> = new Map([
  ...rows<NumberKeyword>(
    ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'],
    (draft, reader, keyword) => (draft[keyword] = reader.number(keyword)),
  ),
  ...rows<CountKeyword>(
    ['minLength', 'maxLength', 'minItems', 'maxItems', 'minContains', 'maxContains', 'minProperties', 'maxProperties'],
    (draft, reader, keyword) => (draft[keyword] = reader.count(keyword)),
  ),
  ...rows<SchemaKeyword>(
    [
      'contains',
      'additionalProperties',
      'propertyNames',
      'not',
      'if',
      'then',
      'else',
      'unevaluatedItems',
      'unevaluatedProperties',
    ],
    (draft, reader, keyword) => (draft[keyword] = reader.schema(keyword)),
  ),
  ...rows(
    ['prefixItems', 'allOf', 'anyOf', 'oneOf'] as const,
    (draft, reader, keyword) => (draft[keyword] = reader.schemaList(keyword)),
  ),
  ...rows(
    ['properties', 'patternProperties'] as const,
    (draft, reader, keyword) => (draft[keyword] = reader.schemaMap(keyword)),
  ),
  ...rows(
    ['$ref', '$dynamicRef'] as const,
    (draft, reader, keyword) =>
      (draft.references = [...(draft.references ?? []), { keyword, target: reader.target(keyword) }]),
  ),
  ...rows(['required'] as const, (draft, reader, keyword) => (draft[keyword] = reader.names(keyword))),
  ...rows(['pattern'] as const, (draft, reader, keyword) => (draft[keyword] = reader.text(keyword))),
  ['type', readType],
  ['const', readConst],
  ['enum', (draft, reader) => restrictTo(draft, reader.list('enum'))],
  ['multipleOf', readMultipleOf],
  ['uniqueItems', readUniqueItems],
  ['items', readItems],
  ['dependentRequired', readDependentRequired],
  ['dependentSchemas', (draft, reader) => addDependentSchemas(draft, reader.schemaMap('dependentSchemas'))],
  ['dependencies', readDependencies],
]);

const TYPE_NAMES: ReadonlySet<unknown> = new Set<TypeName>([
  'null',
  'boolean',
  'integer',
  'number',
  'string',
  'array',
  'object',
]);

function readType(draft: NodeDraft, reader: KeywordReader): void {
  const value = reader.value('type');
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!names.every((name): name is TypeName => TYPE_NAMES.has(name)))
    reader.refuse('type', 'a type or a list of types');
  draft.types = new Set(names as readonly TypeName[]);
}

function restrictTo(draft: NodeDraft, values: readonly unknown[]): void {
  const before = draft.values;
  draft.values = before === undefined ? values : before.filter((value) => isAmong(value, values));
}

function readConst(draft: NodeDraft, reader: KeywordReader): void {
  restrictTo(draft, [reader.value('const')]);
  if (!reader.has('enum')) draft.written = { ...draft.written, enum: 'const' };
}

function readMultipleOf(draft: NodeDraft, reader: KeywordReader): void {
  const value = reader.number('multipleOf');
  if (value <= 0) reader.refuse('multipleOf', 'above 0');
  draft.multipleOf = value;
}

function readUniqueItems(draft: NodeDraft, reader: KeywordReader): void {
  const value = reader.value('uniqueItems');
  if (typeof value !== 'boolean') reader.refuse('uniqueItems', 'true or false');
  if (value) draft.uniqueItems = true;
}

function readItems(draft: NodeDraft, reader: KeywordReader): void {
  if (Array.isArray(reader.value('items'))) reader.refuse('items', 'one schema (for a list of them: prefixItems)');
  draft.items = reader.schema('items');
}

function readDependentRequired(draft: NodeDraft, reader: KeywordReader): void {
  addDependentRequired(
    draft,
    reader.members('dependentRequired').map(([name, value]) => [name, reader.names('dependentRequired', value)]),
  );
}

/** Gone from the standard, yet heeded by validators: both dependent keywords in one. */
function readDependencies(draft: NodeDraft, reader: KeywordReader): void {
  if (!reader.has('dependentRequired')) draft.written = { ...draft.written, dependentRequired: 'dependencies' };
  addDependentRequired(
    draft,
    reader
      .members('dependencies')
      .filter(([, value]) => Array.isArray(value))
      .map(([name, value]) => [name, reader.names('dependencies', value)]),
  );
  addDependentSchemas(
    draft,
    reader.schemaMap('dependencies', (value) => !Array.isArray(value)),
  );
}

function addDependentRequired(draft: NodeDraft, rows: readonly (readonly [string, readonly string[]])[]): void {
  const all = new Map(draft.dependentRequired);
  for (const [name, required] of rows) all.set(name, [...(all.get(name) ?? []), ...required]);
  draft.dependentRequired = all;
}

function addDependentSchemas(draft: NodeDraft, schemas: ReadonlyMap<string, SchemaNode>): void {
  const all = new Map(draft.dependentSchemas);
  for (const [name, schema] of schemas) {
    const before = all.get(name);
    all.set(name, before === undefined ? schema : { place: schema.place, allOf: [before, schema] });
  }
  draft.dependentSchemas = all;
}
