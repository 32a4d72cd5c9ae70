/**
 * Owns a Distributed Map under way: which child executions are started when, and how the map run ends. Does not own the
 * children: each is an execution of its own, run by the runtime, that tells its end as an input.
 *
 * M1. A child may be asked for twice and is started once (child-execution.ts).
 * M2. Items become inputs when there is room for their child, not before.
 */
import type { ItemBatcher, MapState, ResultWriter } from '../definition/index.ts';
import { type Json, parseJson, randomUuid, writeJson } from '../expressions/index.ts';
import { childExecution, labelOf, mapRunArn } from './child-execution.ts';
import type { Evaluation } from './evaluation.ts';
import { evaluateDynamic, evaluateEither, toNumberWithin } from './evaluation.ts';
import { dataLimitError, type Failure } from './failure.ts';
import { exceedsDataLimit, MAX_CHILD_EXECUTIONS, utf8Bytes } from './limits.ts';
import { itemInput } from './map-items.ts';
import type { ExecutionFacts, Input, JsonText, MapRunFacts, MapRunSettings } from './protocol.ts';
import type { Frame, MapItems, MapRun, StartedChild } from './run.ts';
import type { Passage } from './stages.ts';
import type { StepContext } from './step-context.ts';
import { failureDetails } from './task-events.ts';

/** What is known of a map run before its first child is started. */
export type MapRunPlan = {
  readonly settings: MapRunSettings;
  readonly items: MapItems;
  readonly batch: MapRun['batch'];
  readonly input: JsonText;
};

export function beginMapRun(step: StepContext, frame: Frame, state: MapState, plan: MapRunPlan): MapRun {
  frame.turn++;
  const id = randomUuid(step.randomFor(`map run of ${frame.id}/${frame.turn}`));
  const { facts } = step.run;
  const label = labelOf(step.program, state.processor, facts.stateMachineArn);
  const mapRun: MapRun = {
    ...plan,
    arn: mapRunArn(facts, label, id),
    label,
    workflowType: step.program.scopes[state.processor]?.child?.workflowType ?? 'STANDARD',
    nextItem: 0,
    results: [],
    children: {},
    unsuccessful: {},
    again: [],
    redriveCount: 0,
    running: 0,
    failedItems: 0,
  };
  frame.mapRun = mapRun;
  step.record(frame, 'MapRunStarted', { mapRunArn: mapRun.arn });
  step.commands.push({ type: 'startMapRun', mapRun: mapRunFacts(mapRun), frame: frame.id, turn: frame.turn });
  return mapRun;
}

export function mapRunFacts({ arn, settings, items, batch }: MapRun): MapRunFacts {
  const itemCount = items.values.length;
  return { ...settings, mapRunArn: arn, itemCount, childCount: childCount(itemCount, batch) };
}

/** Null where the bytes of the inputs decide. */
function childCount(items: number, batch: MapRun['batch']): number | null {
  if (batch === null) {
    return items;
  }
  return batch.maxInputBytes === null && batch.maxItems !== null ? Math.ceil(items / batch.maxItems) : null;
}

/** Starts children while there is room. False where the step has no move left. May throw as evaluating an item may. */
export function startChildren(step: StepContext, frame: Frame, mapRun: MapRun): boolean {
  const { maxConcurrency } = mapRun.settings;
  const room = maxConcurrency === 0 ? MAX_CHILD_EXECUTIONS : Math.min(maxConcurrency, MAX_CHILD_EXECUTIONS);
  while (mapRun.running < room && hasMore(mapRun)) {
    if (!step.move()) {
      return false;
    }
    startChild(step, frame, mapRun, takeUpSlot(mapRun) ?? fillSlot(step, frame, mapRun));
  }
  return true;
}

function hasMore({ again, nextItem, items }: MapRun): boolean {
  return again.length > 0 || nextItem < items.values.length;
}

/** The slot of a child that a redrive takes up again. */
function takeUpSlot({ again, unsuccessful, children }: MapRun): number | undefined {
  const slot = again.shift();
  const child = slot === undefined ? undefined : unsuccessful[slot];
  if (slot === undefined || child === undefined) {
    return undefined;
  }
  delete unsuccessful[slot];
  children[slot] = { ...child, redrives: child.redrives + 1 };
  return slot;
}

