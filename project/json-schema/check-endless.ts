import { type JsonSchema, pointerOf } from '../../shared/contracts/index.ts';
import { SchemaError } from './errors.ts';
import { mapSubschemas, type Schema, schemaAt } from './subschemas.ts';

/** Keywords whose schemas apply to the same value, so that no step into it bounds how often they are asked. */
const IN_PLACE: readonly unknown[] = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'];

/** Throws `SchemaError` where a linked schema asks itself again about the same value, and so never answers. */
export function checkEndless(root: JsonSchema): void {
  const settled = new Map<Schema, boolean>();
  const settle = (schema: Schema, pointer: string): void => {
    if (typeof schema === 'boolean' || settled.get(schema) === true) return;
    if (settled.has(schema)) {
      throw new SchemaError('ENDLESS_REFERENCE', 'it refers to itself without a step into the value', pointer);
    }
    settled.set(schema, false);
    if (typeof schema.$ref === 'string') settle(schemaAt(root, schema.$ref), `${pointer}/$ref`);
    forEachPart(schema, pointer, (part, at, keyword) => IN_PLACE.includes(keyword) && settle(part, at));
    settled.set(schema, true);
  };
  const visit = (schema: Schema, pointer: string): void => {
    settle(schema, pointer);
    forEachPart(schema, pointer, visit);
  };
  visit(root, '');
}

function forEachPart(
  schema: Schema,
  pointer: string,
  visit: (part: Schema, pointer: string, keyword: unknown) => void,
): void {
  if (typeof schema === 'boolean') return;
  mapSubschemas(schema, (part, steps) => {
    visit(part, `${pointer}${pointerOf(steps)}`, steps[0]);
    return part;
  });
}
