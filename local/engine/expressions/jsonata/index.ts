import { ExpressionError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Variables } from '../paths/path.ts';

/** `at` is milliseconds since the epoch, for $now and $millis; `random` gives numbers in [0, 1). */
export type JsonataScope = {
  readonly states: {
    readonly input: Json;
    readonly context: Json;
    readonly result?: Json;
    readonly errorOutput?: Json;
  };
  readonly variables: Variables;
  readonly random: () => number;
  readonly at: number;
};

export type JsonataExpression = { readonly text: string };
export type JsonataTemplate = { readonly value: Json };

/** Compiles what stands between `{%` and `%}`; throws ExpressionSyntaxError. */
export function compileJsonata(text: string): JsonataExpression {
  return { text };
}

/** Compiles a JSON value in which any string may be `{% … %}`; throws ExpressionSyntaxError. */
export function compileJsonataTemplate(value: Json): JsonataTemplate {
  return { value };
}

/** Fails with States.QueryEvaluationError, an undefined result included; `fieldName` goes into the sentence. */
export function evaluateJsonata(expression: JsonataExpression, _scope: JsonataScope, fieldName: string): Json {
  throw new ExpressionError('States.QueryEvaluationError', expression.text, fieldName);
}

export function evaluateJsonataTemplate(template: JsonataTemplate, _scope: JsonataScope, _fieldName: string): Json {
  return template.value;
}
