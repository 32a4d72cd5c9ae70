import type { Dynamic, MapState } from '../../definition/index.ts';
import { evaluateJsonataTemplate, type Json, writeJson } from '../../expressions/index.ts';
import { Data } from '../data.ts';
import { StateError } from '../errors.ts';
import { Evaluation, evaluateDynamic, evaluateEither, toInteger, unexpectedType } from '../evaluation.ts';
import { MAX_CONCURRENT_ITERATIONS } from '../limits.ts';
import type { Passage } from '../stages.ts';
import { enterStages, resultPassage, type StateBehaviour } from '../state-behaviour.ts';

export const mapBehaviour: StateBehaviour<MapState> = {
  entered: 'MapStateEntered',
  exited: 'MapStateExited',
  aborted: 'MapStateAborted',
  failed: 'MapStateFailed',
  joined: 'MapStateSucceeded',
  start: (step, frame, state) => {
    const passage = enterStages(step, frame, state);
    const concurrency = concurrencyOf(state.maxConcurrency, passage);
    const items = itemsOf(state.items, passage);
    const { length } = items;
    const from = step.record(frame, 'MapStateStarted', { length });
    if (length === 0) {
      step.record(frame, 'MapStateSucceeded', null);
      return { type: 'completed', passage: resultPassage(step, frame, Data.ofText('[]')) };
    }
    frame.join = {
      results: Array<null>(length).fill(null),
      open: length,
      running: 0,
      next: 0,
      concurrency,
      scopes: [state.processor],
      from,
      items: items.map(writeJson),
      input: passage.data.text,
    };
    return { type: 'joining' };
  },
  itemInput: (step, frame, { itemSelector }, item) => {
    if (itemSelector === null || frame.join === null) {
      return item.value;
    }
    const evaluation = new Evaluation(step, frame, { item });
    const data = Data.ofText(frame.join.input);
    return writeJson(
      evaluateEither(itemSelector, evaluation, { data, input: step.inputOf(frame), field: 'ItemSelector' }),
    );
  },
};

function concurrencyOf(dynamic: Dynamic<number> | null, { evaluation, data }: Passage): number {
  if (dynamic === null) {
    return MAX_CONCURRENT_ITERATIONS;
  }
  const value = evaluateDynamic(dynamic, evaluation, data);
  const number = toInteger(dynamic, value, { min: 0, max: Number.MAX_SAFE_INTEGER, sentence: notConcurrency });
  return number === 0 ? MAX_CONCURRENT_ITERATIONS : Math.min(number, MAX_CONCURRENT_ITERATIONS);
}

const notConcurrency = (field: string, path: string, shown: string) =>
  `The ${field} field refers to value "${shown}" which is not a valid integer: ${path}`;

function itemsOf(items: MapState['items'], { evaluation, data }: Passage): readonly Json[] {
  if (items === null) {
    return listIn(data.value, '$');
  }
  if (items.kind === 'template') {
    return listIn(evaluateJsonataTemplate(items.template, evaluation.jsonataScope(data), 'Items'), 'Items');
  }
  const value = evaluateDynamic(items, evaluation, data);
  if (items.kind === 'jsonata' && !Array.isArray(value)) {
    throw unexpectedType(items, 'array', value);
  }
  return listIn(value, items.kind === 'path' ? items.path.text : 'Items');
}

function listIn(value: Json, path: string): readonly Json[] {
  if (!Array.isArray(value)) {
    throw new StateError('States.Runtime', `Reference path "${path}" must point to array.`);
  }
  return value;
}
