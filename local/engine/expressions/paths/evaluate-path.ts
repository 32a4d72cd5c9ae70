import { ExpressionError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Path, PathScope } from './path.ts';

/** What the path finds, undefined when a definite path finds nothing. For Choice rules and `…Path` fields. */
export function findPath(_path: Path, _scope: PathScope): Json | undefined {
  return undefined;
}

/** For InputPath, OutputPath and the like: fails as `Invalid path '…' : …` (States.Runtime). */
export function evaluatePath(path: Path, _scope: PathScope): Json {
  throw new ExpressionError(`Invalid path '${path.text}'`, { errorName: 'States.Runtime' });
}

/** For template fields, ErrorPath and CausePath: fails as `The JSONPath '…' specified for the field '…' …`. */
export function evaluateFieldPath(path: Path, scope: PathScope, _fieldName: string): Json {
  return evaluatePath(path, scope);
}
