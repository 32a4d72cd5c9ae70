import type { Facts, Mistake } from './facts.ts';
import type { Finding, Rule } from './rule.ts';

/** What the readers of schemas, projects and definitions have found: told here with all the rest. */
const told =
  (kind: Mistake['kind']): Rule['check'] =>
  ({ mistakes }: Facts): readonly Finding[] =>
    mistakes.filter((mistake) => mistake.kind === kind).map(({ place, what, fix }) => ({ place, what, fix }));

export const schemaInvalid: Rule = {
  category: 'schema',
  severity: 'error',
  law: 'A schema is one, in the language that its file says.',
  why: 'Nothing can be checked against it, and nothing generated from it.',
  fix: 'Correct the schema.',
  check: told('schema'),
};

export const projectMistaken: Rule = {
  category: 'project',
  severity: 'error',
  law: 'Manifests, subjects and functions say what they must, and name what there is.',
  why: 'The project cannot be run or deployed as it is.',
  fix: 'Correct the file.',
  check: told('project'),
};

export const definitionInvalid: Rule = {
  category: 'project',
  severity: 'error',
  law: 'A definition is one that AWS Step Functions takes.',
  why: 'Neither AWS nor the engine creates a state machine from it.',
  fix: 'Correct the definition.',
  check: told('definition'),
};
