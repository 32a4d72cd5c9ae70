import type { Dynamic, EitherTemplate } from '../definition/index.ts';
import {
  evaluateFieldPath,
  evaluateJsonata,
  evaluateJsonataTemplate,
  evaluatePath,
  evaluateQuery,
  evaluateTemplate,
  findPath,
  isJsonObject,
  type Json,
  type JsonataScope,
  type JsonObject,
  type Path,
  parseJson,
  type TemplateScope,
  toNumber,
  type Variables,
  writeJson,
} from '../expressions/index.ts';
import type { Data } from './data.ts';
import { StateError } from './errors.ts';
import type { JsonText } from './protocol.ts';
import { type Frame, type MapItem, parentOf, type Run, retryCount } from './run.ts';
import type { ShownStage } from './stages.ts';
import type { StepContext } from './step-context.ts';

/** What else an expression of a state can see, besides the frame: all of it is there only at certain fields. */
export type Sight = {
  readonly result?: Data;
  readonly errorOutput?: Data;
  readonly taskToken?: string | null;
  readonly item?: MapItem;
};

/** The frame as expressions see it. Nothing is parsed or built before an expression asks for it. */
export class Evaluation {
  readonly #step: StepContext;
  readonly #frame: Frame;
  readonly #sight: Sight;
  #builtContext: JsonObject | undefined;
  #foundVariables: Variables | undefined;

  constructor(step: StepContext, frame: Frame, sight: Sight = {}) {
    this.#step = step;
    this.#frame = frame;
    this.#sight = sight;
  }

  /** For JSONPath: `$` is the data as the stages before have left it. */
  pathScope(data: Data): TemplateScope {
    const evaluation = this;
    return {
      get input() {
        return data.value;
      },
      get context() {
        return evaluation.#context();
      },
      get variables() {
        return evaluation.#variables();
      },
      random: this.#step.random,
    };
  }

  /** For JSONata: `$states.input` is the state's input whatever has become of it. */
  jsonataScope(input: Data): JsonataScope {
    const evaluation = this;
    const { result, errorOutput } = this.#sight;
    return {
      states: {
        get input() {
          return input.value;
        },
        get context() {
          return evaluation.#context();
        },
        ...(result === undefined ? {} : { result: result.value }),
        ...(errorOutput === undefined ? {} : { errorOutput: errorOutput.value }),
      },
      get variables() {
        return evaluation.#variables();
      },
      random: this.#step.random,
      at: this.#step.at,
    };
  }

  /** For who watches what a state's data becomes. */
  tellStage(stage: ShownStage, data: Data): void {
    this.#step.onStage?.(stage, data);
  }

  /** The text of what a path starts from. */
  textAt(root: Path['root'], data: Data): JsonText {
    switch (root.type) {
      case 'input':
        return data.text;
      case 'context':
        return this.#step.run.facts.context ?? writeJson(this.#context());
      case 'variable':
        return this.#frame.variables[root.name] ?? writeJson(this.#variables()[root.name] ?? null);
    }
  }

  #variables(): Variables {
    this.#foundVariables ??= visibleVariables(this.#step.run, this.#frame);
    return this.#foundVariables;
  }

  #context(): JsonObject {
    this.#builtContext ??= this.#buildContext();
    return this.#builtContext;
  }

  /** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
  #buildContext(): JsonObject {
    const { run } = this.#step;
    const { facts } = run;
    if (facts.context !== undefined) {
      return givenContext(facts.context, this.#sight.item);
    }
    const frame = this.#frame;
    const item = this.#sight.item ?? itemOf(run, frame);
    const { taskToken } = this.#sight;
    const recovers = 'retry' in this.#step.stateOf(frame);
    return {
      Execution: {
        Id: facts.executionArn,
        Input: this.#step.executionInput.value,
        StartTime: new Date(run.startedAt).toISOString(),
        Name: facts.executionName,
        RoleArn: facts.roleArn,
        // An Express execution cannot be redriven.
        ...(this.#step.workflow.workflowType === 'EXPRESS' ? {} : redrivesOf(run)),
      },
      StateMachine: { Id: facts.stateMachineArn, Name: facts.stateMachineName },
      State: {
        Name: frame.state,
        EnteredTime: new Date(frame.enteredAt).toISOString(),
        ...(recovers ? { RetryCount: retryCount(frame) } : {}),
      },
      ...(taskToken ? { Task: { Token: taskToken } } : {}),
      ...(item === null ? {} : { Map: { Item: shownItem(item) } }),
    };
  }
}

function redrivesOf({ redriveCount, redrivenAt }: Run) {
  return {
    RedriveCount: redriveCount,
    ...(redrivenAt === null ? {} : { RedriveTime: new Date(redrivenAt).toISOString() }),
  };
}

/** A tested state's context, to which a Map's fields add the item that they are evaluated for. */
function givenContext(text: JsonText, item: MapItem | undefined): JsonObject {
  const context = parseJson(text);
  const given = isJsonObject(context) ? context : {};
  return item === undefined ? given : { ...given, Map: { Item: shownItem(item) } };
}

function shownItem({ index, key, value, source }: MapItem): JsonObject {
  return {
    Index: index,
    ...(key === undefined ? {} : { Key: key }),
    Value: parseJson(value),
    ...(source === undefined ? {} : { Source: source }),
  };
}

