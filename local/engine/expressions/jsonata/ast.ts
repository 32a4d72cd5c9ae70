/** The syntax tree as the `jsonata` package's parser gives it, as far as the walker reads it. */

export type Filter = { readonly type: 'filter'; readonly expr: Node };
export type Stage = Filter | { readonly type: 'index'; readonly value: string };
export type Pair = readonly [Node, Node];
export type Group = { readonly lhs: readonly Pair[] };

/** What any node may carry. */
type Common = {
  readonly position?: number;
  readonly predicate?: readonly Filter[];
  readonly stages?: readonly Stage[];
  readonly group?: Group;
  readonly keepArray?: boolean;
  /** Of a step: `@$focus`, `#$index`, and the slot that a `%` further on reads. */
  readonly focus?: string;
  readonly index?: string;
  readonly ancestor?: { readonly label: string };
  readonly tuple?: boolean;
  readonly consarray?: boolean;
};

export type PathNode = Common & {
  readonly type: 'path';
  readonly steps: readonly Node[];
  readonly keepSingletonArray?: boolean;
};
export type BinaryNode = Common & {
  readonly type: 'binary';
  readonly value: string;
  readonly lhs: Node;
  readonly rhs: Node;
};
export type UnaryNode = Common & { readonly type: 'unary' } & (
    | { readonly value: '-'; readonly expression: Node }
    | { readonly value: '['; readonly expressions: readonly Node[] }
    | { readonly value: '{'; readonly lhs: readonly Pair[] }
  );
export type CallNode = Common & {
  readonly type: 'function' | 'partial';
  readonly procedure: Node;
  readonly arguments: readonly Node[];
};
export type VariableNode = Common & { readonly type: 'variable'; readonly value: string };
export type LambdaNode = Common & {
  readonly type: 'lambda';
  readonly arguments: readonly VariableNode[];
  readonly signature?: { readonly definition: string };
  readonly body: Node;
  readonly thunk?: boolean;
};
export type SortNode = Common & {
  readonly type: 'sort';
  readonly terms: readonly { readonly descending: boolean; readonly expression: Node }[];
};
export type TransformNode = Common & {
  readonly type: 'transform';
  readonly pattern: Node;
  readonly update: Node;
  readonly delete?: Node;
};

export type Node =
  | PathNode
  | BinaryNode
  | UnaryNode
  | CallNode
  | VariableNode
  | LambdaNode
  | SortNode
  | TransformNode
  | (Common & { readonly type: 'name'; readonly value: string })
  | (Common & { readonly type: 'string' | 'number' | 'value'; readonly value: string | number | boolean | null })
  | (Common & { readonly type: 'wildcard' | 'descendant' })
  | (Common & { readonly type: 'parent'; readonly slot: { readonly label: string } })
  | (Common & { readonly type: 'condition'; readonly condition: Node; readonly then: Node; readonly else?: Node })
  | (Common & { readonly type: 'block'; readonly expressions: readonly Node[] })
  | (Common & { readonly type: 'bind'; readonly lhs: VariableNode; readonly rhs: Node })
  | (Common & { readonly type: 'regex'; readonly value: RegExp })
  | (Common & { readonly type: 'apply'; readonly lhs: Node; readonly rhs: Node })
  | (Common & { readonly type: 'operator'; readonly value: string });
