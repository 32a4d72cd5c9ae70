import type { Group, Node, Pair } from './ast.ts';

/** The parts of a node that are evaluated with the same context as the node itself. */
export function sameContextChildren(node: Node): Node[] {
  switch (node.type) {
    case 'path':
      return node.steps.slice(0, 1);
    case 'binary':
    case 'apply':
      return [node.lhs, node.rhs];
    case 'bind':
      return [node.rhs];
    case 'unary':
      return unaryChildren(node);
    case 'function':
    case 'partial':
      return [node.procedure, ...node.arguments];
    case 'lambda':
      return [node.body];
    case 'condition':
      return [node.condition, node.then, ...(node.else === undefined ? [] : [node.else])];
    case 'block':
      return [...node.expressions];
    default:
      return [];
  }
}

/** The parts that are evaluated for each item of something: further steps, filters, sort terms, groups, transforms. */
export function itemChildren(node: Node): Node[] {
  const filters = [...(node.predicate ?? []), ...(node.stages ?? [])].flatMap((stage) =>
    stage.type === 'filter' ? [stage.expr] : [],
  );
  return [...filters, ...ownItemChildren(node), ...groupChildren(node.group)];
}

export function childrenOf(node: Node): Node[] {
  return [...sameContextChildren(node), ...itemChildren(node)];
}

function ownItemChildren(node: Node): Node[] {
  switch (node.type) {
    case 'path':
      return node.steps.slice(1);
    case 'sort':
      return node.terms.map((term) => term.expression);
    case 'transform':
      return [node.pattern, node.update, ...(node.delete === undefined ? [] : [node.delete])];
    default:
      return [];
  }
}

function unaryChildren(node: Extract<Node, { type: 'unary' }>): Node[] {
  switch (node.value) {
    case '-':
      return [node.expression];
    case '[':
      return [...node.expressions];
    case '{':
      return pairChildren(node.lhs);
  }
}

function groupChildren(group: Group | undefined): Node[] {
  return group === undefined ? [] : pairChildren(group.lhs);
}

function pairChildren(pairs: readonly Pair[]): Node[] {
  return pairs.flat();
}