/** Makes the next child; gives its slot. */
function fillSlot(step: StepContext, frame: Frame, mapRun: MapRun): number {
  const made = nextChild(step, frame, mapRun);
  if (exceedsDataLimit(made.input)) {
    throw dataLimitError(frame.state);
  }
  const slot = mapRun.results.push(null) - 1;
  mapRun.nextItem += made.itemCount;
  mapRun.children[slot] = { ...made, redrives: 0 };
  return slot;
}

function startChild(step: StepContext, frame: Frame, mapRun: MapRun, slot: number): void {
  mapRun.running++;
  const child = childExecution(step.run.facts, mapRun, slot);
  step.commands.push({ type: 'startChild', mapRunArn: mapRun.arn, child, frame: frame.id, turn: frame.turn });
}

/** What the children of a map run would get, all at once. May throw as evaluating an item may. */
export function childInputs(step: StepContext, frame: Frame, about: Omit<Supply, 'nextItem'>): readonly JsonText[] {
  const inputs: JsonText[] = [];
  for (let nextItem = 0; nextItem < about.items.values.length; ) {
    const { input, itemCount } = nextChild(step, frame, { ...about, nextItem });
    inputs.push(input);
    nextItem += itemCount;
  }
  return inputs;
}

/** What children's inputs are made of. */
type Supply = Pick<MapRun, 'items' | 'batch' | 'input' | 'nextItem'>;

function nextChild(step: StepContext, frame: Frame, mapRun: Supply): Omit<StartedChild, 'redrives'> {
  const inputAt = (index: number) => itemInput(step, frame, { ...mapRun, source: 'STATE_DATA' }, index);
  const { batch, items, nextItem } = mapRun;
  if (batch === null) {
    return { input: inputAt(nextItem), itemCount: 1 };
  }
  const around = `{${batch.input === null ? '' : `"BatchInput":${batch.input},`}"Items":[`;
  const inputs: JsonText[] = [];
  let bytes = utf8Bytes(around) + ']}'.length;
  for (let index = nextItem; index < items.values.length && inputs.length < (batch.maxItems ?? Infinity); index++) {
    const input = inputAt(index);
    bytes += utf8Bytes(input) + (inputs.length > 0 ? ','.length : 0);
    if (inputs.length > 0 && bytes > (batch.maxInputBytes ?? Infinity)) {
      break;
    }
    inputs.push(input);
  }
  return { input: `${around}${inputs.join(',')}]}`, itemCount: inputs.length };
}

type ChildEnded = Extract<Input, { type: 'childEnded' }>;

/** False where the slot waits for no child. */
export function takeEnding(step: StepContext, mapRun: MapRun, writer: ResultWriter | null, ended: ChildEnded): boolean {
  const started = mapRun.children[ended.slot];
  if (started === undefined) {
    return false;
  }
  const { facts } = childExecution(step.run.facts, mapRun, ended.slot);
  mapRun.results[ended.slot] = resultOf(facts, ended, writer?.transformation ?? 'COMPACT');
  mapRun.running--;
  if (ended.status === 'FAILED' || ended.status === 'TIMED_OUT') {
    mapRun.failedItems += started.itemCount;
  }
  if (ended.status !== 'SUCCEEDED') {
    mapRun.unsuccessful[ended.slot] = started;
  }
  delete mapRun.children[ended.slot];
  return true;
}

/**
 * What a child adds to the list of results: its output, or where it has none, or NONE is asked for, what there is to
 * know of it. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
function resultOf(facts: ExecutionFacts, ended: ChildEnded, transformation: 'NONE' | 'COMPACT' | 'FLATTEN'): JsonText {
  if (ended.status === 'SUCCEEDED' && transformation !== 'NONE') {
    return transformation === 'FLATTEN' ? flattened(ended.output) : ended.output;
  }
  const included = { Included: true };
  return writeJson({
    ...(ended.status === 'SUCCEEDED' ? {} : { Cause: ended.cause ?? '', Error: ended.error ?? '' }),
    ExecutionArn: facts.executionArn,
    Input: facts.input,
    InputDetails: included,
    Name: facts.executionName,
    ...(ended.status === 'SUCCEEDED' ? { Output: ended.output, OutputDetails: included } : {}),
    StartDate: new Date(ended.startedAt).toISOString(),
    StateMachineArn: facts.stateMachineArn,
    Status: ended.status,
    StopDate: new Date(ended.at).toISOString(),
  });
}

/** The items of a list, as they stand in a list: none, one or several texts with commas between. */
function flattened(output: JsonText): JsonText {
  const value: Json = parseJson(output);
  return Array.isArray(value) ? value.map(writeJson).join(',') : output;
}

