import type { Dynamic, FailState } from '../../definition/index.ts';
import { writeJson } from '../../expressions/index.ts';
import { StateError } from '../errors.ts';
import { evaluateDynamicField, unexpectedType } from '../evaluation.ts';
import type { Passage } from '../stages.ts';
import { enterStages, type StateBehaviour } from '../state-behaviour.ts';

export const failBehaviour: StateBehaviour<FailState> = {
  entered: 'FailStateEntered',
  exited: null,
  aborted: null,
  failed: null,
  joined: null,
  start: (step, frame, state) => {
    const passage = enterStages(step, frame, state);
    const failure = { error: textOf(state.error, passage), cause: textOf(state.cause, passage) };
    return { type: 'failed', failure };
  },
};

function textOf(dynamic: Dynamic<string> | null, { evaluation, data }: Passage): string | null {
  if (dynamic === null) {
    return null;
  }
  const value = evaluateDynamicField(dynamic, evaluation, data);
  if (typeof value === 'string') {
    return value;
  }
  if (dynamic.kind === 'jsonata') {
    throw unexpectedType(dynamic, 'string', value);
  }
  // No recording has this: the sentence is that of the other fields that end in Path (MaxConcurrencyPath).
  const field = dynamic.kind === 'constant' ? '' : dynamic.field;
  throw new StateError(
    'States.Runtime',
    `The ${field} field refers to value "${writeJson(value)}" which is not a valid string: ${referenceOf(dynamic)}`,
  );
}

function referenceOf(dynamic: Dynamic<string>): string {
  switch (dynamic.kind) {
    case 'path':
      return dynamic.path.text;
    case 'intrinsic':
      return dynamic.query.type === 'call' ? dynamic.query.text : dynamic.query.path.text;
    default:
      return '';
  }
}
