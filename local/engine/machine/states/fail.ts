import type { Dynamic, FailState } from '../../definition/index.ts';
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
  const field = dynamic.kind === 'constant' ? 'Error' : dynamic.field;
  throw new StateError('States.Runtime', `The ${field} field refers to a value which is not a string`);
}
