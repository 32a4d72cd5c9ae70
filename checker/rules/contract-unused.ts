import { subjectOf } from '../../shared/contracts/index.ts';
import { subjectFile } from './facts.ts';
import type { Rule } from './rule.ts';

export const contractUnused: Rule = {
  category: 'project',
  severity: 'info',
  law: 'Each subject is used by a workflow, a function or another contract.',
  why: 'A contract that nothing checks is a promise that nobody keeps.',
  fix: 'Name a version of it in a manifest or a contract.ts, or say in its description who outside uses it.',
  check: ({ subjects, uses, mistakes, placeOf }) => {
    // A manifest or a function that cannot be read may name any of them.
    if (uses === null || mistakes.some(({ kind }) => kind === 'project')) return [];
    const referred = subjects.flatMap(({ versions }) => versions.flatMap(({ references }) => references));
    const used = new Set([...uses.map(({ id }) => id), ...referred].map(subjectOf));
    return subjects
      .filter(({ name }) => !used.has(name))
      .map((subject) => ({
        place: placeOf(subjectFile(subject), []),
        what: `Nothing in this project uses ${subject.name}.`,
      }));
  },
};
