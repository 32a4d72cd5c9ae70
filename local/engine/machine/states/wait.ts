import { type Dynamic, MAX_SECONDS, parseTimestamp, type WaitState } from '../../definition/index.ts';
import { type Json, writeJson } from '../../expressions/index.ts';
import { StateError } from '../errors.ts';
import { findDynamic, notSeconds, toNumberWithin } from '../evaluation.ts';
import type { Passage } from '../stages.ts';
import { enterStages, type StateBehaviour } from '../state-behaviour.ts';
import { startWait } from '../waiting.ts';

export const waitBehaviour: StateBehaviour<WaitState> = {
  entered: 'WaitStateEntered',
  exited: 'WaitStateExited',
  aborted: 'WaitStateAborted',
  failed: null,
  joined: null,
  start: (step, frame, state) => {
    const passage = enterStages(step, frame, state);
    const at = endOf(state.until, step.at, passage);
    if (at <= step.at) {
      return { type: 'completed', passage };
    }
    startWait(step, frame, { type: 'wait', at });
    return { type: 'waiting' };
  },
};

function endOf(until: WaitState['until'], now: number, passage: Passage): number {
  const { value: dynamic } = until;
  const value = findDynamic(dynamic, passage.evaluation, passage.data);
  if (value === undefined) {
    throw notThere(dynamic);
  }
  return until.type === 'seconds'
    ? now + toNumberWithin(dynamic, value, { min: 0, max: MAX_SECONDS, sentence: notSeconds }) * 1000
    : timestamp(dynamic, value);
}

function notThere(dynamic: Dynamic<Json>): StateError {
  const { field, path } = dynamic as Dynamic<Json> & { kind: 'path' };
  return new StateError('States.Runtime', `The ${field} parameter does not reference an input value: ${path.text}`);
}

function timestamp(dynamic: Dynamic<Json>, value: Json): number {
  const at = typeof value === 'string' ? parseTimestamp(value) : null;
  if (at !== null) {
    return at;
  }
  const format = 'ISO-8601 extended offset date-time format string';
  const shown = typeof value === 'string' ? value : writeJson(value);
  if (dynamic.kind !== 'path') {
    const cause = `The Timestamp field cannot be parsed as an ${format}: ${shown}`;
    throw new StateError('States.QueryEvaluationError', cause, { location: 'Timestamp', evaluating: false });
  }
  const cause = `The ${dynamic.field} parameter does not reference a valid ${format}: ${dynamic.path.text} == ${shown}`;
  throw new StateError('States.Runtime', cause);
}
