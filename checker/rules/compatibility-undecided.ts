import { fileOf, stepsOf } from './facts.ts';
import { dutyOf } from './incompatible.ts';
import type { Rule } from './rule.ts';

export const compatibilityUndecided: Rule = {
  category: 'compatibility',
  severity: 'warning',
  law: 'It can be decided whether a version is compatible.',
  why: 'Neither a proof that the versions are compatible nor a document that breaks them was found.',
  fix: 'Compare the two by hand, or write the keyword that stands in the way in a simpler way.',
  check: ({ comparisons, placeOf }) =>
    comparisons.flatMap((comparison) => {
      const { answer, older, newer, direction } = comparison;
      if (answer.verdict !== 'undecided') return [];
      const isOlder = (answer.schema === 'writer') === (direction === 'backward');
      return [
        {
          place: placeOf(fileOf(isOlder ? older : newer), stepsOf(answer.pointer)),
          what: `Whether ${newer.id} and ${older.id} are compatible is not decided: ${answer.reason.replace(/\.$/, '')}.`,
          why: `${dutyOf(comparison)} Neither a proof nor a document that breaks it was found.`,
        },
      ];
    }),
};
