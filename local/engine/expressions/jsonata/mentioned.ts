import type { Node } from './ast.ts';
import { childrenOf } from './children.ts';

/** What an expression asks its scope for: nothing else need be parsed, converted or built for it. */
export type Mentioned = {
  readonly variables: ReadonlySet<string>;
  /** The members of `$states`; every one when the expression takes it whole. */
  readonly states: ReadonlySet<string> | 'all';
};

export function mentionedBy(tree: Node): Mentioned {
  const variables = new Set<string>();
  const members = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === 'variable') {
      variables.add(node.value);
    }
    const [states, member] = startFromStates(node);
    if (member !== undefined) {
      members.add(member);
    }
    childrenOf(node)
      .filter((child) => child !== states)
      .forEach(visit);
  };
  visit(tree);
  return { variables, states: variables.has('states') ? 'all' : members };
}

/** Of a path `$states.input…` the first step and `input`. */
function startFromStates(node: Node): readonly [Node, string] | readonly [] {
  const [first, second] = node.type === 'path' ? node.steps : [];
  const isStates = first?.type === 'variable' && first.value === 'states' && childrenOf(first).length === 0;
  return isStates && second?.type === 'name' ? [first, second.value] : [];
}
