import { ExpressionError } from '../errors.ts';
import { type Json, writeJson } from '../json.ts';
import { explainMissing, missingStep } from './explain-missing.ts';
import type { Path, PathScope } from './path.ts';
import { select } from './select.ts';

/** What the path finds, undefined when a definite path finds nothing. For Choice rules and `…Path` fields. */
export function findPath(path: Path, scope: PathScope): Json | undefined {
  const start = startOf(path, scope);
  return start === undefined ? undefined : select(start, path.segments);
}

/** For InputPath, OutputPath and the like: fails as `Invalid path '…' : …` (States.Runtime). */
export function evaluatePath(path: Path, scope: PathScope): Json {
  const found = findPath(path, scope);
  if (found === undefined) {
    throw runtimeError(`Invalid path '${path.text}' : ${explainMissing(path, startOf(path, scope))}`);
  }
  return found;
}

/** For ItemsPath: fails as `Unable to apply step "…" to input …` (States.ReferencePathConflict). */
export function evaluateReference(path: Path, scope: PathScope): Json {
  const found = findPath(path, scope);
  if (found === undefined) {
    const start = startOf(path, scope) ?? null;
    throw new ExpressionError(`Unable to apply step "${missingStep(path, start)}" to input ${writeJson(start)}`, {
      errorName: 'States.ReferencePathConflict',
    });
  }
  return found;
}

/**
 * For template fields, ErrorPath and CausePath: fails as `The JSONPath '…' specified for the field '…' …`. An item
 * past the end of a list is null, here alone.
 */
export function evaluateFieldPath(path: Path, scope: PathScope, fieldName: string): Json {
  const found = findPath(path, scope);
  if (found === undefined) {
    if (endsPastList(path, scope)) {
      return null;
    }
    const looked = writeJson(path.root.type === 'context' ? scope.context : scope.input);
    throw runtimeError(
      `The JSONPath '${path.text}' specified for the field '${fieldName}' could not be found in the input '${looked}'`,
    );
  }
  return found;
}

function endsPastList(path: Path, scope: PathScope): boolean {
  const around = { ...path, segments: path.segments.slice(0, -1) };
  return path.segments.at(-1)?.type === 'indexes' && Array.isArray(findPath(around, scope));
}

function startOf({ root }: Path, scope: PathScope): Json | undefined {
  switch (root.type) {
    case 'input':
      return scope.input;
    case 'context':
      return scope.context;
    case 'variable':
      return Object.hasOwn(scope.variables, root.name) ? scope.variables[root.name] : undefined;
  }
}

function runtimeError(cause: string): ExpressionError {
  return new ExpressionError(cause, { errorName: 'States.Runtime' });
}
