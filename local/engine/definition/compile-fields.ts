import {
  compileJsonata,
  compileJsonataTemplate,
  compilePath,
  compileQuery,
  compileTemplate,
  ExpressionSyntaxError,
  isReferencePath,
  type Json,
  type JsonataExpression,
  type JsonataTemplate,
  type Path,
  type Template,
} from '../expressions/index.ts';
import type { Place } from './diagnostic.ts';
import type { Bounds, Fields } from './fields.ts';
import type { DataFlow, Dynamic, EitherTemplate, JsonataFlow, PathFlow, QueryLanguage } from './program.ts';

const INTRINSIC_CALL = /^States\./;

/** Compiles a field; a syntax error is reported there, and the field then counts as not written. */
function compile<From, To>(fields: Fields, name: string, value: From | undefined, compiler: (value: From) => To) {
  if (value === undefined) {
    return undefined;
  }
  try {
    return compiler(value);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) {
      fields.report([...fields.at(name), ...stepsOf(error.location)], error.message, error.code);
      return undefined;
    }
    throw error;
  }
}

/** `/values[0]` as a place. */
function stepsOf(location: string): Place {
  return (location.match(/\[\d+\]|[^/[\]]+/g) ?? []).map((step) =>
    step.startsWith('[') ? Number(step.slice(1, -1)) : step,
  );
}

const NO_PATH = 'Value must be a valid JSONPath.';

export function pathField(fields: Fields, name: string, refusal = NO_PATH): Path | undefined {
  try {
    const text = fields.string(name);
    return text === undefined ? undefined : compilePath(text);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) {
      fields.wrong(name, refusal);
      return undefined;
    }
    throw error;
  }
}

/** Variable, and what it is compared with: AWS has another sentence there for what is no path at all. */
export function referencePathField(fields: Fields, name: string): Path | undefined {
  const text = fields.get(name);
  const isPath = typeof text !== 'string' || text.startsWith('$');
  return pathField(
    fields,
    name,
    isPath ? NO_PATH : "Value is not a Reference Path: Reference path didn't start with '$'",
  );
}

/** InputPath, OutputPath: null says that nothing passes. */
function optionalPathField(fields: Fields, name: string): Path | null | undefined {
  return fields.get(name) === null ? null : pathField(fields, name);
}

export function notReferencePath({ text }: Path): string {
  return `Value is not a Reference Path: '${text}'`;
}

function resultPathField(fields: Fields): Path | null | undefined {
  const path = optionalPathField(fields, 'ResultPath');
  if (path && !isReferencePath(path)) {
    fields.wrong('ResultPath', notReferencePath(path));
  }
  return path;
}

export function templateField(fields: Fields, name: string): Template | undefined {
  return compile(fields, name, fields.get(name), compileTemplate);
}

/** What an expression sees of `$states` besides input and context. */
export type Sight = 'nothing' | 'result' | 'errorOutput';

export function jsonataTemplateField(
  fields: Fields,
  name: string,
  sight: Sight = 'nothing',
): JsonataTemplate | undefined {
  const template = compile(fields, name, fields.get(name), compileJsonataTemplate);
  for (const expression of template === undefined ? [] : expressionsIn(template)) {
    checkSight(fields, name, expression, sight);
  }
  return template;
}

function expressionsIn(template: JsonataTemplate): readonly JsonataExpression[] {
  switch (template.type) {
    case 'constant':
      return [];
    case 'expression':
      return [template.expression];
    case 'items':
      return template.items.flatMap(expressionsIn);
    case 'members':
      return template.members.flatMap(([, member]) => expressionsIn(member));
  }
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#reserved-variable-states */
function checkSight(fields: Fields, name: string, { mentioned }: JsonataExpression, sight: Sight): void {
  for (const member of ['result', 'errorOutput'] as const) {
    if (member !== sight && mentioned.states !== 'all' && mentioned.states.has(member)) {
      fields.report(fields.at(name), `Field '$states.${member}' does not exist.`, 'UNSUPPORTED_JSONATA_EXPRESSION');
    }
  }
}

export function eitherTemplateField(fields: Fields, name: string, language: QueryLanguage): EitherTemplate | null {
  if (language === 'JSONata') {
    const template = jsonataTemplateField(fields, name);
    return template === undefined ? null : { language, template };
  }
  const template = templateField(fields, name);
  return template === undefined ? null : { language, template };
}

export function isJsonataText(value: Json | undefined): value is string {
  return typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}');
}

export function jsonataField(fields: Fields, name: string): JsonataExpression | undefined {
  const value = fields.get(name);
  if (!isJsonataText(value)) {
    fields.wrong(name, 'JSONata string must start with {% and end with %}');
    return undefined;
  }
  const expression = compile(fields, name, value.slice(2, -2).trim(), compileJsonata);
  if (expression !== undefined) {
    checkSight(fields, name, expression, 'nothing');
  }
  return expression;
}

type Constant<Value> = (fields: Fields, name: string) => Value | undefined;

/** A field that may be written out, stand as `{% … %}`, or have a `…Path` twin: whichever the query language allows. */
export function dynamicField<Value extends Json>(
  fields: Fields,
  name: string,
  language: QueryLanguage,
  constant: Constant<Value>,
): Dynamic<Value> | null {
  if (language === 'JSONata' && isJsonataText(fields.get(name))) {
    const expression = jsonataField(fields, name);
    return expression === undefined ? null : { kind: 'jsonata', expression, field: name };
  }
  if (language === 'JSONPath' && fields.has(`${name}Path`)) {
    fields.requireOne([name, `${name}Path`], false);
    const path = pathField(fields, `${name}Path`);
    return path === undefined ? null : { kind: 'path', path, field: `${name}Path` };
  }
  const value = constant(fields, name);
  return value === undefined ? null : { kind: 'constant', value };
}

/** Error and Cause, whose `…Path` twins may be intrinsic calls as well. */
export function dynamicText(fields: Fields, name: string, language: QueryLanguage): Dynamic<string> | null {
  const field = `${name}Path`;
  const call = fields.get(field);
  if (language === 'JSONPath' && typeof call === 'string' && INTRINSIC_CALL.test(call)) {
    fields.requireOne([name, field], false);
    const query = compile(fields, field, call, compileQuery);
    return query === undefined ? null : { kind: 'intrinsic', query, field };
  }
  return dynamicField(fields, name, language, (of, member) => of.string(member));
}

export function dynamicNumber(fields: Fields, name: string, language: QueryLanguage, bounds: Bounds) {
  return dynamicField(fields, name, language, (of, member) => of.number(member, bounds));
}

/** The fields of data flow that are written; which are allowed where is the state types' business. */
export function dataFlow(fields: Fields, language: QueryLanguage, sight: Sight): DataFlow {
  // Reported where it is no object.
  fields.child('Assign');
  return language === 'JSONata' ? jsonataFlow(fields, sight) : pathFlow(fields);
}

function pathFlow(fields: Fields): PathFlow {
  return {
    language: 'JSONPath',
    inputPath: optionalPathField(fields, 'InputPath'),
    parameters: templateField(fields, 'Parameters'),
    resultSelector: templateField(fields, 'ResultSelector'),
    resultPath: resultPathField(fields),
    outputPath: optionalPathField(fields, 'OutputPath'),
    assign: templateField(fields, 'Assign'),
  };
}

function jsonataFlow(fields: Fields, sight: Sight): JsonataFlow {
  return {
    language: 'JSONata',
    arguments: jsonataTemplateField(fields, 'Arguments'),
    output: jsonataTemplateField(fields, 'Output', sight),
    assign: jsonataTemplateField(fields, 'Assign', sight),
  };
}
