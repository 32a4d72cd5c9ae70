import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../../shared/contracts/index.ts';
import { SchemaError } from './errors.ts';
import { isSchema } from './subschemas.ts';
import { DIALECT } from './vocabularies.ts';

/** One for all, since it compiles the schema of schemas first, which takes longer than to look at most schemas. */
const metaschema = new Ajv2020({ strict: false, logger: false, formats: { regex: isRegularExpression } });

/** The schema that a document holds, by the schema of schemas. Throws `SchemaError`. */
export function checkSchema(value: unknown): JsonSchema | boolean {
  if (!isSchema(value)) throw invalid('it is neither an object nor true or false', '');
  const dialect = typeof value === 'boolean' ? undefined : value.$schema;
  if (dialect !== undefined && dialect !== DIALECT) {
    throw invalid(`it is written in ${dialect}, not in ${DIALECT}`, '/$schema');
  }
  if (metaschema.validateSchema(value) === true) return value;
  const [error] = metaschema.errors ?? [];
  const pointer = error?.instancePath ?? '';
  throw invalid(`${pointer || 'it'} ${error?.message}`, pointer);
}

const invalid = (message: string, pointer: string) => new SchemaError('INVALID_SCHEMA', message, pointer);

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
