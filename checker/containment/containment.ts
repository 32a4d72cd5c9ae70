/** A JSON Schema 2020-12 document, self-contained: `$ref` only within it ($defs, anchors, $id inside). */
export type Schema = boolean | { readonly [keyword: string]: unknown };

/** The two schemas' validators. Asked only to verify a counterexample, so a caller may compile them when first asked. */
export type Validators = {
  readonly narrow: (value: unknown) => boolean;
  readonly wide: (value: unknown) => boolean;
};

export type Containment =
  | { readonly verdict: 'contained' }
  /** The narrow schema accepts the counterexample, the wide one refuses it; both were asked before it is told. */
  | {
      readonly verdict: 'not-contained';
      readonly counterexample: unknown;
      /** JSON pointer to the place in the counterexample that the wide schema refuses. */
      readonly pointer: string;
      /** The wide schema's keyword that refuses it, `required`; `false` for the schema `false`. */
      readonly keyword: string;
      /** JSON pointer to that keyword in the wide schema. */
      readonly schemaPointer: string;
    }
  /** Neither was shown: why, and the place of what stands in the way, in the one schema or the other. */
  | {
      readonly verdict: 'undecided';
      readonly reason: string;
      readonly schema: 'narrow' | 'wide';
      readonly schemaPointer: string;
    };

/** Bounds of one question; going beyond one ends in `undecided`. */
export type ContainmentLimits = {
  /** Steps of reasoning, about a million a second. */
  readonly maxSteps: number;
};

/** Is every value that `narrow` accepts accepted by `wide` too? Formats and contents are annotations. */
export function containment(
  _narrow: Schema,
  _wide: Schema,
  _validators: Validators,
  _limits: Partial<ContainmentLimits> = {},
): Containment {
  return { verdict: 'undecided', reason: 'not compared yet', schema: 'wide', schemaPointer: '' };
}
