export {
  type AvroType,
  avroCodec,
  type BlockCodec,
  ByteWriter,
  branchName,
  canonicalFormOf,
  checkDefaults,
  isBare,
  type JsonSchema,
  jsonFormOf,
  jsonKindsOf,
  type Making,
  namesMatch,
  namespaceOf,
  parseAvroSchema,
  qualify,
  Resolution,
  sourcesOf,
  typesIn,
} from './avro/index.ts';
export { canonicalJson } from './canonical-json.ts';
export * from './contract.ts';
export * from './enforce-contracts.ts';
export * from './errors.ts';
export * from './explain.ts';
export { ContainerReader, writeContainer } from './formats/avro-ocf.ts';
export { singleObjectHeader } from './formats/avro-single-object.ts';
export { eventIdentity } from './formats/cloudevents.ts';
export {
  decode,
  decodeText,
  encode,
  type FormatName,
  provesForm,
  writerId,
} from './formats/index.ts';
export type * from './formats/wire.ts';
export type * from './function-contract.ts';
export * from './json-pointer.ts';
export * from './json-type.ts';
