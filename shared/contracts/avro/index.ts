export type { AvroType } from './avro-type.ts';
export { writeContainer } from './container.ts';
export { jsonFormOf } from './json-form.ts';
export { parseAvroSchema } from './parse-schema.ts';
export { checkDefaults } from './read-value.ts';
export type { JsonSchema } from './scalar.ts';
