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
import { LISTS, MAPS, neighboursOf, type SchemaNode, SINGLE } from './schema-node.ts';

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
    const nodes = [...reachableFrom(roots)].filter((node) => this.#literal(node, new Set()) === undefined);
    let classes = new Map(nodes.map((node) => [node, 0]));
    for (let [count, before] = [1, 0]; count > before; ) {
      const byText = new Map<string, number>();
      const refined = new Map<SchemaNode, number>();
      const childText = (at: SchemaNode) => {
        const child = essenceOf(at);
        if (child.constant !== undefined) return String(child.constant);
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
    queue.push(...neighboursOf(node));
  }
}

/** Undefined while the child's shape is not known. */
type ChildText = (child: SchemaNode) => string | number | undefined;

/** What the node asserts, as text; undefined where a child has none. Empty when it asserts nothing. */
function textOf(node: SchemaNode, childText: ChildText): string | undefined {
  const parts: string[] = [];
  for (const keyword of Object.keys(node) as (keyof SchemaNode)[]) {
    const write = WRITERS.get(keyword);
    const text = write === undefined ? scalarText(node[keyword]) : write(node, childText);
    if (text === undefined) return undefined;
    if (text !== '') parts.push(`${keyword}:${text}`);
  }
  return parts.sort().join('\n');
}

/** Numbers, texts, true and false; a place is no assertion. */
const scalarText = (value: unknown): string => (typeof value === 'object' ? '' : JSON.stringify(value));

type Write = (node: SchemaNode, childText: ChildText) => string | undefined;

const WRITERS: ReadonlyMap<keyof SchemaNode, Write> = new Map<keyof SchemaNode, Write>([
  ...SINGLE.map((keyword) => [keyword, single(keyword)] as const),
  ...LISTS.map((keyword) => [keyword, list(keyword)] as const),
  ...MAPS.map((keyword) => [keyword, map(keyword)] as const),
  ['references', ({ references = [] }, childText) => joined(references.map(({ target }) => childText(target)))],
  ['types', ({ types = [] }) => [...types].sort().join()],
  ['values', ({ values = [] }) => `[${values.map(canonicalText).sort().join()}]`],
  ['required', ({ required = [] }) => required.map(named).sort().join('')],
  [
    'dependentRequired',
    ({ dependentRequired = [] }) =>
      [...dependentRequired]
        .map(([name, names]) => `${named(name)}(${names.map(named).sort().join('')})`)
        .sort()
        .join(''),
  ],
]);

function single(keyword: (typeof SINGLE)[number]): Write {
  return (node, childText) => joined([childText(node[keyword] as SchemaNode)]);
}

/** In their order: it counts for prefixItems, and hardly ever differs otherwise. */
function list(keyword: (typeof LISTS)[number]): Write {
  return (node, childText) => joined((node[keyword] ?? []).map(childText));
}

function map(keyword: (typeof MAPS)[number]): Write {
  return (node, childText) => {
    const members = [...(node[keyword] ?? [])].map(([name, child]) => [name, childText(child)] as const);
    if (members.some(([, text]) => text === undefined)) return undefined;
    return members
      .map(([name, text]) => `${named(name)}=${text};`)
      .sort()
      .join('');
  };
}

const joined = (texts: readonly (string | number | undefined)[]): string | undefined =>
  texts.includes(undefined) ? undefined : `[${texts.join()}]`;

/** With its length in front, a name needs no quotes. */
const named = (name: string): string => `${name.length}'${name}`;
