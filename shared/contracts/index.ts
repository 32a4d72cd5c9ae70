export {
  type AvroType,
  checkDefaults,
  type JsonSchema,
  jsonFormOf,
  parseAvroSchema,
  writeContainer,
} from './avro/index.ts';
export * from './contract.ts';
export * from './enforce-contracts.ts';
export * from './errors.ts';
export * from './explain.ts';
export { singleObjectHeader } from './formats/avro-single-object.ts';
export { decode, decodeText, encode, type FormatName, provesForm } from './formats/index.ts';
export type * from './function-contract.ts';
export * from './json-pointer.ts';
export * from './json-type.ts';
