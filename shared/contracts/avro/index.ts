export { type AvroType, branchName, typesIn } from './avro-type.ts';
export type { BlockCodec } from './block-codec.ts';
export { canonicalFormOf } from './canonical-form.ts';
export { isBare, jsonFormOf, jsonKindsOf } from './json-form.ts';
export { parseAvroSchema } from './parse-schema.ts';
export { checkDefaults } from './read-value.ts';
export { type Making, namesMatch, Resolution, sourcesOf } from './resolution.ts';
export type { JsonSchema } from './scalar.ts';
