import { ExpressionSyntaxError } from '../errors.ts';
import type { Path } from './path.ts';

/** Compiles `$…`, `$$…` or `$name…`; throws ExpressionSyntaxError. */
export function compilePath(text: string): Path {
  throw new ExpressionSyntaxError('not built yet', { code: 'SCHEMA_VALIDATION_FAILED', expression: text, position: 0 });
}

/** Whether ResultPath may name this place: from `$`, single names and indexes only. */
export function isReferencePath(path: Path): boolean {
  return path.definite;
}
