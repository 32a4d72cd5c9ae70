/**
 * What each keyword says of a value of one type, asserted and denied. The two must be each other's opposite: of every
 * value that has the type, either what is asserted holds, or one of the denials.
 */
import type { SchemaNode } from '../schema/schema-node.ts';
import { FALSEHOOD, type Literal, TRUTH } from '../schema/shapes.ts';
import type { JsonType } from '../values/json-value.ts';
import type { Fact, Keys, Together } from './facts.ts';

export type LiteralOf = (node: SchemaNode) => Literal;

export type Translation = {
  readonly literalOf: LiteralOf;
  /** True only when no value of the type is both. */
  readonly exclude: (one: Literal, other: Literal) => boolean;
};

type Said = {
  readonly facts: readonly Fact[];
  /** Each a way in which the schema is broken. */
  readonly denials: readonly Together[];
};

const INFINITY = Number.POSITIVE_INFINITY;
const NOTHING: Said = { facts: [], denials: [] };

/** By the assertions that the type alone has: no references, no combinations. */
export function factsOf(node: SchemaNode, type: JsonType, literalOf: LiteralOf): Said {
  switch (type) {
    case 'number':
      return join(NUMBER_ROWS.map((row) => row(node)));
    case 'string':
      return join([sizes(node.minLength, node.maxLength), pattern(node)]);
    case 'array':
      return join([
        sizes(node.minItems, node.maxItems),
        items(node, literalOf),
        contains(node, literalOf),
        unique(node),
      ]);
    case 'object':
      return join([
        sizes(node.minProperties, node.maxProperties),
        required(node),
        members(node, literalOf),
        names(node, literalOf),
      ]);
    default:
      return NOTHING;
  }
}

const join = (rows: readonly Said[]): Said => ({
  facts: rows.flatMap(({ facts }) => facts),
  denials: rows.flatMap(({ denials }) => denials),
});

/** A fact and its opposite. */
const either = (fact: Fact, opposite: Fact): Said => ({ facts: [fact], denials: [[opposite]] });

const NUMBER_ROWS: readonly ((node: SchemaNode) => Said)[] = [
  ({ minimum }) => (minimum === undefined ? NOTHING : atLeast(minimum, false)),
  ({ exclusiveMinimum }) => (exclusiveMinimum === undefined ? NOTHING : atLeast(exclusiveMinimum, true)),
  ({ maximum }) => (maximum === undefined ? NOTHING : atMost(maximum, false)),
  ({ exclusiveMaximum }) => (exclusiveMaximum === undefined ? NOTHING : atMost(exclusiveMaximum, true)),
  ({ multipleOf: of }) =>
    of === undefined ? NOTHING : either({ kind: 'multiple', of, holds: true }, { kind: 'multiple', of, holds: false }),
];

const atLeast = (bound: number, open: boolean): Said =>
  either({ kind: 'above', bound, open }, { kind: 'below', bound, open: !open });

const atMost = (bound: number, open: boolean): Said =>
  either({ kind: 'below', bound, open }, { kind: 'above', bound, open: !open });

function sizes(least = 0, most = INFINITY): Said {
  if (least === 0 && most === INFINITY) return NOTHING;
  const denials: Together[] = [];
  if (least > 0) denials.push([{ kind: 'size', least: 0, most: least - 1 }]);
  if (most < INFINITY) denials.push([{ kind: 'size', least: most + 1, most: INFINITY }]);
  return { facts: [{ kind: 'size', least, most }], denials };
}

function pattern({ pattern: text }: SchemaNode): Said {
  if (text === undefined) return NOTHING;
  return either({ kind: 'pattern', pattern: text, holds: true }, { kind: 'pattern', pattern: text, holds: false });
}

function items(node: SchemaNode, literalOf: LiteralOf): Said {
  const { prefixItems = [], items: rest } = node;
  if (prefixItems.length === 0 && rest === undefined) return NOTHING;
  const wrong = (from: number, to: number, schema: SchemaNode): readonly Together[] => {
    const literal = literalOf(schema);
    return literal === TRUTH ? [] : [[{ kind: 'item', from, to, literal: -literal }]];
  };
  const denials = prefixItems.flatMap((schema, index) => wrong(index, index + 1, schema));
  if (rest !== undefined) denials.push(...wrong(prefixItems.length, INFINITY, rest));
  return { facts: [{ kind: 'items', node }], denials };
}

function contains(node: SchemaNode, literalOf: LiteralOf): Said {
  if (node.contains === undefined) return NOTHING;
  const [least, most] = [node.minContains ?? 1, node.maxContains ?? INFINITY];
  if (least === 0 && most === INFINITY) return NOTHING;
  const literal = literalOf(node.contains);
  const counted = (from: number, to: number): Fact => ({ kind: 'contains', literal, least: from, most: to });
  const denials: Together[] = [];
  if (least > 0) denials.push([counted(0, least - 1)]);
  if (most < INFINITY) denials.push([counted(most + 1, INFINITY)]);
  return { facts: [counted(least, most)], denials };
}

const unique = ({ uniqueItems }: SchemaNode): Said =>
  uniqueItems === true ? either({ kind: 'unique', holds: true }, { kind: 'unique', holds: false }) : NOTHING;

export const present = (name: string): Fact => ({ kind: 'member', keys: { name }, literals: [] });

export const absent = (name: string): Fact => ({ kind: 'every member', keys: { name }, literal: FALSEHOOD });

const required = ({ required: all = [] }: SchemaNode): Said => ({
  facts: all.map(present),
  denials: all.map((name) => [absent(name)]),
});

function members(node: SchemaNode, literalOf: LiteralOf): Said {
  const { properties, patternProperties, additionalProperties } = node;
  if (properties === undefined && patternProperties === undefined && additionalProperties === undefined) return NOTHING;
  const denials: Together[] = [];
  const wrong = (keys: () => Keys, schema: SchemaNode) => {
    const literal = literalOf(schema);
    if (literal !== TRUTH) denials.push([{ kind: 'member', keys: keys(), literals: [-literal] }]);
  };
  for (const [name, schema] of properties ?? []) wrong(() => ({ name }), schema);
  for (const [text, schema] of patternProperties ?? []) {
    wrong(() => ({ literals: [found(text, node, literalOf)], notIn: [] }), schema);
  }
  if (additionalProperties !== undefined) wrong(() => othersThan([node], literalOf), additionalProperties);
  return { facts: [{ kind: 'members', node }], denials };
}

/** The names that are neither in the nodes' properties nor found by their patterns. */
export function othersThan(nodes: readonly SchemaNode[], literalOf: LiteralOf): Keys {
  return {
    literals: nodes.flatMap((node) =>
      [...(node.patternProperties?.keys() ?? [])].map((text) => -found(text, node, literalOf)),
    ),
    notIn: nodes.flatMap(({ properties }) => properties ?? []),
  };
}

const STRING = new Set(['string'] as const);

/** "Is a string in which the pattern is found." */
export const found = (text: string, { place }: SchemaNode, literalOf: LiteralOf): Literal =>
  literalOf({ place, types: STRING, pattern: text });

function names({ propertyNames }: SchemaNode, literalOf: LiteralOf): Said {
  if (propertyNames === undefined) return NOTHING;
  const literal = literalOf(propertyNames);
  if (literal === TRUTH) return NOTHING;
  return {
    facts: [{ kind: 'names', literal }],
    denials: [[{ kind: 'member', keys: { literals: [-literal], notIn: [] }, literals: [] }]],
  };
}
