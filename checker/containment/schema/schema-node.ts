import type { JsonType } from '../values/json-value.ts';

/** Where a subschema stands. */
export type Place = { readonly schema: 'narrow' | 'wide'; readonly pointer: string };

export type TypeName = JsonType | 'integer';

/**
 * A parsed subschema. A keyword that it does not have is absent; one that asserts nothing (`minLength: 0`) may be too.
 * Made mutable only while its document is read, since schemas may refer to themselves.
 */
export type SchemaNode = {
  readonly place: Place;
  /** Keywords that the document writes in another way. */
  readonly written?: Readonly<Record<string, string>>;
  /** The schema `true` or `false`. */
  readonly constant?: boolean;
  readonly types?: ReadonlySet<TypeName>;
  /** Of enum and const: the only values. */
  readonly values?: readonly unknown[];

  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;

  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;

  readonly prefixItems?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly contains?: SchemaNode;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;

  readonly properties?: ReadonlyMap<string, SchemaNode>;
  readonly patternProperties?: ReadonlyMap<string, SchemaNode>;
  readonly additionalProperties?: SchemaNode;
  readonly propertyNames?: SchemaNode;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: ReadonlyMap<string, readonly string[]>;
  readonly dependentSchemas?: ReadonlyMap<string, SchemaNode>;

  /** Targets of `$ref` and `$dynamicRef`. */
  readonly references?: readonly Reference[];
  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  readonly if?: SchemaNode;
  readonly then?: SchemaNode;
  readonly else?: SchemaNode;

  readonly unevaluatedItems?: SchemaNode;
  readonly unevaluatedProperties?: SchemaNode;
};

export type Reference = { readonly keyword: '$ref' | '$dynamicRef'; readonly target: SchemaNode };

/** A node while its document is read. */
export type NodeDraft = { -readonly [Key in keyof SchemaNode]: SchemaNode[Key] };

/** Keywords whose value is a subschema, a list of them, or a map of them. */
export const SINGLE = [
  'items',
  'contains',
  'additionalProperties',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const satisfies readonly (keyof SchemaNode)[];
export const LISTS = ['prefixItems', 'allOf', 'anyOf', 'oneOf'] as const satisfies readonly (keyof SchemaNode)[];
export const MAPS = [
  'properties',
  'patternProperties',
  'dependentSchemas',
] as const satisfies readonly (keyof SchemaNode)[];

/** The nodes that the node says something with: its own subschemas, and those it refers to. */
export function* neighboursOf(node: SchemaNode): Generator<SchemaNode> {
  for (const keyword of SINGLE) {
    const child = node[keyword];
    if (child !== undefined) yield child;
  }
  for (const keyword of LISTS) yield* node[keyword] ?? [];
  for (const keyword of MAPS) yield* node[keyword]?.values() ?? [];
  for (const { target } of node.references ?? []) yield target;
}
