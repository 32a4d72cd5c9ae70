import { fileOf, stepsOf } from './facts.ts';
import type { Rule } from './rule.ts';

export const jsonFormChanged: Rule = {
  category: 'compatibility',
  severity: 'error',
  law: 'The JSON form of what two versions have in common is the same.',
  why: 'Avro reads the one as the other, but workflows and functions see its JSON, and would meet another.',
  fix: 'Keep the form: add a field of another name, or begin a new subject.',
  check: ({ comparisons, placeOf }) =>
    comparisons.flatMap(({ older, newer, formChanges }) =>
      formChanges.map((change) => ({
        place: placeOf(fileOf(newer), stepsOf(change.newer.pointer)),
        what: change.what,
        change: { old: `${change.older.says} in ${older.id}`, new: `${change.newer.says} in ${newer.id}` },
        // What was a string is one still, and Avro allows it by name.
        ...(change.kind === 'encoding' && { severity: 'warning' as const }),
      })),
    ),
};
