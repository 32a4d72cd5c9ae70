/**
 * Does a schema accept a value? Exactly as the standard says, with decimals for numbers and annotations for
 * unevaluatedItems and unevaluatedProperties; and if not, which keyword refuses it, and where.
 */
import { LimitExceededError, MalformedSchemaError } from '../errors.ts';
import type { Patterns } from '../patterns/patterns.ts';
import { membersOf } from '../schema/members.ts';
import { step } from '../schema/pointer.ts';
import type { SchemaNode, TypeName } from '../schema/schema-node.ts';
import { isMultipleOf } from '../values/decimal.ts';
import { canonicalText, isAmong, isObject, type JsonObject, lengthOf, typeOf } from '../values/json-value.ts';

/** What refuses a value: the node's keyword, at the pointer into the value. */
export type Refusal = { readonly node: SchemaNode; readonly keyword: string; readonly pointer: string };

/** Members and items that some subschema has looked at. */
type Evaluated = { readonly names: Set<string>; readonly items: Set<number> };

type Outcome = { readonly evaluated: Evaluated } | Refusal;

const MAX_DEPTH = 1_500;

const isRefusal = (outcome: Outcome): outcome is Refusal => 'keyword' in outcome;

/** Null when the node accepts the value. */
export function refusalOf(node: SchemaNode, value: unknown, patterns: Patterns): Refusal | null {
  const outcome = new Evaluation(patterns).of(node, value, '', 0);
  return isRefusal(outcome) ? outcome : null;
}

type Spot = { readonly pointer: string; readonly depth: number };

class Evaluation {
  readonly #patterns: Patterns;

  constructor(patterns: Patterns) {
    this.#patterns = patterns;
  }

  of(node: SchemaNode, value: unknown, pointer: string, depth: number): Outcome {
    if (node.constant !== undefined) {
      return node.constant ? { evaluated: emptySets() } : { node, keyword: 'false', pointer };
    }
    if (depth > MAX_DEPTH) throw new LimitExceededError('a value or schema is nested too deep', node.place);
    const evaluated = emptySets();
    const spot = { pointer, depth };
    const refusal =
      this.#type(node, value, spot) ??
      this.#references(node, value, spot, evaluated) ??
      this.#combinations(node, value, spot, evaluated) ??
      this.#ofType(node, value, spot, evaluated);
    return refusal ?? { evaluated };
  }

