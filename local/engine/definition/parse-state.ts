import { type Diagnostic, locationOf, type Place, type Report } from './diagnostic.ts';
import { InvalidDefinitionError } from './errors.ts';
import { Fields } from './fields.ts';
import type { Program } from './program.ts';
import { type Reading, readStates } from './read-scope.ts';
import { readSource } from './source.ts';
import { checkVariables } from './variables.ts';

/** The name that AWS gives a state which is tested without its state machine. */
export const LONE_STATE = 'StateName';

/**
 * Reads the definition of one state, from JSON or YAML text, as a program that holds nothing else: the states that it
 * goes on to need not exist. Throws InvalidDefinitionError with everything that is wrong with it.
 */
export function parseState(text: string): Program {
  const source = readSource(text);
  const diagnostics: Diagnostic[] = [];
  const report: Report = (place, message, code = 'SCHEMA_VALIDATION_FAILED', member) => {
    const position = source.positionOf(withinState(member === undefined ? place : [...place, member]));
    diagnostics.push({ code, message, location: locationOf(place, code), ...position });
  };
  const reading: Reading = {
    language: 'JSONPath',
    express: false,
    scopes: [],
    names: new Set(),
    variables: [{ outer: null, assignments: [] }],
  };
  reading.scopes.push({ startAt: LONE_STATE, states: new Map(), child: null });
  const states = readStates(new Fields(['States'], { [LONE_STATE]: source.value }, report), reading, 0);
  checkVariables(reading, report);
  if (diagnostics.length > 0) {
    throw new InvalidDefinitionError(diagnostics);
  }
  return programOf([{ startAt: LONE_STATE, states, child: null }, ...reading.scopes.slice(1)]);
}

/** The program of one state of a state machine, in whichever branch or processor it stands; null where there is none. */
export function loneProgram({ scopes }: Program, name: string): Program | null {
  const state = scopes.map(({ states }) => states.get(name)).find((found) => found !== undefined);
  if (state === undefined) {
    return null;
  }
  const states = new Map([[LONE_STATE, { ...state, name: LONE_STATE }]]);
  return programOf([{ startAt: LONE_STATE, states, child: null }, ...scopes.slice(1)]);
}

/** States are tested in executions of the Express kind. */
function programOf(scopes: Program['scopes']): Program {
  return { comment: null, timeoutSeconds: null, workflowType: 'EXPRESS', scopes };
}

/** Where `/States/StateName/…` stands in the text, which is the state alone. */
function withinState(place: Place): Place {
  return place.slice(2);
}
