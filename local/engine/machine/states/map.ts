import type { Distribution, Dynamic, MapState } from '../../definition/index.ts';
import { Data } from '../data.ts';
import { evaluateDynamic, toNumberWithin } from '../evaluation.ts';
import type { Failure } from '../failure.ts';
import { MAX_CONCURRENT_ITERATIONS } from '../limits.ts';
import { itemInput, itemsOf } from '../map-items.ts';
import { batchOf, beginMapRun, childInputs, endMapRun } from '../map-run.ts';
import type { JsonText, MapRunSettings } from '../protocol.ts';
import type { Frame, MapItems } from '../run.ts';
import { sliceJson } from '../slice-json.ts';
import type { Passage, ShownStage } from '../stages.ts';
import { enterStages, type Progress, resultPassage, type StateBehaviour } from '../state-behaviour.ts';
import type { StepContext } from '../step-context.ts';

export const mapBehaviour: StateBehaviour<MapState> = {
  entered: 'MapStateEntered',
  exited: 'MapStateExited',
  aborted: 'MapStateAborted',
  failed: 'MapStateFailed',
  joined: 'MapStateSucceeded',
  start: (step, frame, state) => {
    const passage = enterStages(step, frame, state);
    const settings = settingsOf(state, passage);
    return state.distribution === null
      ? iterate(step, frame, state, passage, settings)
      : distribute(step, frame, state, passage, settings, state.distribution);
  },
  plan: (step, frame, state, read) => {
    const passage = enterStages(step, frame, state);
    const items = read ?? itemsOf(state, passage);
    if (read === null) {
      passage.evaluation.tellStage('ItemsPath', Data.ofText(itemsText(state, passage, items)));
    }
    const settings = settingsOf(state, passage);
    tellInputs(step, frame, state, passage, items);
    return { items, settings };
  },
};

/** What iterations or children would get, where the state says so. */
function tellInputs(step: StepContext, frame: Frame, state: MapState, passage: Passage, items: MapItems): void {
  const { evaluation, data } = passage;
  const tell = (stage: ShownStage, inputs: readonly JsonText[]) =>
    evaluation.tellStage(stage, Data.ofText(`[${inputs.join(',')}]`));
  const supply = { items, input: data.text };
  if (state.itemSelector !== null) {
    const inputs =
      state.distribution === null
        ? items.values.map((_, index) => itemInput(step, frame, supply, index))
        : childInputs(step, frame, { ...supply, batch: null });
    tell('ItemSelector', inputs);
  }
  const batcher = state.distribution?.batcher ?? null;
  if (batcher !== null) {
    tell('ItemBatcher', childInputs(step, frame, { ...supply, batch: batchOf(batcher, evaluation, passage) }));
  }
}

/** Items are taken out of the text as they stand there. */
function itemsText({ items }: MapState, { evaluation, data }: Passage, { values }: MapItems): JsonText {
  const path = items?.kind === 'path' ? items.path : null;
  const text = path === null ? data.text : sliceJson(evaluation.textAt(path.root, data), path.segments);
  return text ?? `[${values.join(',')}]`;
}

function iterate(
  step: StepContext,
  frame: Frame,
  state: MapState,
  passage: Passage,
  { maxConcurrency }: MapRunSettings,
): Progress {
  const items = itemsOf(state, passage);
  const { length } = items.values;
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
    concurrency: Math.min(maxConcurrency || MAX_CONCURRENT_ITERATIONS, MAX_CONCURRENT_ITERATIONS),
    scopes: [state.processor],
    from,
    items,
    input: passage.data.text,
  };
  return { type: 'joining' };
}

/** Items that are read elsewhere do not count in MapStateStarted. */
function distribute(
  step: StepContext,
  frame: Frame,
  state: MapState,
  passage: Passage,
  settings: MapRunSettings,
  distribution: Distribution,
): Progress {
  const { batcher, reader } = distribution;
  const items = reader === null ? itemsOf(state, passage) : { values: [], keys: null };
  const batch = batcher === null ? null : batchOf(batcher, passage.evaluation, passage);
  step.record(frame, 'MapStateStarted', { length: items.values.length });
  beginMapRun(step, frame, state, { settings, items, batch, input: passage.data.text });
  const failure = missing(distribution);
  if (failure === null) {
    return { type: 'joining' };
  }
  endMapRun(step, frame, 'FAILED', failure);
  return { type: 'failed', failure };
}

/** What a Distributed Map can ask for and the engine does not have. */
function missing({ reader, writer }: Distribution): Failure | null {
  if (reader !== null) {
    const instead = "Pass the items in the state's input, with ItemsPath or Items.";
    const cause = `The engine cannot read items with ItemReader (${reader.resource}) yet. ${instead}`;
    return { error: 'States.ItemReaderFailed', cause };
  }
  if (writer !== null && writer.resource !== null) {
    const instead = "Without the ResultWriter's Resource the results are the state's own.";
    const cause = `The engine cannot write results with ResultWriter (${writer.resource}) yet. ${instead}`;
    return { error: 'States.ResultWriterFailed', cause };
  }
  return null;
}

function settingsOf(state: MapState, passage: Passage): MapRunSettings {
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = state;
  return {
    maxConcurrency: numberOf(maxConcurrency, passage, {}) ?? 0,
    toleratedFailureCount: numberOf(toleratedFailureCount, passage, {}),
    toleratedFailurePercentage: numberOf(toleratedFailurePercentage, passage, { max: 100, fractions: true }),
  };
}

function numberOf(
  dynamic: Dynamic<number> | null,
  { evaluation, data }: Passage,
  bounds: { readonly max?: number; readonly fractions?: boolean },
): number | null {
  if (dynamic === null) {
    return null;
  }
  const value = evaluateDynamic(dynamic, evaluation, data);
  return toNumberWithin(dynamic, value, { min: 0, ...bounds, sentence: notNumber });
}

const notNumber = (field: string, path: string, shown: string) =>
  `The ${field} field refers to value "${shown}" which is not a valid integer: ${path}`;
