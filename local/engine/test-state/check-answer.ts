import { isJsonObject, type Json, toNumber } from '../expressions/index.ts';
import type { ApiModel, ScalarShape, Shape } from './api-model.ts';

export type ValidationMode = 'STRICT' | 'PRESENT' | 'NONE';

type Check = {
  readonly shapes: ApiModel['shapes'];
  /** Whether what the model requires has to be there. */
  readonly strict: boolean;
};

/**
 * The first thing in a mocked result that the model of its operation does not allow, in AWS's words; null where all of it
 * may be. Members that the model does not know are passed over, as a newer service may have them.
 */
export function faultIn(
  result: Json,
  model: ApiModel,
  output: string,
  { mode, parsed }: { readonly mode: ValidationMode; readonly parsed: readonly string[] },
): string | null {
  const shape = model.shapes[output];
  if (mode === 'NONE' || shape?.type !== 'structure' || !isJsonObject(result)) return null;
  const members = Object.entries(shape.members).filter(([name]) => !parsed.includes(name));
  const check = { shapes: model.shapes, strict: mode === 'STRICT' };
  return faultInMembers(result, { ...shape, members: Object.fromEntries(members) }, check);
}

const ANY: Shape = { type: 'document' };

type Structure = Extract<Shape, { type: 'structure' }>;

function faultInMembers(object: { [name: string]: Json }, { members, required }: Structure, check: Check) {
  const missing = check.strict ? required.find((name) => !Object.hasOwn(object, name)) : undefined;
  if (missing !== undefined) return `Required field '${missing}' is missing`;
  return firstFault(Object.entries(object), ([name, value]) => {
    const shape = Object.hasOwn(members, name) ? members[name] : undefined;
    return shape === undefined ? null : faultInValue(value, shape, name, check);
  });
}

function faultInValue(value: Json, shapeName: string, field: string, check: Check): string | null {
  const shape = check.shapes[shapeName] ?? ANY;
  switch (shape.type) {
    case 'document':
      return null;
    case 'structure':
      return isJsonObject(value) ? faultInMembers(value, shape, check) : mustBe(field, 'an object');
    case 'map':
      if (!isJsonObject(value)) return mustBe(field, 'an object');
      return firstFault(Object.values(value), (item) => faultInValue(item, shape.of, field, check));
    case 'list':
      if (!Array.isArray(value)) return mustBe(field, 'an array');
      return firstFault(value, (item) => faultInValue(item, shape.of, field, check));
    default:
      return faultInScalar(value, shape, field);
  }
}

function faultInScalar(value: Json, shape: ScalarShape, field: string): string | null {
  switch (shape.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : mustBe(field, 'a boolean');
    case 'integer':
    case 'long':
    case 'short':
    case 'byte':
    case 'float':
    case 'double': {
      const number = toNumber(value);
      return number === undefined ? mustBe(field, 'a number') : outOfBounds(number, shape, field, VALUE);
    }
    default:
      return typeof value === 'string' ? faultInText(value, shape, field) : mustBe(field, 'a string');
  }
}

function faultInText(text: string, shape: ScalarShape, field: string): string | null {
  if (shape.enum !== undefined && !shape.enum.includes(text)) return `Field '${field}' is not an expected value`;
  return outOfBounds(text.length, shape, field, LENGTH);
}

const VALUE = { low: 'is less than the minimum value', high: 'exceeds the maximum value' };
const LENGTH = { low: 'is smaller than the minimum length', high: 'exceeds the maximum length' };

function outOfBounds(measure: number, { min, max }: ScalarShape, field: string, words: typeof VALUE): string | null {
  if (min !== undefined && measure < min) return `Field '${field}' ${words.low}`;
  return max !== undefined && measure > max ? `Field '${field}' ${words.high}` : null;
}

function mustBe(field: string, what: string): string {
  return `Field '${field}' must be ${what}`;
}

function firstFault<Item>(items: readonly Item[], faultOf: (item: Item) => string | null): string | null {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== null) return fault;
  }
  return null;
}
