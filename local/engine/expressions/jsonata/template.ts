import { ExpressionSyntaxError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject, setMember } from '../json.ts';
import { compileJsonata, evaluateJsonata, type JsonataExpression, type JsonataScope } from './expression.ts';

/** A JSON value in which any string may be an expression. What holds none is a constant. */
export type JsonataTemplate =
  | { readonly type: 'constant'; readonly value: Json }
  | { readonly type: 'expression'; readonly expression: JsonataExpression }
  | { readonly type: 'items'; readonly items: readonly JsonataTemplate[] }
  | { readonly type: 'members'; readonly members: readonly (readonly [string, JsonataTemplate])[] };

/** Throws ExpressionSyntaxError, its `location` the place within the value: `/v`, `/values[0]`. */
export function compileJsonataTemplate(value: Json): JsonataTemplate {
  return compileAt(value, '');
}

function compileAt(value: Json, location: string): JsonataTemplate {
  if (typeof value === 'string') {
    return compileText(value, location);
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) => compileAt(item, `${location}[${index}]`));
    return items.every(isConstant) ? { type: 'constant', value } : { type: 'items', items };
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(
      ([name, member]) => [name, compileAt(member, `${location}/${name}`)] as const,
    );
    return members.every(([, member]) => isConstant(member))
      ? { type: 'constant', value }
      : { type: 'members', members };
  }
  return { type: 'constant', value };
}

/** An expression is `{% … %}` with nothing around it, not even blanks. */
function compileText(text: string, location: string): JsonataTemplate {
  if (!text.startsWith('{%')) {
    return { type: 'constant', value: text };
  }
  if (text.length < 4 || !text.endsWith('%}')) {
    throw new ExpressionSyntaxError('JSONata string must start with {% and end with %}', {
      ...{ code: 'SCHEMA_VALIDATION_FAILED', expression: text, position: text.length, location },
    });
  }
  return { type: 'expression', expression: compileLocated(text.slice(2, -2).trim(), location) };
}

function isConstant(template: JsonataTemplate): boolean {
  return template.type === 'constant';
}

function compileLocated(text: string, location: string): JsonataExpression {
  try {
    return compileJsonata(text);
  } catch (error) {
    throw error instanceof ExpressionSyntaxError ? error.locatedAt(location) : error;
  }
}

/** `fieldName` is the state's field; the place within it is added for the error: `Output/v`, `Output/values[0]`. */
export function evaluateJsonataTemplate(template: JsonataTemplate, scope: JsonataScope, fieldName: string): Json {
  switch (template.type) {
    case 'constant':
      return template.value;
    case 'expression':
      return evaluateJsonata(template.expression, scope, fieldName);
    case 'items':
      return template.items.map((item, index) => evaluateJsonataTemplate(item, scope, `${fieldName}[${index}]`));
    case 'members': {
      const result: JsonObject = {};
      for (const [name, member] of template.members) {
        setMember(result, name, evaluateJsonataTemplate(member, scope, `${fieldName}/${name}`));
      }
      return result;
    }
  }
}
