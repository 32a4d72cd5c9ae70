import { schemaCompiler } from './schema-compiler.ts';
import type { Schema } from './subschemas.ts';

/** Compiles a linked and sound schema to what says whether a value fits it. */
export function validatorOf(schema: Schema): (value: unknown) => boolean {
  if (typeof schema === 'boolean') return () => schema;
  const validate = schemaCompiler({ schema }).getSchema('schema');
  if (validate === undefined) throw new TypeError('The schema that was added is not there.');
  return (value) => validate(value) === true;
}
