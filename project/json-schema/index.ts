export { checkEndless } from './check-endless.ts';
export { checkSchema } from './check-schema.ts';
export { SchemaError } from './errors.ts';
export { linkSchema } from './link-schema.ts';
export { schemaCompiler, standaloneValidators } from './schema-compiler.ts';
export { isSchema, mapSubschemas, type Schema, schemaAt, stepsOf } from './subschemas.ts';
export { validatorOf } from './validator-of.ts';
export { DIALECT } from './vocabularies.ts';
