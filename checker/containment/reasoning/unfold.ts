/**
 * Takes a literal apart for values of one type: into facts, literals of the same value, and choices. Keywords of other
 * types say nothing, which is what keeps it small.
 */
import type { SchemaNode, TypeName } from '../schema/schema-node.ts';
import type { Literal } from '../schema/shapes.ts';
import { type JsonType, typeOf } from '../values/json-value.ts';
import { type EvaluationCase, evaluationCasesOf } from './evaluation-cases.ts';
import type { Fact, Together, Unfolded } from './facts.ts';
import { absent, factsOf, type LiteralOf, othersThan, present, type Translation } from './schema-facts.ts';

const INFINITY = Number.POSITIVE_INFINITY;

export function assertSchema(node: SchemaNode, type: JsonType, translation: Translation): Unfolded {
  const { types, values } = node;
  if (node.constant === false || !admitsType(types, type)) return undefined;
  const { literalOf } = translation;
  const together: (Literal | Fact)[] = [];
  if (isIntegerOnly(types, type)) together.push({ kind: 'multiple', of: 1, holds: true });
  if (values !== undefined) together.push({ kind: 'among', values: values.filter((value) => typeOf(value) === type) });
  together.push(...factsOf(node, type, literalOf).facts);
  for (const { target } of node.references ?? []) together.push(literalOf(target));
  for (const part of node.allOf ?? []) together.push(literalOf(part));
  if (node.not !== undefined) together.push(-literalOf(node.not));
  const unevaluated = unevaluatedOf(node, type, translation).map(({ right }) => right);
  return { together, choices: [...choicesOf(node, type, translation), ...unevaluated] };
}

export function denySchema(node: SchemaNode, type: JsonType, translation: Translation): Unfolded {
  if (node.constant === true) return undefined;
  const ways = node.constant === false || !admitsType(node.types, type) ? [[]] : denialsOf(node, type, translation);
  if (ways.length === 0) return undefined;
  if (ways.some((way) => way.length === 0)) return { together: [], choices: [] };
  const [way, ...others] = ways;
  return others.length === 0 && way !== undefined ? { together: way, choices: [] } : { together: [], choices: [ways] };
}

const admitsType = (types: ReadonlySet<TypeName> | undefined, type: JsonType): boolean =>
  types === undefined || types.has(type) || (type === 'number' && types.has('integer'));

const isIntegerOnly = (types: ReadonlySet<TypeName> | undefined, type: JsonType): boolean =>
  type === 'number' && types !== undefined && !types.has('number');

function choicesOf(
  node: SchemaNode,
  type: JsonType,
  { literalOf, exclude }: Translation,
): readonly (readonly Together[])[] {
  const choices: (readonly Together[])[] = [];
  if (node.anyOf !== undefined) choices.push(node.anyOf.map((option) => [literalOf(option)]));
  if (node.oneOf !== undefined) choices.push(exactlyOne(node.oneOf.map(literalOf), exclude));
  if (node.if !== undefined && (node.then ?? node.else) !== undefined) {
    const condition = literalOf(node.if);
    choices.push([
      node.then === undefined ? [condition] : [condition, literalOf(node.then)],
      node.else === undefined ? [-condition] : [-condition, literalOf(node.else)],
    ]);
  }
  if (type !== 'object') return choices;
  for (const [name, names] of node.dependentRequired ?? []) choices.push([[absent(name)], names.map(present)]);
  for (const [name, schema] of node.dependentSchemas ?? []) choices.push([[absent(name)], [literalOf(schema)]]);
  return choices;
}

/** One, and none of those that could be another. */
function exactlyOne(options: readonly Literal[], exclude: Translation['exclude']): readonly Together[] {
  return options.map((option, index) => [
    option,
    ...options.filter((other, at) => at !== index && !exclude(option, other)).map((other) => -other),
  ]);
}

function denialsOf(node: SchemaNode, type: JsonType, translation: Translation): readonly Together[] {
  const { literalOf } = translation;
  const ways: Together[] = [...factsOf(node, type, literalOf).denials];
  if (isIntegerOnly(node.types, type)) ways.push([{ kind: 'multiple', of: 1, holds: false }]);
  if (node.values !== undefined) ways.push(noneOf(node.values, type, literalOf, node));
  for (const { target } of node.references ?? []) ways.push([-literalOf(target)]);
  for (const part of node.allOf ?? []) ways.push([-literalOf(part)]);
  if (node.not !== undefined) ways.push([literalOf(node.not)]);
  if (node.anyOf !== undefined) ways.push(node.anyOf.map((option) => -literalOf(option)));
  if (node.oneOf !== undefined) ways.push(...noneOrTwo(node.oneOf.map(literalOf), translation.exclude));
  ways.push(...conditionDenials(node, literalOf));
  if (type === 'object') ways.push(...dependencyDenials(node, literalOf));
  ways.push(...unevaluatedOf(node, type, translation).flatMap(({ wrong }) => wrong));
  return ways;
}

