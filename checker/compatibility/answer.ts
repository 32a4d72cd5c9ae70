/** One of the ways in which a document that the writer's schema accepts cannot be read by the reader's. */
export type Incompatibility = {
  readonly rule: IncompatibilityRule;
  /** What was, and what cannot be read as, in a few words each: `string`, `int`. */
  readonly writer: Side;
  readonly reader: Side;
  /** A sentence. */
  readonly what: string;
  /** In JSON form: the writer's schema accepts it, the reader's refuses it, which was tried. */
  readonly document: unknown;
  /** JSON pointer to the place in the document. */
  readonly at: string;
};

/** What stands where in a schema, as a JSON pointer. */
export type Side = { readonly says: string; readonly pointer: string };

export type IncompatibilityRule =
  | 'avro-type-changed'
  | 'avro-name-changed'
  | 'avro-field-without-default'
  | 'avro-branch-removed'
  | 'avro-symbol-removed'
  | 'json-schema-narrowed';

/** Can everything that the writer's schema accepts be read with the reader's? */
export type Compatibility =
  | { readonly verdict: 'compatible' }
  | { readonly verdict: 'incompatible'; readonly incompatibilities: readonly [Incompatibility, ...Incompatibility[]] }
  | {
      readonly verdict: 'undecided';
      readonly reason: string;
      /** Where what stands in the way is. */
      readonly schema: 'writer' | 'reader';
      readonly pointer: string;
    };

/** More than these nobody reads, of one pair of schemas. */
export const MAX_INCOMPATIBILITIES = 20;
