import type { WriterId, WriterSchema } from '../contracts/index.ts';

/** Knows the schemas that writers name by id. Rejects with a `RegistryError` when it cannot tell. */
export interface SchemaRegistry {
  /** Null where the registry has no such schema. An id means the same schema for ever. */
  schemaOf(id: WriterId): Promise<WriterSchema | null>;
  /** The id that a schema has under a subject, or null when it is not registered there. */
  idOf(subject: string, schema: OwnSchema): Promise<WriterId | null>;
}

/** A contract's schema, as far as a contract holds it: `fingerprint` is that of `Contract`. */
export type OwnSchema =
  | { readonly language: 'avro'; readonly text: string }
  | { readonly language: 'json-schema'; readonly fingerprint: string };

/** Versions of a subject that are looked through for a fingerprint, from the newest on. */
export const MAX_VERSIONS = 50;
