import { compileJsonata, isJsonObject, type Json, type JsonObject } from '../expressions/index.ts';
import { readSource } from './source.ts';

/** Which variables each state refers to, by the states' names; states that refer to none are left out. */
export type VariableReferences = { readonly [state: string]: readonly string[] };

type Language = 'JSONPath' | 'JSONata';
type NamedState = { readonly name: string; readonly state: JsonObject; readonly language: Language };

/** Fields that hold other states: what those refer to is theirs. */
const SCOPES = ['ItemProcessor', 'Iterator', 'Branches'];

/** As DescribeStateMachine tells it of a valid definition's text. A name that no Assign sets is none of a variable. */
export function variableReferences(definition: string): VariableReferences {
  const states = [...statesIn(readSource(definition).value, 'JSONPath')];
  const assigned = new Set(states.flatMap(({ state }) => assignedIn(state)));
  const references = states.map(({ name, state, language }) => {
    const { own } = apart(state);
    const names = textsIn(own, language).flatMap(language === 'JSONata' ? namesInJsonata : namesInPath);
    return [name, [...new Set(names)].filter((variable) => assigned.has(variable))] as const;
  });
  return Object.fromEntries(references.filter(([, names]) => names.length > 0));
}

function* statesIn(scope: Json | undefined, around: Language): Iterable<NamedState> {
  if (!isJsonObject(scope ?? null)) return;
  const { QueryLanguage, States } = scope as JsonObject;
  const language = languageOf(QueryLanguage, around);
  for (const [name, state] of Object.entries(isJsonObject(States ?? null) ? (States as JsonObject) : {})) {
    if (!isJsonObject(state)) continue;
    const own = languageOf(state.QueryLanguage, language);
    yield { name, state, language: own };
    for (const inner of apart(state).scopes) yield* statesIn(inner, language);
  }
}

function languageOf(written: Json | undefined, around: Language): Language {
  return written === 'JSONPath' || written === 'JSONata' ? written : around;
}

/** A state's own fields, and the scopes that it holds. */
function apart(state: JsonObject): { readonly own: JsonObject; readonly scopes: readonly Json[] } {
  const fields = Object.entries(state);
  return {
    own: Object.fromEntries(fields.filter(([name]) => !SCOPES.includes(name))),
    scopes: fields.filter(([name]) => SCOPES.includes(name)).flatMap(([, value]) => value),
  };
}

/** Of a state itself, its Choice rules and its catchers. */
function assignedIn(state: JsonObject): readonly string[] {
  const rows = [state.Choices, state.Catch].flatMap((list) => (Array.isArray(list) ? list : []));
  return [state, ...rows].flatMap((row) => {
    const assign = isJsonObject(row) ? row.Assign : undefined;
    return isJsonObject(assign ?? null)
      ? Object.keys(assign as JsonObject).map((name) => name.replace(/\.\$$/, ''))
      : [];
  });
}

/** The texts that are evaluated: `{% … %}`, or by JSONPath what fields and members that end so hold. */
function textsIn(value: Json, language: Language, key = ''): readonly string[] {
  if (typeof value === 'string') {
    const counts = language === 'JSONata' ? /^\{%.*%\}$/s.test(value) : /(?:Path|\.\$|^Variable)$/.test(key);
    return counts ? [value] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, language));
  return isJsonObject(value) ? Object.entries(value).flatMap(([name, inner]) => textsIn(inner, language, name)) : [];
}

function namesInJsonata(text: string): readonly string[] {
  return [...compileJsonata(text.slice(2, -2)).mentioned.variables];
}

const LITERAL = /'(?:\\.|[^'\\])*'/gs;
const REFERENCE = /(?<!\$)\$(\p{ID_Start}\p{ID_Continue}*)/gu;

function namesInPath(text: string): readonly string[] {
  return [...text.replace(LITERAL, "''").matchAll(REFERENCE)].map(([, name = '']) => name);
}
