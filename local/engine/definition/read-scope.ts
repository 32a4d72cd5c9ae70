import { dataFlow } from './compile-fields.ts';
import { Fields } from './fields.ts';
import { allowFields } from './language-fields.ts';
import { MAX_STATE_NAME_LENGTH } from './limits.ts';
import type { ChildProcessor, QueryLanguage, Scope, State, StateType } from './program.ts';
import type { StateDefinition, StateSetting } from './state-type.ts';
import { STATE_DEFINITIONS } from './states/index.ts';
import { checkTransitions } from './transitions.ts';
import { assignmentsOf, type ScopeVariables } from './variables.ts';

const STATE_TYPES = Object.keys(STATE_DEFINITIONS);
const COMMON_FIELDS = ['Type', 'Comment', 'QueryLanguage'] as const;

/** What the scopes of one definition share while it is read. */
export type Reading = {
  readonly language: QueryLanguage;
  readonly express: boolean;
  readonly scopes: Scope[];
  readonly names: Set<string>;
  /** Of each scope. */
  readonly variables: ScopeVariables[];
};

const NO_STATES: ReadonlyMap<string, State> = new Map();
/** What is allowed in a branch or processor; the processor mode is the Map's business. */
const NESTED_FIELDS = new Set(['Comment', 'StartAt', 'States', 'ProcessorConfig']);

type Surroundings = Pick<ScopeVariables, 'outer'> & { readonly child: ChildProcessor | null };

/** Reads a branch or processor of a state. */
function readNested(fields: Fields, reading: Reading, { outer, child }: Surroundings): number {
  fields.allowOnly(NESTED_FIELDS);
  const labels = reading.scopes.map((scope) => scope.child?.label ?? null);
  if (child !== null && child.label !== null && labels.includes(child.label)) {
    fields.report(fields.place, `Duplicate Label name: ${child.label}`, 'DUPLICATE_LABEL_NAME');
  }
  return child === null
    ? readScope(fields, reading, { outer, child })
    : readScope(fields, { ...reading, express: child.workflowType === 'EXPRESS' }, { outer: null, child });
}

/** Reads a machine, branch or processor, nested ones included, and answers with its index among the scopes. */
export function readScope(
  fields: Fields,
  reading: Reading,
  { outer, child }: Surroundings = { outer: null, child: null },
): number {
  const index = reading.scopes.push({ startAt: '', states: NO_STATES, child }) - 1;
  reading.variables.push({ outer, assignments: [] });
  fields.require('StartAt', 'States');
  const states = fields.child('States');
  const scope: Scope = {
    startAt: fields.string('StartAt') ?? '',
    states: states === null ? NO_STATES : readStates(states, reading, index),
    child,
  };
  reading.scopes[index] = scope;
  if (states !== null && typeof fields.get('StartAt') === 'string') {
    checkTransitions(fields, scope);
  }
  return index;
}

export function readStates(states: Fields, reading: Reading, scope: number): ReadonlyMap<string, State> {
  const found = new Map<string, State>();
  for (const [name, value] of Object.entries(states.object)) {
    checkName(states, name, reading);
    const fields = Fields.of(states.at(name), value, states.report);
    const state = fields === null ? null : readState(name, fields, reading, scope);
    if (state !== null) {
      found.set(name, state);
    }
  }
  return found;
}

function checkName(states: Fields, name: string, reading: Reading): void {
  if (name.length === 0) {
    states.report(states.at(name), `A state's name has 1 to ${MAX_STATE_NAME_LENGTH} characters`, 'INVALID_STATE_NAME');
  } else if (name.length > MAX_STATE_NAME_LENGTH) {
    const why = `exceeds the ${MAX_STATE_NAME_LENGTH}-character limit allowed by the service`;
    states.report(states.at(name), `Invalid State name: ${name} ${why}`, 'INVALID_STATE_NAME');
  }
  if (reading.names.has(name)) {
    states.report(states.at(name), `Duplicate State name: ${name}`, 'DUPLICATE_STATE_NAME');
  }
  reading.names.add(name);
}

function isStateType(type: unknown): type is StateType {
  return typeof type === 'string' && Object.hasOwn(STATE_DEFINITIONS, type);
}

function readState(name: string, fields: Fields, reading: Reading, scope: number): State | null {
  const type = fields.get('Type');
  if (!isStateType(type)) {
    fields.require('Type');
    if (fields.string('Type') !== undefined) {
      fields.wrong('Type', `The field 'Type' should have one of these values: [${STATE_TYPES.join(', ')}]`);
    }
    return null;
  }
  const language = queryLanguage(fields, reading.language);
  const definition: StateDefinition<StateType> = STATE_DEFINITIONS[type];
  const { both } = definition.fields;
  allowFields(fields, { ...definition.fields, both: [...COMMON_FIELDS, ...both] }, language);
  const flow = dataFlow(fields, language, definition.sees);
  const setting: StateSetting = {
    language,
    express: reading.express,
    scope: (nested, child = null) => readNested(nested, reading, { outer: { scope, state: name }, child }),
  };
  reading.variables[scope]?.assignments.push(...assignmentsOf(name, fields, language));
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

/** AWS takes whatever is not exactly `JSONPath` for JSONata, besides what it says of it. */
export function readQueryLanguage(fields: Fields): QueryLanguage | undefined {
  const language = fields.oneOf('QueryLanguage', ['JSONPath', 'JSONata']);
  return language ?? (fields.has('QueryLanguage') ? 'JSONata' : undefined);
}

function nextOf(fields: Fields, definition: StateDefinition<StateType>): string | null {
  if (definition.goesOn === 'transition') {
    if (fields.boolean('End') === false) {
      fields.without('End').requireOne(['Next', 'End'], true);
    } else {
      fields.requireOne(['Next', 'End'], true);
    }
    return fields.string('Next') ?? null;
  }
  return definition.goesOn === 'rules' ? (fields.string('Default') ?? null) : null;
}
