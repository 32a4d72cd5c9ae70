import type { Fields } from './fields.ts';
import type { Scope, State, StateType } from './program.ts';
import type { StateDefinition, Target } from './state-type.ts';
import { STATE_DEFINITIONS } from './states/index.ts';

/**
 * Every target exists, every state can be reached, and some state ends, if only one that cannot be reached. What could
 * not be read is there all the same.
 */
export function checkTransitions(fields: Fields, { startAt, states }: Scope): void {
  const written = new Set(Object.keys(fields.child('States')?.object ?? {}));
  const check = (target: string, place: readonly (string | number)[]) => {
    if (!written.has(target)) {
      const field = place.findLast((step) => typeof step === 'string');
      fields.report([...fields.place, ...place], `Missing '${field}' target: ${target}`, 'MISSING_TRANSITION_TARGET');
    }
    return states.has(target);
  };
  if (!check(startAt, ['StartAt'])) {
    return;
  }
  const reached = new Set([startAt]);
  for (const name of reached) {
    const state = states.get(name);
    for (const target of state === undefined ? [] : targetsOf(state)) {
      if (check(target.name, ['States', name, ...target.place])) {
        reached.add(target.name);
      }
    }
  }
  for (const name of [...states.keys()].filter((known) => !reached.has(known))) {
    const place = [...fields.place, 'States', name];
    fields.report(place, `State "${name}" is not reachable.`, 'MISSING_TRANSITION_TARGET');
  }
  if (states.size === written.size && ![...states.values()].some(canEnd)) {
    fields.report([...fields.place, 'States'], 'Workflow has no terminal state', 'MISSING_END_STATE');
  }
}

/** Whichever way leads there, the state itself only where it is part of a loop. */
export function statesBefore(scope: Scope | undefined, target: string): ReadonlySet<string> {
  const sources = new Map<string, string[]>();
  for (const [name, state] of scope?.states ?? []) {
    for (const next of targetsOf(state)) {
      const known = sources.get(next.name) ?? [];
      known.push(name);
      sources.set(next.name, known);
    }
  }
  const before = new Set(sources.get(target));
  for (const name of before) {
    for (const source of sources.get(name) ?? []) {
      before.add(source);
    }
  }
  return before;
}

function targetsOf(state: State): readonly Target[] {
  const definition: StateDefinition<StateType> = STATE_DEFINITIONS[state.type];
  const next = definition.goesOn === 'transition' && state.next !== null ? [{ name: state.next, place: ['Next'] }] : [];
  return [...next, ...definition.targets(state)];
}

function canEnd(state: State): boolean {
  return STATE_DEFINITIONS[state.type].goesOn !== 'rules' && state.next === null;
}
