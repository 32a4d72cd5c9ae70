import type { ContractId } from '../../shared/contracts/index.ts';
import type { Schema } from '../containment/index.ts';
import type { AvroSchema } from './avro/avro-schema.ts';

/** The schema of one version, read. */
export type ContractSchema = {
  readonly id: ContractId;
  readonly version: number;
} & (
  | { readonly language: 'avro'; readonly avro: AvroSchema }
  | { readonly language: 'json-schema'; readonly schema: Schema }
);

/** Makes the validator of a JSON Schema, which says whether a value fits. Called only where a document is to be tried. */
export type CompileValidator = (schema: Schema) => (value: unknown) => boolean;
