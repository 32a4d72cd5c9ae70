/**
 * Weaves a `validate` state behind each state that the manifest names a contract for. Owns what a woven state looks
 * like, so that deployment, engine and scenarios run the same definition; does not own what `validate` does.
 *
 * I1. The value that leaves a woven state is the one that came, whatever the check says of it.
 * I2. A definition without checks is the author's text, byte for byte; with checks it still is, but for what is woven.
 */
import { type Document, isAlias, isMap, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { didYouMean } from './did-you-mean.ts';
import { ProjectError } from './errors.ts';
import type { StateContract, Workflow } from './model.ts';
import { PLATFORM_FUNCTIONS, pascalCase } from './names.ts';

const CHECK = ' · check';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: characters of a state's name. */
const MAX_STATE_NAME = 80;

const wovenName = (state: string): string => `${state}${CHECK}`;

/** Whether a state was woven in, rather than written by the workflow's author. */
export const isWoven = (state: string): boolean => state.endsWith(CHECK);

/** The definition as it runs: as written, with its woven states. Throws `ProjectError` at the manifest's line. */
export function wovenDefinition(workflow: Workflow): string {
  const checks = Object.entries(workflow.contracts.states);
  if (checks.length === 0) return workflow.definitionText;
  const document = parseDocument(workflow.definitionText, { intAsBigInt: true });
  // A definition that is none is told as such by whoever reads it next.
  if (document.errors.length > 0 || !isMap(document.contents)) return workflow.definitionText;
  const states = new Map(statesOf(document, document.contents, 'JSONPath').map((found) => [found.name, found]));
  for (const [name, contract] of checks) {
    const found = states.get(name);
    if (found === undefined) throw unknownState(name, contract, [...states.keys()]);
    assertCheckable(found, contract);
    if (workflow.enforce.output !== 'off') weave(found, contract, workflow, document);
  }
  return document.toString({ lineWidth: 0 });
}

type QueryLanguage = 'JSONPath' | 'JSONata';

/** A state, and the `States` that it lies in. */
type FoundState = {
  readonly name: string;
  readonly state: YAMLMap;
  readonly siblings: YAMLMap;
  readonly language: QueryLanguage;
};

/** All states of a machine, those of its branches and item processors included. */
function statesOf(document: Document, machine: YAMLMap, outer: QueryLanguage): readonly FoundState[] {
  const language = languageOf(machine, outer);
  const siblings = mapIn(document, machine.get('States', true));
  return (siblings?.items ?? []).flatMap((pair) => {
    const state = ownMap(document, pair);
    if (siblings === null || state === null) return [];
    const found = { name: String(pair.key), state, siblings, language: languageOf(state, language) };
    return [found, ...machinesIn(document, state).flatMap((inner) => statesOf(document, inner, language))];
  });
}

function machinesIn(document: Document, state: YAMLMap): readonly YAMLMap[] {
  const branches = state.get('Branches', true);
  return [state.get('ItemProcessor', true), state.get('Iterator', true), ...(isSeq(branches) ? branches.items : [])]
    .map((node) => mapIn(document, node))
    .filter((node) => node !== null);
}

const languageOf = (node: YAMLMap, outer: QueryLanguage): QueryLanguage =>
  (node.get('QueryLanguage') as QueryLanguage | undefined) ?? outer;

function mapIn(document: Document, node: unknown): YAMLMap | null {
  const resolved = isAlias(node) ? node.resolve(document) : node;
  return isMap(resolved) ? resolved : null;
}

/** The map of a pair; where that is an alias, a copy that can be changed without changing what it stands for. */
function ownMap(document: Document, pair: Pair): YAMLMap | null {
  const map = mapIn(document, pair.value);
  if (map === null || map === pair.value) return map;
  const copy = map.clone() as YAMLMap;
  delete copy.anchor;
  pair.value = copy;
  return copy;
}

/** What is said instead of weaving a check behind a state of this type. */
const UNCHECKABLE: Readonly<Record<string, string>> = {
  Choice: 'A Choice makes no data of its own: name the contract of the state before it.',
  Succeed: "A Succeed ends the workflow: write its contract as the workflow's, contracts.output.",
  Fail: 'A Fail ends the workflow with an error, which has no contract: remove the line.',
};

function assertCheckable({ name, state, siblings }: FoundState, { place }: StateContract): void {
  const conflict = (what: string, fix: string) => new ProjectError('CONFLICT', { place, what, fix });
  const type = String(state.get('Type'));
  const advice = UNCHECKABLE[type];
  if (advice !== undefined)
    throw conflict(`The state ${name} is a ${type}, behind which nothing can be checked.`, advice);
  if (isFunctionAsItIs(state)) {
    throw conflict(
      `The state ${name} hands on what its function answers, which brings its own contracts.`,
      "Remove the line: the function's contract.ts says what it answers.",
    );
  }
  if (wovenName(name).length > MAX_STATE_NAME) {
    throw conflict(
      `The state's name leaves no room for "${CHECK}", with which its check is named.`,
      `Shorten it to ${MAX_STATE_NAME - CHECK.length} characters.`,
    );
  }
  if (siblings.has(wovenName(name))) {
    throw conflict(`The definition has a state "${wovenName(name)}" already.`, 'Rename it, or remove the line.');
  }
}

/** What makes of a function's answer another value. */
const RESHAPING = ['Output', 'ResultSelector', 'ResultPath', 'OutputPath'];

function isFunctionAsItIs(state: YAMLMap): boolean {
  const [, called] = /^\$\{(\w+)\}$/.exec(String(state.get('Resource'))) ?? [];
  return called !== undefined && !CONTRACTLESS.has(called) && !RESHAPING.some((field) => state.has(field));
}

/** Baton's own functions answer any workflow, and so have no contract. */
const CONTRACTLESS: ReadonlySet<string> = new Set(PLATFORM_FUNCTIONS.map((name) => `${pascalCase(name)}Arn`));

function weave(
  { name, state, siblings, language }: FoundState,
  contract: StateContract,
  workflow: Workflow,
  document: Document,
) {
  const next = state.get('Next');
  const check = document.createNode({
    Type: 'Task',
    ...CALLS[language](contract, name, workflow),
    Retry: [TRANSIENT],
    ...(state.has('Catch') && { Catch: (state.toJS(document) as { Catch: unknown }).Catch }),
    ...(next === undefined && { End: true }),
  }) as YAMLMap;
  if (next !== undefined) check.set('Next', next);
  state.delete('End');
  state.set('Next', wovenName(name));
  const at = siblings.items.findIndex(({ key }) => String(key) === name);
  siblings.items.splice(at + 1, 0, document.createPair(wovenName(name), check));
}

/** The call in the query language of the checked state, whose Catch must mean the same behind it. */
const CALLS: Readonly<Record<QueryLanguage, (contract: StateContract, state: string, workflow: Workflow) => object>> = {
  JSONPath: (contract, state, workflow) => ({
    QueryLanguage: 'JSONPath',
    Resource: VALIDATE,
    Parameters: { ...requestOf(contract, state, workflow), 'execution.$': '$$.Execution.Id', 'value.$': '$' },
    ResultPath: null,
  }),
  JSONata: (contract, state, workflow) => ({
    QueryLanguage: 'JSONata',
    Resource: VALIDATE,
    Arguments: {
      ...requestOf(contract, state, workflow),
      execution: '{% $states.context.Execution.Id %}',
      value: '{% $states.input %}',
    },
    Output: '{% $states.input %}',
  }),
};

const VALIDATE = '${ValidateArn}';

const requestOf = ({ output }: StateContract, state: string, { name, enforce }: Workflow) => ({
  contract: output,
  direction: 'output',
  onInvalid: enforce.output === 'warn' ? 'answer' : 'raise',
  workflow: name,
  state,
});

/** A violation is not among them: it would be found again. */
const TRANSIENT = {
  ErrorEquals: [
    'Lambda.Unknown',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
  ],
  IntervalSeconds: 1,
  MaxAttempts: 6,
  BackoffRate: 2,
  JitterStrategy: 'FULL',
};

const unknownState = (name: string, { place }: StateContract, states: readonly string[]) =>
  new ProjectError('UNKNOWN_STATE', {
    place,
    what: `The definition has no state "${name}".`,
    fix: didYouMean(name, states),
  });
