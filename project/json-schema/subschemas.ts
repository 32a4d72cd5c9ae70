import type { JsonSchema } from '../../shared/contracts/index.ts';

export type Schema = JsonSchema | boolean;

/** How a keyword of JSON Schema 2020-12 holds schemas: itself one, a list of them, or by name. */
type Holding = 'one' | 'list' | 'names';

const HOLDING = {
  additionalProperties: 'one',
  contains: 'one',
  contentSchema: 'one',
  else: 'one',
  if: 'one',
  items: 'one',
  not: 'one',
  propertyNames: 'one',
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
  then: 'one',
  unevaluatedItems: 'one',
  unevaluatedProperties: 'one',
  allOf: 'list',
  anyOf: 'list',
  oneOf: 'list',
  prefixItems: 'list',
  $defs: 'names',
  // Of older drafts, and still written: a reference may lead there.
  definitions: 'names',
  dependentSchemas: 'names',
  patternProperties: 'names',
  properties: 'names',
} as const satisfies Record<string, Holding>;

type Step = string | number;
type MapSchema = (schema: Schema, steps: readonly Step[]) => Schema;

/** A copy of a schema with each schema that it holds mapped. What is no schema, such as an enum's values, stays. */
export function mapSubschemas(schema: JsonSchema, map: MapSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      const holding: Holding | undefined = Object.hasOwn(HOLDING, keyword)
        ? HOLDING[keyword as keyof typeof HOLDING]
        : undefined;
      return [keyword, holding === undefined ? value : mapHeld(holding, value, keyword, map)];
    }),
  );
}

function mapHeld(holding: Holding, value: unknown, keyword: string, map: MapSchema): unknown {
  if (holding === 'list' && Array.isArray(value)) {
    return value.map((each, index) => (isSchema(each) ? map(each, [keyword, index]) : each));
  }
  if (holding === 'names' && isMembers(value)) {
    const members = Object.entries(value).map(([name, each]) => [
      name,
      isSchema(each) ? map(each, [keyword, name]) : each,
    ]);
    return Object.fromEntries(members);
  }
  return holding === 'one' && isSchema(value) ? map(value, [keyword]) : value;
}

export const isSchema = (value: unknown): value is Schema => typeof value === 'boolean' || isMembers(value);

const isMembers = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The steps of a JSON pointer. */
export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What a reference of a linked schema points at: all of them are JSON pointers into it. */
export function schemaAt(root: Schema, reference: string): Schema {
  const steps = stepsOf(decodeURIComponent(reference.slice('#'.length)));
  return steps.reduce<unknown>((part, step) => (part as Record<string, unknown>)[step], root) as Schema;
}
