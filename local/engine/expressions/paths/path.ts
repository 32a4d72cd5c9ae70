import type { Json } from '../json.ts';
import type { Program } from '../regex/program.ts';

export type Variables = { readonly [name: string]: Json };

/** What a path can start from: `$` the input, `$$` the context object, `$name` a variable. */
export type PathScope = { readonly input: Json; readonly context: Json; readonly variables: Variables };

/** A compiled path. `definite` paths name at most one place; others give a list of what they find. */
export type Path = {
  readonly text: string;
  readonly root: PathRoot;
  readonly segments: readonly Segment[];
  readonly definite: boolean;
};

export type PathRoot =
  | { readonly type: 'input' }
  | { readonly type: 'context' }
  | { readonly type: 'variable'; readonly name: string };

export type Segment =
  | { readonly type: 'names'; readonly names: readonly string[] }
  | { readonly type: 'indexes'; readonly indexes: readonly number[] }
  | { readonly type: 'slice'; readonly from: number | null; readonly to: number | null }
  | { readonly type: 'wildcard' }
  | { readonly type: 'descend' }
  | { readonly type: 'filter'; readonly condition: FilterCondition }
  | { readonly type: 'function'; readonly name: PathFunctionName };

export type PathFunctionName = 'length' | 'keys' | 'min' | 'max' | 'avg' | 'sum' | 'stddev' | 'first' | 'last';

export type FilterCondition =
  | { readonly type: 'or' | 'and'; readonly left: FilterCondition; readonly right: FilterCondition }
  | { readonly type: 'not'; readonly operand: FilterCondition }
  | { readonly type: 'exists'; readonly operand: FilterPath }
  | {
      readonly type: 'compare';
      readonly operator: FilterOperator;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    };

export type FilterOperator =
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '=~'
  | 'in'
  | 'nin'
  | 'contains'
  | 'size'
  | 'empty';

export type FilterOperand =
  | FilterPath
  | { readonly type: 'literal'; readonly value: Json }
  | { readonly type: 'regex'; readonly program: Program };

/** `@…` starts at the item under test, `$…` at the document. */
export type FilterPath = {
  readonly type: 'path';
  readonly from: 'item' | 'document';
  readonly segments: readonly Segment[];
  readonly definite: boolean;
};

/** Whether segments name at most one place. Several names at the end are joined to one object, which is one place. */
export function isDefinite(segments: readonly Segment[]): boolean {
  return segments.every((segment, index) => {
    switch (segment.type) {
      case 'names':
        return segment.names.length === 1 || index === segments.length - 1;
      case 'indexes':
        return segment.indexes.length === 1;
      case 'function':
        return true;
      default:
        return false;
    }
  });
}
