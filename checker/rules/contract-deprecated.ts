import type { Subject } from '../../project/index.ts';
import { type ContractUse, fileOf } from './facts.ts';
import type { Rule } from './rule.ts';

export const contractDeprecated: Rule = {
  category: 'project',
  severity: 'error',
  law: 'Nobody uses a contract from the day on that it is deprecated.',
  why: 'Its owner will look after it no longer.',
  fix: 'Move to a version that is not deprecated, or ask the owner for another day in subject.yaml.',
  check: ({ subjects, uses, today }) => {
    const deprecated = new Map(
      subjects.flatMap(({ owner, versions }) =>
        versions.flatMap(({ id, deprecatedOn }) =>
          deprecatedOn === null ? [] : [[id, { owner, deprecatedOn }] as const],
        ),
      ),
    );
    return [...(uses ?? []), ...subjects.flatMap(usesOfNewest)].flatMap(({ id, user, place }) => {
      const found = deprecated.get(id);
      if (found === undefined) return [];
      const { owner, deprecatedOn } = found;
      const isOver = today >= deprecatedOn;
      return [
        {
          place,
          severity: isOver ? 'error' : 'warning',
          what: `${user} uses ${id}, which ${isOver ? 'has been' : 'will be'} deprecated ${isOver ? 'since' : 'from'} ${deprecatedOn}${isOver ? '' : ' on'}.`,
          why: `${owner} owns it and will look after it no longer.`,
        },
      ];
    });
  },
};

/** What the newest version of a subject refers to; what older ones do stays as it is. */
function usesOfNewest({ versions }: Subject): readonly ContractUse[] {
  const newest = versions.at(-1);
  if (newest === undefined) return [];
  return newest.references.map((id) => ({ id, user: `The schema of ${newest.id}`, place: { file: fileOf(newest) } }));
}