function conditionDenials(node: SchemaNode, literalOf: LiteralOf): readonly Together[] {
  if (node.if === undefined) return [];
  const condition = literalOf(node.if);
  const ways: Together[] = [];
  if (node.then !== undefined) ways.push([condition, -literalOf(node.then)]);
  if (node.else !== undefined) ways.push([-condition, -literalOf(node.else)]);
  return ways;
}

function dependencyDenials(node: SchemaNode, literalOf: LiteralOf): readonly Together[] {
  const ways: Together[] = [];
  for (const [name, names] of node.dependentRequired ?? []) {
    ways.push(...names.map((other) => [present(name), absent(other)]));
  }
  for (const [name, schema] of node.dependentSchemas ?? []) ways.push([present(name), -literalOf(schema)]);
  return ways;
}

function noneOrTwo(options: readonly Literal[], exclude: Translation['exclude']): readonly Together[] {
  const ways: Together[] = [options.map((option) => -option)];
  for (const [index, one] of options.entries()) {
    for (const other of options.slice(index + 1)) if (!exclude(one, other)) ways.push([one, other]);
  }
  return ways;
}

/** The value is none of these: plainly for what has no parts, by its parts for arrays and objects. */
function noneOf(values: readonly unknown[], type: JsonType, literalOf: LiteralOf, { place }: SchemaNode): Together {
  const ofType = values.filter((value) => typeOf(value) === type);
  if (ofType.length === 0) return [];
  if (type !== 'array' && type !== 'object') return [{ kind: 'except', values: ofType }];
  return ofType.map((value) => -literalOf(partsOf(value, place)));
}

/** A schema that accepts this array or object alone, in terms of its parts. */
function partsOf(value: unknown, place: SchemaNode['place']): SchemaNode {
  const only = (part: unknown): SchemaNode => ({ place, values: [part] });
  const nothing: SchemaNode = { place, constant: false };
  if (Array.isArray(value)) {
    const types = new Set(['array'] as const);
    return { place, types, prefixItems: value.map(only), items: nothing, minItems: value.length };
  }
  const members = Object.entries(value as object);
  return {
    place,
    types: new Set(['object'] as const),
    properties: new Map(members.map(([name, part]) => [name, only(part)])),
    additionalProperties: nothing,
    required: members.map(([name]) => name),
  };
}

/** What the value is when it is right, or wrong, in one of the cases; no `wrong` where everything is evaluated. */
type Unevaluated = { readonly right: readonly Together[]; readonly wrong: readonly Together[] };

/** What unevaluatedItems or unevaluatedProperties say, by which subschemas hold. */
function unevaluatedOf(node: SchemaNode, type: JsonType, translation: Translation): readonly Unevaluated[] {
  const { literalOf } = translation;
  if (type === 'object' && node.unevaluatedProperties !== undefined) {
    const literal = literalOf(node.unevaluatedProperties);
    return [inCases(evaluationCasesOf(node, translation), (each) => membersLeft(each, literal, literalOf))];
  }
  if (type === 'array' && node.unevaluatedItems !== undefined) {
    const schema = node.unevaluatedItems;
    return [inCases(evaluationCasesOf(node, translation), (each) => itemsLeft(each, schema, literalOf))];
  }
  return [];
}

type Left = { readonly right: Fact; readonly wrong: Fact };

function inCases(cases: readonly EvaluationCase[], leftOf: (each: EvaluationCase) => Left | undefined): Unevaluated {
  const all = cases.map((each) => ({ when: each.when, left: leftOf(each) }));
  return {
    right: all.map(({ when, left }) => (left === undefined ? when : [...when, left.right])),
    wrong: all.flatMap(({ when, left }) => (left === undefined ? [] : [[...when, left.wrong]])),
  };
}

function membersLeft(each: EvaluationCase, literal: Literal, literalOf: LiteralOf): Left | undefined {
  if (each.everyMember) return undefined;
  const keys = othersThan(each.members, literalOf);
  return { right: { kind: 'every member', keys, literal }, wrong: { kind: 'member', keys, literals: [-literal] } };
}

function itemsLeft(each: EvaluationCase, schema: SchemaNode, literalOf: LiteralOf): Left | undefined {
  const { items: from, contained } = each;
  if (from === INFINITY) return undefined;
  const literal = literalOf(contained.length === 0 ? schema : { place: schema.place, anyOf: [schema, ...contained] });
  return {
    right: { kind: 'every item', from, literal },
    wrong: { kind: 'item', from, to: INFINITY, literal: -literal },
  };
}
