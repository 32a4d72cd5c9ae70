import jsonata from 'jsonata';
import { ExpressionSyntaxError } from '../errors.ts';
import type { Node } from './ast.ts';
import { childrenOf } from './children.ts';

/** Longer text is refused before it is parsed: the parser is recursive. */
const MAX_EXPRESSION_CHARACTERS = 256 * 1024;

/**
 * Parses JSONata 2.0.6. The package is newer for its fixes: `?:` and `??`, which its 2.1 added, are refused.
 * Throws ExpressionSyntaxError with the parser's sentence, as AWS gives it.
 */
export function parseJsonata(text: string): Node {
  if (text.length > MAX_EXPRESSION_CHARACTERS) {
    throw invalid(`Expression is longer than ${MAX_EXPRESSION_CHARACTERS} characters`, text, 0);
  }
  const tree = parseWithPackage(text);
  refuseNewerOperators(tree, text);
  return tree;
}

/** Only the tree is taken; the evaluator that the package makes beside it, which reads the clock, is never run. */
function parseWithPackage(text: string): Node {
  try {
    return jsonata(text).ast() as unknown as Node;
  } catch (error) {
    const { message, position } = error as { message?: string; position?: number };
    throw invalid(message ?? 'Expression cannot be parsed', text, position ?? 0, error);
  }
}

/** Both parse to a condition; its position is where the operator's token ends, so the text there tells which it was. */
function refuseNewerOperators(node: Node, text: string): void {
  if (node.type === 'condition' && node.position !== undefined) {
    const operator = text.slice(node.position - 2, node.position);
    if (operator === '?:' || operator === '??') {
      throw invalid(`Syntax error: ${JSON.stringify(operator)}`, text, node.position);
    }
  }
  for (const child of childrenOf(node)) {
    refuseNewerOperators(child, text);
  }
}

function invalid(message: string, text: string, position: number, cause?: unknown): ExpressionSyntaxError {
  return new ExpressionSyntaxError(message, { code: 'INVALID_JSONATA_EXPRESSION', expression: text, position, cause });
}
