import { ExpressionError, ExpressionSyntaxError } from '../errors.ts';
import { type Json, toDoubles } from '../json.ts';
import type { Variables } from '../paths/path.ts';
import { refuseTopLevelReferences } from './check-references.ts';
import { compile } from './compile.ts';
import { JsonataError } from './errors.ts';
import { run } from './evaluate.ts';
import type { Evaluate } from './evaluator.ts';
import { type Mentioned, mentionedBy } from './mentioned.ts';
import { parseJsonata } from './parse.ts';
import { AWS_LIMITS } from './run.ts';
import { toJson } from './to-json.ts';
import type { Value, ValueObject } from './values.ts';

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

export type JsonataExpression = {
  readonly text: string;
  readonly evaluate: Evaluate;
  readonly mentioned: Mentioned;
};

const MAX_CACHED_EXPRESSIONS = 1000;
const compiled = new Map<string, JsonataExpression>();

/** Compiles what stands between `{%` and `%}`; throws ExpressionSyntaxError. */
export function compileJsonata(text: string): JsonataExpression {
  const known = compiled.get(text);
  if (known !== undefined) {
    return known;
  }
  const expression = compileAnew(text);
  if (compiled.size >= MAX_CACHED_EXPRESSIONS) {
    compiled.delete(compiled.keys().next().value ?? '');
  }
  compiled.set(text, expression);
  return expression;
}

function compileAnew(text: string): JsonataExpression {
  try {
    const tree = parseJsonata(text);
    refuseTopLevelReferences(tree, text);
    return { text, evaluate: compile(tree), mentioned: mentionedBy(tree) };
  } catch (error) {
    if (error instanceof RangeError) {
      throw new ExpressionSyntaxError('Expression is nested too deeply', {
        code: 'INVALID_JSONATA_EXPRESSION',
        expression: text,
        position: 0,
        cause: error,
      });
    }
    throw error;
  }
}

/** Fails with States.QueryEvaluationError, an undefined result included; `fieldName` goes into the sentence. */
export function evaluateJsonata(expression: JsonataExpression, scope: JsonataScope, fieldName: string): Json {
  const lead = `The JSONata expression '${expression.text}' specified for the field '${fieldName}'`;
  const result = evaluateOrFail(expression, scope, lead, fieldName);
  if (result === undefined) {
    throw new ExpressionError(`${lead} returned nothing (undefined).`, {
      errorName: 'States.QueryEvaluationError',
      location: fieldName,
    });
  }
  return result;
}

function evaluateOrFail(
  expression: JsonataExpression,
  scope: JsonataScope,
  lead: string,
  fieldName: string,
): Json | undefined {
  try {
    const bindings = bindMentioned(expression.mentioned, scope);
    const { at, random } = scope;
    return run(expression.evaluate, { input: undefined, bindings, at, random, limits: AWS_LIMITS }, toJson);
  } catch (error) {
    // Data may be nested deeper than the stack reaches: that is the depth limit by another name.
    const failure = error instanceof RangeError ? new JsonataError('depth') : error;
    if (!(failure instanceof JsonataError)) {
      throw error;
    }
    const text = `${lead} threw an error during evaluation${failure.describe()}`;
    throw new ExpressionError(text, { errorName: 'States.QueryEvaluationError', location: fieldName, cause: error });
  }
}

/** Giving a value means looking for raw numbers in it, and maybe parsing it first: only what is asked for is given. */
function bindMentioned({ variables, states }: Mentioned, scope: JsonataScope): Map<string, Value> {
  const bindings = new Map<string, Value>([['states', bindStates(states, scope.states)]]);
  for (const name of variables) {
    if (name !== 'states' && Object.hasOwn(scope.variables, name)) {
      bindings.set(name, toDoubles(scope.variables[name] as Json));
    }
  }
  return bindings;
}

function bindStates(mentioned: Mentioned['states'], states: JsonataScope['states']): ValueObject {
  const bound: ValueObject = {};
  for (const name of Object.keys(states) as (keyof typeof states)[]) {
    if (mentioned === 'all' || mentioned.has(name)) {
      bound[name] = toDoubles(states[name] as Json);
    }
  }
  return bound;
}
