import type { JsonSchema } from '../../shared/contracts/index.ts';
import {
  checkSchema,
  DIALECT,
  isSchema,
  linkSchema,
  mapSubschemas,
  type Schema,
  SchemaError,
  stepsOf,
} from '../json-schema/index.ts';
import type { Steps, WrittenSchema } from './written-schema.ts';

/** How a JSON Schema refers to a contract: `baton:address@1`, `baton:address@1#/$defs/Street`. */
const SCHEME = 'baton:';

export type JsonSchemaReference = { readonly contract: string; readonly steps: Steps };

/** The contracts that a schema refers to, with the place of each reference. */
export function jsonSchemaReferences({ value }: WrittenSchema): readonly JsonSchemaReference[] {
  const found: JsonSchemaReference[] = [];
  const visit = (schema: Schema, steps: Steps): Schema => {
    if (typeof schema === 'boolean') return schema;
    for (const keyword of ['$ref', '$dynamicRef']) {
      const contract = contractOf(schema[keyword]);
      if (contract !== null) found.push({ contract, steps: [...steps, keyword] });
    }
    return mapSubschemas(schema, (part, more) => visit(part, [...steps, ...more]));
  };
  if (isSchema(value)) visit(value, []);
  return found;
}

const contractOf = (reference: unknown): string | null =>
  typeof reference === 'string' && reference.startsWith(SCHEME)
    ? (reference.slice(SCHEME.length).split('#')[0] ?? null)
    : null;

/** The schema with all that it refers to in it. `schemaOf` gives a contract's, undefined where there is none. */
export function linkReferences(
  { value, contract, mistakeAt }: WrittenSchema,
  schemaOf: (contract: string) => Schema | undefined,
): JsonSchema {
  try {
    return linkSchema(`${SCHEME}${contract}`, checkSchema(value), (uri) => {
      const other = contractOf(uri);
      return other === null ? undefined : schemaOf(other);
    });
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw mistakeAt(stepsOf(error.pointer), 'BAD_SCHEMA', {
      what: `This is no JSON Schema: ${error.message}.`,
      fix: error.code === 'UNKNOWN_REFERENCE' ? HOW_TO_REFER : `Correct the schema: ${DIALECT}`,
      cause: error,
    });
  }
}

const HOW_TO_REFER =
  'Refer to a place in this schema, #/$defs/NAME, or to a contract, baton:SUBJECT@VERSION. Nothing is fetched.';
