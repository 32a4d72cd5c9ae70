import type { Subject } from '../../project/index.ts';
import { contractOfFile, type Facts, fileOf } from './facts.ts';
import { eachSubject, type Finding, type Rule } from './rule.ts';

export const versionGap: Rule = {
  category: 'history',
  severity: 'error',
  law: 'Versions are numbered 1, 2, 3 …',
  why: 'A number that is left out is taken for a version that was lost.',
  fix: 'Number the version next to the one before it.',
  check: eachSubject((subject, facts) => {
    const numbers = numbersOf(subject, facts);
    return subject.versions.flatMap((version): readonly Finding[] => {
      const before = Math.max(0, ...numbers.filter((number) => number < version.version));
      if (before === version.version - 1) return [];
      const what = before === 0 ? 'nothing comes before it' : `${subject.name}@${before} comes before it`;
      return [{ place: { file: fileOf(version) }, what: `This is version ${version.version}, but ${what}.` }];
    });
  }),
};

/** Those of versions that could not be read are taken all the same. */
function numbersOf({ name, versions }: Subject, { mistakes }: Facts): readonly number[] {
  const unread = mistakes.flatMap(({ place }) => {
    const [subject, number] = contractOfFile(place.file)?.split('@') ?? [];
    return subject === name ? [Number(number)] : [];
  });
  return [...versions.map(({ version }) => version), ...unread];
}
