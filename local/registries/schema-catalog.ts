import type { Compatibility } from '../../project/index.ts';
import type { WriterSchema } from '../../shared/contracts/index.ts';

export type CatalogVersion = {
  /** As the registry counts. */
  readonly version: number;
  readonly language: WriterSchema['language'];
  /** With all that it refers to in it. */
  readonly text: string;
};

export type CatalogDraft = { readonly language: 'avro' | 'json-schema'; readonly text: string };

/** A schema registry as a place where subjects are kept. Rejects with a `RegistryError`. */
export interface SchemaCatalog {
  subjects(): Promise<readonly string[]>;
  /** From the oldest; none where there is no such subject. */
  versionsOf(subject: string): Promise<readonly CatalogVersion[]>;
  /** Null where the subject has no mode of its own. */
  compatibilityOf(subject: string): Promise<Compatibility | null>;
  /** Makes the subject, with its mode, unless it is there. Rejects where the registry finds the schema unfit. */
  register(subject: string, draft: CatalogDraft, compatibility: Compatibility): Promise<void>;
}
