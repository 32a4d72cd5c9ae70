/**
 * Numbers for what schemas mean: two nodes of one shape accept the same values, whichever document they stand in and
 * whatever their annotations, the order of their members or the references on the way. So a shape's presence says in one
 * comparison what reasoning would have to find out. (The reverse does not hold: schemas that mean the same in other
 * words differ in shape.)
 *
 * Shapes of what does not refer to itself are found from the leaves up; the others by refinement: nodes are taken for
 * equal until a keyword, or a child known to differ, tells them apart.
 */
import { canonicalText } from '../values/json-value.ts';
import { type SchemaNode, subschemasOf } from './schema-node.ts';

/** A shape, or minus the shape for the opposite: "the value is accepted", "the value is refused". */
export type Literal = number;

export const TRUTH: Literal = 1;
export const FALSEHOOD: Literal = -TRUTH;

export class Shapes {
  readonly #nodes: SchemaNode[] = [{ place: { schema: 'narrow', pointer: '' }, constant: true }];
  readonly #literals = new Map<SchemaNode, Literal>();
  readonly #byText = new Map<string, Literal>([['', TRUTH]]);

  constructor(roots: readonly SchemaNode[]) {
    if (!roots.every((root) => this.#literal(root, new Set()) !== undefined)) this.#refine(roots);
  }

  /** "The node accepts it", for a node of the documents or one made of such nodes. */
  literalOf(node: SchemaNode): Literal {
    const literal = this.#literal(node, new Set());
    if (literal === undefined) throw new Error('a node made later refers to itself');
    return literal;
  }

  /** The node of a literal's shape. */
  nodeOf(literal: Literal): SchemaNode {
    return this.#nodes[Math.abs(literal) - 1] as SchemaNode;
  }

  /** Undefined where the node refers to itself. */
  #literal(at: SchemaNode, open: Set<SchemaNode>): Literal | undefined {
    const node = essenceOf(at);
    if (node.constant !== undefined) return node.constant ? TRUTH : FALSEHOOD;
    const known = this.#literals.get(node);
    if (known !== undefined) return known;
    if (open.has(node)) return undefined;
    open.add(node);
    const text = textOf(node, (child) => this.#literal(child, open));
    open.delete(node);
    if (text === undefined) return undefined;
    const literal = this.#byText.get(text) ?? this.#add(node);
    this.#byText.set(text, literal);
    this.#literals.set(node, literal);
    return literal;
  }

  #add(node: SchemaNode): Literal {
    return this.#nodes.push(node);
  }

  #refine(roots: readonly SchemaNode[]): void {
    const nodes = [...reachableFrom(roots)].filter((node) => node.constant === undefined && !this.#literals.has(node));
    let classes = new Map(nodes.map((node) => [node, 0]));
    for (let [count, before] = [1, 0]; count > before; ) {
      const byText = new Map<string, number>();
      const refined = new Map<SchemaNode, number>();
      const childText = (at: SchemaNode) => {
        const child = essenceOf(at);
        if (child.constant !== undefined) return child.constant;
        return this.#literals.get(child) ?? `~${classes.get(child)}`;
      };
      for (const node of nodes) {
        const text = `${classes.get(node)} ${textOf(node, childText)}`;
        const next = byText.get(text) ?? byText.size;
        byText.set(text, next);
        refined.set(node, next);
      }
      [before, count, classes] = [count, byText.size, refined];
    }
    const literals = new Map<number, Literal>();
    for (const [node, kind] of classes) {
      const literal = literals.get(kind) ?? this.#add(node);
      literals.set(kind, literal);
      this.#literals.set(node, literal);
    }
  }
}

/** The node that a mere reference leads to, however many references on. */
function essenceOf(node: SchemaNode): SchemaNode {
  let found = node;
  for (let hops = 0; hops < 100; hops++) {
    const [reference, ...others] = found.references ?? [];
    if (reference === undefined || others.length > 0 || Object.keys(found).length > 2) return found;
    found = reference.target;
  }
  return found;
}

function* reachableFrom(roots: readonly SchemaNode[]): Generator<SchemaNode> {
  const seen = new Set<SchemaNode>();
  const queue = [...roots];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const node = essenceOf(at);
    if (seen.has(node)) continue;
    seen.add(node);
    yield node;
    for (const [, child] of subschemasOf(node)) queue.push(child);
    for (const { target } of node.references ?? []) queue.push(target);
  }
}

/** What the node asserts, as text; undefined where a child has none. Empty when it asserts nothing. */
function textOf(node: SchemaNode, childText: (child: SchemaNode) => unknown): string | undefined {
  const parts: string[] = [];
  for (const keyword of Object.keys(node) as (keyof SchemaNode)[]) {
    const text = KEYWORD_TEXTS[keyword]?.(node) ?? (keyword in KEYWORD_TEXTS ? undefined : scalarText(node[keyword]));
    if (text !== undefined) parts.push(`${keyword}:${text}`);
  }
  for (const [label, child] of subschemasOf(node)) {
    const text = childText(child);
    if (text === undefined) return undefined;
    parts.push(`${JSON.stringify(label)}=${text}`);
  }
  for (const { target } of node.references ?? []) {
    const text = childText(target);
    if (text === undefined) return undefined;
    parts.push(`ref=${text}`);
  }
  return parts.sort().join('\n');
}

const scalarText = (value: unknown): string | undefined =>
  typeof value === 'object' ? undefined : JSON.stringify(value);

const KEYWORD_TEXTS: { readonly [Keyword in keyof SchemaNode]?: (node: SchemaNode) => string | undefined } = {
  types: ({ types = [] }) => [...types].sort().join(),
  values: ({ values = [] }) => values.map(canonicalText).sort().join(),
  required: ({ required = [] }) => (required.length === 0 ? undefined : JSON.stringify([...required].sort())),
  dependentRequired: ({ dependentRequired }) =>
    canonicalText([...(dependentRequired ?? [])].sort(([one], [other]) => (one < other ? -1 : 1))),
};
