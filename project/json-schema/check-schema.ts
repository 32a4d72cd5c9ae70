import { Ajv2020 } from 'ajv/dist/2020.js';
import { type JsonSchema, pointerOf } from '../../shared/contracts/index.ts';
import { SchemaError } from './errors.ts';
import { isSchema, mapSubschemas, type Schema } from './subschemas.ts';
import { DIALECT } from './vocabularies.ts';

/** One for all, since it compiles the schema of schemas first, which takes longer than to look at most schemas. */
const metaschema = new Ajv2020({ strict: false, logger: false, validateFormats: false });

/** The schema that a document holds, by the schema of schemas. Throws `SchemaError`. */
export function checkSchema(value: unknown): JsonSchema | boolean {
  if (!isSchema(value)) throw invalid('it is neither an object nor true or false', '');
  const dialect = typeof value === 'boolean' ? undefined : value.$schema;
  if (dialect !== undefined && dialect !== DIALECT) {
    throw invalid(`it is written in ${dialect}, not in ${DIALECT}`, '/$schema');
  }
  if (metaschema.validateSchema(value) !== true) {
    const [error] = metaschema.errors ?? [];
    const pointer = error?.instancePath ?? '';
    const allowed = error?.keyword === 'enum' ? `: ${error.params.allowedValues.join(', ')}` : '';
    throw invalid(`${pointer || 'it'} ${error?.message}${allowed}`, pointer);
  }
  checkPatterns(value, '');
  return value;
}

/** The schema of schemas says by a format what a pattern is, which nobody is held to. */
function checkPatterns(schema: Schema, pointer: string): void {
  if (typeof schema === 'boolean') return;
  const { pattern, patternProperties = {} } = schema;
  if (typeof pattern === 'string') checkPattern(pattern, `${pointer}/pattern`);
  for (const each of Object.keys(patternProperties as object)) {
    checkPattern(each, `${pointer}${pointerOf(['patternProperties', each])}`);
  }
  mapSubschemas(schema, (part, steps) => {
    checkPatterns(part, `${pointer}${pointerOf(steps)}`);
    return part;
  });
}

function checkPattern(pattern: string, pointer: string): void {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    throw invalid(`${pointer} is no regular expression: ${(error as Error).message}`, pointer);
  }
}

const invalid = (message: string, pointer: string) => new SchemaError('INVALID_SCHEMA', message, pointer);
