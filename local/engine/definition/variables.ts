import { isJsonObject, type Json } from '../expressions/index.ts';
import type { Place, Report } from './diagnostic.ts';
import type { Fields } from './fields.ts';
import { MAX_VARIABLE_NAME_LENGTH } from './limits.ts';
import type { QueryLanguage, Scope } from './program.ts';
import { statesBefore } from './transitions.ts';

/** What the Assign fields of one scope set. */
export type ScopeVariables = {
  /** The Map or Parallel that the scope is part of; null where it sees no other's variables. */
  readonly outer: { readonly scope: number; readonly state: string } | null;
  readonly assignments: Assignment[];
};

type Assignment = { readonly state: string; readonly name: string; readonly place: Place };

/** A Unicode identifier. */
const NAME = /^\p{ID_Start}\p{ID_Continue}*$/u;
const RESERVED = 'states';

/** Of a state itself, its Choice rules and its catchers. */
export function assignmentsOf(name: string, state: Fields, language: QueryLanguage): readonly Assignment[] {
  const { place, object } = state;
  const found = [
    ...assignmentsIn(object.Assign, [...place, 'Assign'], language),
    ...['Choices', 'Catch'].flatMap((list) =>
      membersOf(object[list]).flatMap((row, index) =>
        isJsonObject(row) ? assignmentsIn(row.Assign, [...place, list, index, 'Assign'], language) : [],
      ),
    ),
  ];
  return found.map((assignment) => ({ state: name, ...assignment }));
}

function membersOf(list: Json | undefined): readonly Json[] {
  return Array.isArray(list) ? list : [];
}

function assignmentsIn(
  assign: Json | undefined,
  place: Place,
  language: QueryLanguage,
): readonly Omit<Assignment, 'state'>[] {
  const members = isJsonObject(assign) ? Object.keys(assign) : [];
  return members.map((member) => ({
    name: language === 'JSONPath' && member.endsWith('.$') ? member.slice(0, -2) : member,
    place: [...place, member],
  }));
}

type Variables = { readonly scopes: readonly Scope[]; readonly variables: readonly ScopeVariables[] };

/** Names are names; and what may be set when an inner scope begins is only read there. */
export function checkVariables({ scopes, variables }: Variables, report: Report): void {
  /** Of each scope: a scope comes after the one around it. */
  const given: ReadonlySet<string>[] = [];
  for (const { outer, assignments } of variables) {
    const before = outer === null ? NONE : statesBefore(scopes[outer.scope], outer.state);
    const around = outer === null ? [] : (variables[outer.scope]?.assignments ?? []);
    const set = around.filter(({ state }) => before.has(state)).map(({ name }) => name);
    const names = new Set([...((outer && given[outer.scope]) ?? NONE), ...set]);
    given.push(names);
    for (const { name, place } of assignments) {
      checkName(name, place, report);
      if (names.has(name)) {
        const message = `The variable name '${name}' was already defined in a parent scope.`;
        report(place, message, 'DUPLICATE_VARIABLE_NAME');
      }
    }
  }
}

const NONE: ReadonlySet<string> = new Set();

function checkName(name: string, place: Place, report: Report): void {
  if (name === RESERVED) {
    report(place, `Cannot assign to reserved variable '$${RESERVED}'.`, 'RESERVED_VARIABLE_NAME');
  } else if (!NAME.test(name)) {
    const why = 'the variable name contains invalid characters.';
    report(place, `Invalid variable name '${name}': ${why}`, 'INVALID_VARIABLE_NAME');
  } else if (name.length > MAX_VARIABLE_NAME_LENGTH) {
    const why = `the variable name exceeds ${MAX_VARIABLE_NAME_LENGTH} characters.`;
    report(place, `Invalid variable name '${name}': ${why}`, 'INVALID_VARIABLE_NAME');
  }
}
