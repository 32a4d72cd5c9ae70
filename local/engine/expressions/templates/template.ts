import { ExpressionSyntaxError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject, setMember } from '../json.ts';
import { compileQuery, evaluateQuery, type Query, type TemplateScope } from './query.ts';

/** A payload template: members `k.$` hold a path, a context path, a variable or an intrinsic call. */
export type Template =
  | { readonly type: 'constant'; readonly value: Json }
  | { readonly type: 'query'; readonly query: Query; readonly fieldName: string }
  | { readonly type: 'items'; readonly items: readonly Template[] }
  | { readonly type: 'members'; readonly members: readonly (readonly [string, Template])[] };

/** Throws ExpressionSyntaxError with AWS's sentence about the member. */
export function compileTemplate(value: Json): Template {
  if (Array.isArray(value)) {
    const items = value.map(compileTemplate);
    return items.every(isConstant) ? { type: 'constant', value } : { type: 'items', items };
  }
  if (!isJsonObject(value)) {
    return { type: 'constant', value };
  }
  const members = Object.entries(value).map(([name, member]) =>
    name.endsWith('.$')
      ? ([name.slice(0, -2), compileMember(name, member)] as const)
      : ([name, compileTemplate(member)] as const),
  );
  return members.every(([, member]) => isConstant(member)) ? { type: 'constant', value } : { type: 'members', members };
}

function isConstant(template: Template): boolean {
  return template.type === 'constant';
}

function compileMember(fieldName: string, value: Json): Template {
  const text = typeof value === 'string' ? value : '';
  try {
    return { type: 'query', query: compileQuery(text), fieldName };
  } catch (error) {
    throw new ExpressionSyntaxError(
      `The value for the field '${fieldName}' must be a valid JSONPath or a valid intrinsic function call`,
      {
        code: 'SCHEMA_VALIDATION_FAILED',
        expression: text,
        position: error instanceof ExpressionSyntaxError ? error.position : 0,
        cause: error,
      },
    );
  }
}

/** Fails as the paths and intrinsics in it fail. */
export function evaluateTemplate(template: Template, scope: TemplateScope): Json {
  switch (template.type) {
    case 'constant':
      return template.value;
    case 'query':
      return evaluateQuery(template.query, scope, template.fieldName);
    case 'items':
      return template.items.map((item) => evaluateTemplate(item, scope));
    case 'members': {
      const result: JsonObject = {};
      for (const [name, member] of template.members) {
        setMember(result, name, evaluateTemplate(member, scope));
      }
      return result;
    }
  }
}