  #type(node: SchemaNode, value: unknown, { pointer }: Spot): Refusal | undefined {
    const { types, values } = node;
    if (types !== undefined && !hasType(types, value)) return { node, keyword: 'type', pointer };
    if (values !== undefined && !isAmong(value, values)) {
      return { node, keyword: 'enum', pointer };
    }
    return undefined;
  }

  #ofType(node: SchemaNode, value: unknown, spot: Spot, evaluated: Evaluated): Refusal | undefined {
    if (typeof value === 'number') return numberRefusal(node, value, spot.pointer);
    if (typeof value === 'string') return this.#string(node, value, spot.pointer);
    if (Array.isArray(value)) return this.#array(node, value, spot, evaluated);
    return isObject(value) ? this.#object(node, value, spot, evaluated) : undefined;
  }

  /** The child's outcome at the same place; what it evaluates is evaluated. */
  #also(node: SchemaNode, value: unknown, { pointer, depth }: Spot, evaluated: Evaluated): Refusal | undefined {
    const outcome = this.of(node, value, pointer, depth + 1);
    if (isRefusal(outcome)) return outcome;
    for (const name of outcome.evaluated.names) evaluated.names.add(name);
    for (const index of outcome.evaluated.items) evaluated.items.add(index);
    return undefined;
  }

  #accepts(node: SchemaNode, value: unknown, { pointer, depth }: Spot): boolean {
    return !isRefusal(this.of(node, value, pointer, depth + 1));
  }

  #references(node: SchemaNode, value: unknown, spot: Spot, evaluated: Evaluated): Refusal | undefined {
    for (const { target } of node.references ?? []) {
      const refusal = this.#also(target, value, spot, evaluated);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }

  #combinations(node: SchemaNode, value: unknown, spot: Spot, evaluated: Evaluated): Refusal | undefined {
    const { pointer } = spot;
    for (const part of node.allOf ?? []) {
      const refusal = this.#also(part, value, spot, evaluated);
      if (refusal !== undefined) return refusal;
    }
    if (node.anyOf !== undefined && this.#count(node.anyOf, value, spot, evaluated) === 0) {
      return { node, keyword: 'anyOf', pointer };
    }
    if (node.oneOf !== undefined && this.#count(node.oneOf, value, spot, evaluated) !== 1) {
      return { node, keyword: 'oneOf', pointer };
    }
    if (node.not !== undefined && this.#accepts(node.not, value, spot)) return { node, keyword: 'not', pointer };
    return this.#condition(node, value, spot, evaluated);
  }

  #count(options: readonly SchemaNode[], value: unknown, spot: Spot, evaluated: Evaluated): number {
    return options.filter((option) => this.#also(option, value, spot, evaluated) === undefined).length;
  }

  #condition(node: SchemaNode, value: unknown, spot: Spot, evaluated: Evaluated): Refusal | undefined {
    if (node.if === undefined) return undefined;
    const branch = this.#also(node.if, value, spot, evaluated) === undefined ? node.then : node.else;
    return branch && this.#also(branch, value, spot, evaluated);
  }

  #string(node: SchemaNode, value: string, pointer: string): Refusal | undefined {
    const { minLength, maxLength, pattern } = node;
    if (minLength !== undefined && lengthOf(value) < minLength) return { node, keyword: 'minLength', pointer };
    if (maxLength !== undefined && lengthOf(value) > maxLength) return { node, keyword: 'maxLength', pointer };
    if (pattern === undefined || this.#isFound(pattern, value, node)) return undefined;
    return { node, keyword: 'pattern', pointer };
  }

  #isFound(pattern: string, text: string, { place }: SchemaNode): boolean {
    const isFound = this.#patterns.matches(pattern, text);
    if (isFound === undefined) throw new MalformedSchemaError(`the pattern ${pattern} is no regular expression`, place);
    return isFound;
  }

  #array(node: SchemaNode, value: readonly unknown[], spot: Spot, evaluated: Evaluated): Refusal | undefined {
    const { pointer, depth } = spot;
    const { minItems = 0, maxItems = value.length, prefixItems = [] } = node;
    if (value.length < minItems) return { node, keyword: 'minItems', pointer };
    if (value.length > maxItems) return { node, keyword: 'maxItems', pointer };
    for (const [index, item] of value.entries()) {
      const schema = prefixItems[index] ?? node.items;
      if (schema === undefined) continue;
      const outcome = this.of(schema, item, `${pointer}/${index}`, depth + 1);
      if (isRefusal(outcome)) return outcome;
      evaluated.items.add(index);
    }
    if (node.uniqueItems === true && new Set(value.map(canonicalText)).size < value.length) {
      return { node, keyword: 'uniqueItems', pointer };
    }
    return this.#contains(node, value, spot, evaluated) ?? this.#unevaluatedItems(node, value, spot, evaluated);
  }

  #contains(node: SchemaNode, value: readonly unknown[], spot: Spot, evaluated: Evaluated): Refusal | undefined {
    const { contains, minContains = 1, maxContains = value.length } = node;
    if (contains === undefined) return undefined;
    let count = 0;
    for (const [index, item] of value.entries()) {
      if (!this.#accepts(contains, item, spot)) continue;
      count++;
      evaluated.items.add(index);
    }
    const { pointer } = spot;
    if (count < minContains)
      return { node, keyword: node.minContains === undefined ? 'contains' : 'minContains', pointer };
    return count > maxContains ? { node, keyword: 'maxContains', pointer } : undefined;
  }

  #unevaluatedItems(
    { unevaluatedItems }: SchemaNode,
    value: readonly unknown[],
    { pointer, depth }: Spot,
    evaluated: Evaluated,
  ): Refusal | undefined {
    if (unevaluatedItems === undefined) return undefined;
    for (const [index, item] of value.entries()) {
      if (evaluated.items.has(index)) continue;
      const outcome = this.of(unevaluatedItems, item, `${pointer}/${index}`, depth + 1);
      if (isRefusal(outcome)) return outcome;
      evaluated.items.add(index);
    }
    return undefined;
  }

  #object(node: SchemaNode, value: JsonObject, spot: Spot, evaluated: Evaluated): Refusal | undefined {
    return (
      objectRefusal(node, value, spot.pointer) ??
      this.#dependentSchemas(node, value, spot, evaluated) ??
      this.#members(node, value, spot, evaluated) ??
      this.#unevaluatedProperties(node, value, spot, evaluated)
    );
  }

  #dependentSchemas(node: SchemaNode, value: JsonObject, spot: Spot, evaluated: Evaluated): Refusal | undefined {
    for (const [name, schema] of node.dependentSchemas ?? []) {
      const refusal = Object.hasOwn(value, name) ? this.#also(schema, value, spot, evaluated) : undefined;
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }

  #members(node: SchemaNode, value: JsonObject, spot: Spot, evaluated: Evaluated): Refusal | undefined {
    const { pointer, depth } = spot;
    for (const [name, member] of Object.entries(value)) {
      const at = `${pointer}${step(name)}`;
      if (node.propertyNames !== undefined && !this.#accepts(node.propertyNames, name, spot)) {
        return { node, keyword: 'propertyNames', pointer };
      }
      for (const schema of membersOf(node, name, (pattern) => this.#isFound(pattern, name, node))) {
        const outcome = this.of(schema, member, at, depth + 1);
        if (isRefusal(outcome)) return outcome;
        evaluated.names.add(name);
      }
    }
    return undefined;
  }

  #unevaluatedProperties(
    { unevaluatedProperties }: SchemaNode,
    value: JsonObject,
    { pointer, depth }: Spot,
    evaluated: Evaluated,
  ): Refusal | undefined {
    if (unevaluatedProperties === undefined) return undefined;
    for (const [name, member] of Object.entries(value)) {
      if (evaluated.names.has(name)) continue;
      const outcome = this.of(unevaluatedProperties, member, `${pointer}${step(name)}`, depth + 1);
      if (isRefusal(outcome)) return outcome;
      evaluated.names.add(name);
    }
    return undefined;
  }
}