/** The item of the nearest iteration around the frame. */
function itemOf(run: Run, frame: Frame): MapItem | null {
  let around: Frame | null = frame;
  while (around !== null && around.item === null) {
    around = parentOf(run, around);
  }
  return around?.item ?? null;
}

/** Inner scopes see the outer ones' variables; names are unique over both. */
function visibleVariables(run: Run, frame: Frame): Variables {
  const visible: { [name: string]: Json } = {};
  for (let around: Frame | null = frame; around !== null; around = parentOf(run, around)) {
    for (const [name, text] of Object.entries(around.variables)) {
      if (!Object.hasOwn(visible, name)) {
        visible[name] = parseJson(text);
      }
    }
  }
  return visible;
}

/** What stands in a `…Path` field or an expression, found now. Undefined where a path finds nothing. */
export function findDynamic(dynamic: Dynamic<Json>, evaluation: Evaluation, data: Data): Json | undefined {
  return dynamic.kind === 'path'
    ? findPath(dynamic.path, evaluation.pathScope(data))
    : evaluate(dynamic, evaluation, data);
}

/** As `findDynamic`, where a path that finds nothing fails with `Invalid path '…'`. */
export function evaluateDynamic(dynamic: Dynamic<Json>, evaluation: Evaluation, data: Data): Json {
  return dynamic.kind === 'path'
    ? evaluatePath(dynamic.path, evaluation.pathScope(data))
    : evaluate(dynamic, evaluation, data);
}

/** As `findDynamic`, where a path that finds nothing fails with a sentence about the field. */
export function evaluateDynamicField(dynamic: Dynamic<Json>, evaluation: Evaluation, data: Data): Json {
  return dynamic.kind === 'path'
    ? evaluateFieldPath(dynamic.path, evaluation.pathScope(data), dynamic.field)
    : evaluate(dynamic, evaluation, data);
}

function evaluate(dynamic: Exclude<Dynamic<Json>, { kind: 'path' }>, evaluation: Evaluation, data: Data): Json {
  switch (dynamic.kind) {
    case 'constant':
      return dynamic.value;
    case 'intrinsic':
      return evaluateQuery(dynamic.query, evaluation.pathScope(data), dynamic.field);
    case 'jsonata':
      return evaluateJsonata(dynamic.expression, evaluation.jsonataScope(data), dynamic.field);
  }
}

/** JSONPath's `$` is `data`; JSONata sees the state's input, and tells `field` in its errors. */
export function evaluateEither(
  { language, template }: EitherTemplate,
  evaluation: Evaluation,
  { data, input, field }: { readonly data: Data; readonly input: Data; readonly field: string },
): Json {
  return language === 'JSONata'
    ? evaluateJsonataTemplate(template, evaluation.jsonataScope(input), field)
    : evaluateTemplate(template, evaluation.pathScope(data));
}

type NumberRule = {
  readonly min: number;
  readonly max?: number;
  /** Whether fractions are allowed. */
  readonly fractions?: boolean;
  readonly sentence: (field: string, path: string, shown: string) => string;
};

/**
 * A number within bounds. What a path leads to may be one as text; else it fails with the sentence, and an expression
 * with one about its type.
 */
export function toNumberWithin(
  dynamic: Dynamic<Json>,
  value: Json,
  { min, max = Number.MAX_SAFE_INTEGER, fractions = false, sentence }: NumberRule,
): number {
  const isText = dynamic.kind === 'path' && typeof value === 'string' && NUMBER.test(value);
  const number = isText ? Number(value) : toNumber(value);
  if (number !== undefined && (fractions || Number.isInteger(number)) && number >= min && number <= max) {
    return number;
  }
  if (dynamic.kind === 'jsonata') {
    throw unexpectedType(dynamic, fractions ? 'number' : 'integer', value);
  }
  const [field, path] = dynamic.kind === 'path' ? [dynamic.field, dynamic.path.text] : ['', ''];
  throw new StateError('States.Runtime', sentence(field, path, typeof value === 'string' ? value : writeJson(value)));
}

/** AWS's sentence for a path that leads to no duration. */
export const notSeconds: NumberRule['sentence'] = (field, path, shown) =>
  `The ${field} parameter does not reference a positive integer: ${path} == ${shown}`;

const NUMBER = /^-?\d+(\.\d+)?$/;

/** For a JSONata field whose value has the wrong type. */
export function unexpectedType(
  dynamic: Dynamic<Json> & { kind: 'jsonata' },
  expected: string,
  value: Json,
): StateError {
  const what = `The JSONata expression '${dynamic.expression.text}' specified for the field '${dynamic.field}'`;
  const text = writeJson(value);
  return new StateError(
    'States.QueryEvaluationError',
    `${what} returned an unexpected result type. Expected '${expected}', but was '${typeName(value)}' for value: ${text}`,
    { location: dynamic.field },
  );
}

function typeName(value: Json): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  return isJsonObject(value) || typeof value !== 'object' ? typeof value : 'number';
}

/** The texts of a template's members, for Assign. */
export function memberTexts(value: Json): { [name: string]: JsonText } {
  const members = isJsonObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(members.map(([name, member]) => [name, writeJson(member)]));
}
