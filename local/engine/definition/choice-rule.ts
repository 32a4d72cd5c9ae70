import type { Json, JsonataExpression, Path } from '../expressions/index.ts';
import type { Comparator } from './comparator.ts';

export type { Comparator } from './comparator.ts';

/** A Choice rule's test. */
export type Condition =
  | { readonly type: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly type: 'not'; readonly of: Condition }
  | {
      readonly type: 'compare';
      readonly variable: Path;
      readonly comparator: Comparator;
      /** What stands in the rule, or where `…Path` comparators find it. */
      readonly operand: { readonly value: Json } | { readonly path: Path };
    }
  | { readonly type: 'jsonata'; readonly expression: JsonataExpression; readonly field: string };
