import { dataFlow } from './compile-fields.ts';
import { Fields } from './fields.ts';
import { MAX_STATE_NAME_LENGTH } from './limits.ts';
import type { QueryLanguage, Scope, State, StateType } from './program.ts';
import type { StateDefinition, StateSetting, Target } from './state-type.ts';
import { STATE_DEFINITIONS } from './states/index.ts';

const STATE_TYPES = Object.keys(STATE_DEFINITIONS);
const COMMON_FIELDS = ['Type', 'Comment', 'QueryLanguage'] as const;

/** What the scopes of one definition share while it is read. */
export type Reading = {
  readonly language: QueryLanguage;
  readonly express: boolean;
  readonly scopes: Scope[];
  readonly names: Set<string>;
};

const EMPTY_SCOPE: Scope = { startAt: '', states: new Map() };

/** Reads a machine, branch or processor, nested ones included, and answers with its index among the scopes. */
export function readScope(fields: Fields, reading: Reading): number {
  const index = reading.scopes.push(EMPTY_SCOPE) - 1;
  fields.require('StartAt', 'States');
  const states = fields.child('States');
  const scope: Scope = {
    startAt: fields.string('StartAt') ?? '',
    states: states === null ? new Map() : readStates(states, reading),
  };
  reading.scopes[index] = scope;
  if (states !== null && fields.has('StartAt')) {
    checkTransitions(fields, scope);
  }
  return index;
}

function readStates(states: Fields, reading: Reading): ReadonlyMap<string, State> {
  const found = new Map<string, State>();
  for (const [name, value] of Object.entries(states.object)) {
    checkName(states, name, reading);
    const fields = Fields.of(states.at(name), value, states.report);
    const state = fields === null ? null : readState(name, fields, reading);
    if (state !== null) {
      found.set(name, state);
    }
  }
  return found;
}

function checkName(states: Fields, name: string, reading: Reading): void {
  if (name.length === 0 || name.length > MAX_STATE_NAME_LENGTH) {
    states.wrong(name, `A state's name has 1 to ${MAX_STATE_NAME_LENGTH} characters`);
  }
  if (reading.names.has(name)) {
    states.report(states.at(name), `Duplicate State name: ${name}`, 'DUPLICATE_STATE_NAME');
  }
  reading.names.add(name);
}

function isStateType(type: unknown): type is StateType {
  return typeof type === 'string' && Object.hasOwn(STATE_DEFINITIONS, type);
}

function readState(name: string, fields: Fields, reading: Reading): State | null {
  const type = fields.get('Type');
  if (!isStateType(type)) {
    fields.require('Type');
    fields.oneOf('Type', STATE_TYPES);
    return null;
  }
  const language = queryLanguage(fields, reading.language);
  const definition: StateDefinition<StateType> = STATE_DEFINITIONS[type];
  checkFields(fields, definition, language);
  const flow = dataFlow(fields, language);
  const setting: StateSetting = {
    language,
    express: reading.express,
    scope: (nested) => readScope(nested, reading),
  };
  const own = definition.read(fields, setting);
  const next = nextOf(fields, definition);
  return { name, comment: fields.string('Comment') ?? null, next, flow, ...own } as State;
}

function queryLanguage(fields: Fields, machines: QueryLanguage): QueryLanguage {
  const language = readQueryLanguage(fields) ?? machines;
  if (machines === 'JSONata' && language === 'JSONPath') {
    const message = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
    fields.report(fields.place, message);
  }
  return language;
}

export function readQueryLanguage(fields: Fields): QueryLanguage | undefined {
  return fields.oneOf('QueryLanguage', ['JSONPath', 'JSONata']);
}

function checkFields(fields: Fields, definition: StateDefinition<StateType>, language: QueryLanguage): void {
  const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
  const { both } = definition.fields;
  const known = new Set<string>([...COMMON_FIELDS, ...both, ...definition.fields[language]]);
  const foreign = definition.fields[other].filter((name) => fields.has(name) && !known.has(name));
  for (const name of foreign) {
    fields.wrong(name, `Field '${name}' is not supported when QueryLanguage is '${language}'`);
  }
  fields.allowOnly(new Set([...known, ...foreign]));
}

function nextOf(fields: Fields, definition: StateDefinition<StateType>): string | null {
  if (definition.goesOn === 'transition') {
    fields.requireOne(['Next', 'End'], true);
    fields.boolean('End');
    return fields.string('Next') ?? null;
  }
  return definition.goesOn === 'rules' ? (fields.string('Default') ?? null) : null;
}

/** Every target exists, every state can be reached, and the scope can end. */
function checkTransitions(fields: Fields, { startAt, states }: Scope): void {
  const missing = (target: string, place: readonly (string | number)[]) =>
    fields.report(
      [...fields.place, ...place],
      `Missing '${place.findLast((step) => typeof step === 'string')}' target: ${target}`,
      'MISSING_TRANSITION_TARGET',
    );
  if (!states.has(startAt)) {
    missing(startAt, ['StartAt']);
    return;
  }
  const reached = new Set([startAt]);
  for (const name of reached) {
    const state = states.get(name);
    for (const target of state === undefined ? [] : targetsOf(state)) {
      if (states.has(target.name)) {
        reached.add(target.name);
      } else {
        missing(target.name, ['States', name, ...target.place]);
      }
    }
  }
  for (const name of states.keys()) {
    if (!reached.has(name)) {
      const place = [...fields.place, 'States', name];
      fields.report(place, `State "${name}" is not reachable.`, 'MISSING_TRANSITION_TARGET');
    }
  }
  if (![...reached].some((name) => canEnd(states.get(name)))) {
    fields.report([...fields.place, 'States'], 'No terminal state can be reached', 'MISSING_TRANSITION_TARGET');
  }
}

function targetsOf(state: State): readonly Target[] {
  const definition: StateDefinition<StateType> = STATE_DEFINITIONS[state.type];
  const next = definition.goesOn === 'transition' && state.next !== null ? [{ name: state.next, place: ['Next'] }] : [];
  return [...next, ...definition.targets(state)];
}

function canEnd(state: State | undefined): boolean {
  return state !== undefined && STATE_DEFINITIONS[state.type].goesOn !== 'rules' && state.next === null;
}
