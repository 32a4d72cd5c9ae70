import type { MapState } from '../definition/index.ts';
import { evaluateJsonataTemplate, isJsonObject, type Json, writeJson } from '../expressions/index.ts';
import { Data } from './data.ts';
import { StateError } from './errors.ts';
import { Evaluation, evaluateDynamic, evaluateEither, unexpectedType } from './evaluation.ts';
import type { JsonText } from './protocol.ts';
import type { Frame, MapItem, MapItems } from './run.ts';
import type { Passage } from './stages.ts';
import type { StepContext } from './step-context.ts';

/** What the Map goes through: a list's members, or an object's with their names. A path of an inline Map gives a list. */
export function itemsOf(state: MapState, passage: Passage): MapItems {
  const found = collectionOf(state.items, passage);
  if (found.keys !== null && state.distribution === null && state.flow.language === 'JSONPath') {
    throw notList(state.items?.kind === 'path' ? state.items.path.text : '$');
  }
  return found;
}

/** An expression gives a list. */
function collectionOf(items: MapState['items'], { evaluation, data }: Passage): MapItems {
  if (items === null) {
    return collectionIn(data.value, '$');
  }
  if (items.kind === 'template') {
    return collectionIn(evaluateJsonataTemplate(items.template, evaluation.jsonataScope(data), 'Items'), 'Items');
  }
  const value = evaluateDynamic(items, evaluation, data);
  if (items.kind === 'jsonata' && !Array.isArray(value)) {
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