const emptySets = (): Evaluated => ({ names: new Set(), items: new Set() });

function hasType(types: ReadonlySet<TypeName>, value: unknown): boolean {
  return types.has(typeOf(value)) || (types.has('integer') && Number.isInteger(value));
}

function numberRefusal(node: SchemaNode, value: number, pointer: string): Refusal | undefined {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = node;
  const refuse = (keyword: string): Refusal => ({ node, keyword, pointer });
  if (minimum !== undefined && value < minimum) return refuse('minimum');
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return refuse('exclusiveMinimum');
  if (maximum !== undefined && value > maximum) return refuse('maximum');
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return refuse('exclusiveMaximum');
  return multipleOf === undefined || isMultipleOf(value, multipleOf) ? undefined : refuse('multipleOf');
}

function objectRefusal(node: SchemaNode, value: JsonObject, pointer: string): Refusal | undefined {
  const { required = [], minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = node;
  const lacks = (name: string): boolean => !Object.hasOwn(value, name);
  if (required.some(lacks)) return { node, keyword: 'required', pointer };
  const count = Object.keys(value).length;
  if (count < minProperties) return { node, keyword: 'minProperties', pointer };
  if (count > maxProperties) return { node, keyword: 'maxProperties', pointer };
  for (const [name, names] of node.dependentRequired ?? []) {
    if (!lacks(name) && names.some(lacks)) return { node, keyword: 'dependentRequired', pointer };
  }
  return undefined;
}
