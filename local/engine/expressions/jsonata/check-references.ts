import { ExpressionSyntaxError } from '../errors.ts';
import type { Node } from './ast.ts';
import { childrenOf, itemChildren, sameContextChildren } from './children.ts';

/**
 * In a state, expressions have no context item: input is `$states.input`. AWS refuses a definition that reads one,
 * that is a bare name, `$`, `$$`, `*` or `**` that no step or filter gives a context to.
 */
export function refuseTopLevelReferences(node: Node, text: string): void {
  const reference = topLevelReference(node);
  if (reference !== null) {
    throw unsupported(reference, node, text);
  }
  for (const child of sameContextChildren(node)) {
    refuseTopLevelReferences(child, text);
  }
  for (const child of itemChildren(node)) {
    refuseRoot(child, text);
  }
}

/** `$$` is refused even where there is a context: there is no document that it could be the root of. */
function refuseRoot(node: Node, text: string): void {
  if (node.type === 'variable' && node.value === '$') {
    throw unsupported('$$', node, text);
  }
  for (const child of childrenOf(node)) {
    refuseRoot(child, text);
  }
}

function unsupported(reference: string, node: Node, text: string): ExpressionSyntaxError {
  return new ExpressionSyntaxError(`Reference to '${reference}' at the top level is not supported.`, {
    code: 'UNSUPPORTED_JSONATA_EXPRESSION',
    expression: text,
    position: node.position ?? 0,
  });
}

function topLevelReference(node: Node): string | null {
  switch (node.type) {
    case 'name':
      return node.value;
    case 'variable':
      return node.value === '' || node.value === '$' ? `$${node.value}` : null;
    case 'wildcard':
      return '*';
    case 'descendant':
      return '**';
    default:
      return null;
  }
}
