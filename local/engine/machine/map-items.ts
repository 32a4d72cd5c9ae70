import type { MapState } from '../definition/index.ts';
import {
  evaluateJsonataTemplate,
  evaluateReference,
  isJsonObject,
  type Json,
  writeJson,
} from '../expressions/index.ts';
import { Data } from './data.ts';
import { StateError } from './errors.ts';
import { Evaluation, evaluateDynamic, evaluateEither, unexpectedType } from './evaluation.ts';
import type { JsonText } from './protocol.ts';
import type { Frame, MapItem, MapItems } from './run.ts';
import type { Passage } from './stages.ts';
import type { StepContext } from './step-context.ts';

/**
 * What the Map goes through: a list's members, or an object's with their names. Paths and expressions of an inline Map
 * give a list, as recorded in December 2025 (test_state_map_context_object); of objects speaks
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemspath.html
 */
export function itemsOf({ items, distribution, flow }: MapState, passage: Passage): MapItems {
  const found = collectionOf(items, distribution !== null, passage);
  if (found.keys !== null && distribution === null && flow.language === 'JSONPath') {
    throw notList(items?.kind === 'path' ? items.path.text : '$');
  }
  return found;
}

function collectionOf(items: MapState['items'], takesObjects: boolean, { evaluation, data }: Passage): MapItems {
  if (items === null) {
    return collectionIn(data.value, '$');
  }
  if (items.kind === 'template') {
    return collectionIn(evaluateJsonataTemplate(items.template, evaluation.jsonataScope(data), 'Items'), 'Items');
  }
  const value =
    items.kind === 'path'
      ? evaluateReference(items.path, evaluation.pathScope(data))
      : evaluateDynamic(items, evaluation, data);
  const fits = Array.isArray(value) || (takesObjects && isJsonObject(value));
  if (items.kind === 'jsonata' && !fits) {
    throw unexpectedType(items, 'array', value);
  }
  return collectionIn(value, items.kind === 'path' ? items.path.text : 'Items');
}

/** AWS tells the path without what it starts from. */
const CONTEXT = /^\$\$/;

function collectionIn(value: Json, path: string): MapItems {
  if (Array.isArray(value)) {
    return { values: value.map(writeJson), keys: null };
  }
  if (isJsonObject(value)) {
    return { values: Object.values(value).map(writeJson), keys: Object.keys(value) };
  }
  throw notList(path);
}

function notList(path: string): StateError {
  const cause = `Reference path "${path.replace(CONTEXT, '$')}" must point to array.`;
  return new StateError('States.Runtime', cause, { namesState: false });
}

type Iterated = {
  readonly items: MapItems;
  /** The Map's input, as InputPath leaves it. */
  readonly input: JsonText;
  readonly source?: 'STATE_DATA';
};

export function itemAt({ values, keys }: MapItems, index: number): MapItem {
  const key = keys?.[index];
  return { index, value: values[index] ?? 'null', ...(key === undefined ? {} : { key }) };
}

/** What an item becomes as the input of its iteration or child. May throw as evaluating may. */
export function itemInput(
  step: StepContext,
  frame: Frame,
  { items, input, source }: Iterated,
  index: number,
): JsonText {
  const state = step.stateOf(frame);
  const item = itemAt(items, index);
  if (state.type !== 'Map' || state.itemSelector === null) {
    return item.key === undefined ? item.value : `{"Key":${JSON.stringify(item.key)},"Value":${item.value}}`;
  }
  const evaluation = new Evaluation(step, frame, { item: source === undefined ? item : { ...item, source } });
  const places = { data: Data.ofText(input), input: step.inputOf(frame), field: 'ItemSelector' };
  return writeJson(evaluateEither(state.itemSelector, evaluation, places));
}
