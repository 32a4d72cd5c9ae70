import { evaluateCall, type IntrinsicScope } from '../intrinsics/evaluate-call.ts';
import { type IntrinsicCall, parseIntrinsic } from '../intrinsics/parse-call.ts';
import type { Json } from '../json.ts';
import { evaluateFieldPath } from '../paths/evaluate-path.ts';
import { compilePath } from '../paths/parse-path.ts';
import type { Path } from '../paths/path.ts';

/** What may stand in a `k.$` member, ErrorPath and CausePath: a path or an intrinsic call. */
export type Query = { readonly type: 'path'; readonly path: Path } | IntrinsicCall;

export type TemplateScope = IntrinsicScope;

/** Throws ExpressionSyntaxError. */
export function compileQuery(text: string): Query {
  return text.startsWith('$') ? { type: 'path', path: compilePath(text) } : parseIntrinsic(text);
}

export function evaluateQuery(query: Query, scope: TemplateScope, fieldName: string): Json {
  return query.type === 'path' ? evaluateFieldPath(query.path, scope, fieldName) : evaluateCall(query, scope);
}