/** All results in the order of their children; null while one is missing. */
export function resultsOf(mapRun: MapRun): JsonText | null {
  const { running, results } = mapRun;
  return running === 0 && !hasMore(mapRun) ? `[${results.filter((result) => result !== '').join(',')}]` : null;
}

export const THRESHOLD_EXCEEDED: Failure = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

/** Where both are given, one that is exceeded is enough; where none is, no failure is tolerated. */
export function exceedsTolerance({
  settings,
  failedItems,
  items,
}: Pick<MapRun, 'settings' | 'failedItems' | 'items'>): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = settings;
  if (count === null && percentage === null) {
    return failedItems > 0;
  }
  const share = (failedItems / items.values.length) * 100;
  return (count !== null && failedItems > count) || (percentage !== null && failedItems > 0 && share > percentage);
}

/** Goes on with a map run that has ended: with its children that did not succeed, and the items that none had got. */
export function redriveMapRun(step: StepContext, frame: Frame, mapRun: MapRun): void {
  const { children, unsuccessful, results } = mapRun;
  for (const slot of Object.keys(children).map(Number)) {
    unsuccessful[slot] = children[slot] as StartedChild;
    delete children[slot];
  }
  mapRun.again = Object.keys(unsuccessful).map(Number);
  for (const slot of mapRun.again) {
    results[slot] = null;
  }
  mapRun.running = 0;
  mapRun.failedItems = 0;
  mapRun.redriveCount++;
  frame.turn++;
  const { arn: mapRunArn, redriveCount } = mapRun;
  step.record(frame, 'MapRunRedriven', { mapRunArn, redriveCount });
  step.commands.push({ type: 'redriveMapRun', mapRunArn, redriveCount, frame: frame.id, turn: frame.turn });
}

const ENDED_EVENTS = { SUCCEEDED: 'MapRunSucceeded', FAILED: 'MapRunFailed', ABORTED: 'MapRunAborted' } as const;

export function endMapRun(
  step: StepContext,
  frame: Frame,
  status: keyof typeof ENDED_EVENTS,
  failure: Failure | null = null,
): void {
  if (frame.mapRun === null) {
    return;
  }
  step.record(frame, ENDED_EVENTS[status], failure === null ? null : failureDetails(failure));
  letChildrenGo(step, frame, status);
}

/** As `endMapRun`, untold: where the execution ends, nothing but that is. */
export function letChildrenGo(step: StepContext, frame: Frame, status: keyof typeof ENDED_EVENTS): void {
  if (frame.mapRun !== null) {
    step.commands.push({ type: 'endMapRun', mapRunArn: frame.mapRun.arn, status, frame: frame.id, turn: frame.turn });
    frame.mapRun = null;
  }
}

/** The batcher's fields, found when the Map begins. */
export function batchOf(batcher: ItemBatcher, evaluation: Evaluation, { data, input }: Passage): MapRun['batch'] {
  const positive = (dynamic: ItemBatcher['maxItems']) =>
    dynamic === null
      ? null
      : toNumberWithin(dynamic, evaluateDynamic(dynamic, evaluation, data), { min: 1, sentence: notPositive });
  const { batchInput } = batcher;
  return {
    maxItems: positive(batcher.maxItems),
    maxInputBytes: positive(batcher.maxInputBytes),
    input:
      batchInput === null
        ? null
        : writeJson(evaluateEither(batchInput, evaluation, { data, input, field: 'ItemBatcher/BatchInput' })),
  };
}

const notPositive = (field: string, path: string, shown: string) =>
  `The ${field} field refers to value "${shown}" which is not a valid positive integer: ${path}`;
