/**
 * Owns the two query languages of Amazon States Language: paths, payload templates and intrinsics of JSONPath, and
 * JSONata. Does not own which field of which state is evaluated when: that is the machine's table of stages.
 *
 * I1. Pure: time and randomness come with the scope; the same expression and scope give the same value, always.
 * I2. No value that comes in is ever changed; what comes out may share parts with it.
 * I3. Every evaluation ends: it is bounded in steps, depth and cells before it allocates, and fails as AWS's does.
 * I4. Numbers that no expression touches keep their literal (json.ts); expressions see doubles.
 */
export {
  ExpressionError,
  type ExpressionErrorName,
  ExpressionSyntaxError,
  type SyntaxErrorCode,
} from './errors.ts';
export { isJsonObject, type Json, type JsonObject, parseJson, toNumber, writeJson } from './json.ts';
export {
  compileJsonata,
  compileJsonataTemplate,
  evaluateJsonata,
  evaluateJsonataTemplate,
  type JsonataExpression,
  type JsonataScope,
  type JsonataTemplate,
} from './jsonata/index.ts';
export { evaluateFieldPath, evaluatePath, evaluateReference, findPath } from './paths/evaluate-path.ts';
export { compilePath, isReferencePath } from './paths/parse-path.ts';
export type { Path, PathScope, Variables } from './paths/path.ts';
export { setAtPath } from './paths/set-at-path.ts';
export { randomUuid } from './random-uuid.ts';
export { compileQuery, evaluateQuery, type Query, type TemplateScope } from './templates/query.ts';
export { compileTemplate, evaluateTemplate, type Template } from './templates/template.ts';
