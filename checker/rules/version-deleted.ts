import { contractOfFile } from './facts.ts';
import type { Rule } from './rule.ts';

export const versionDeleted: Rule = {
  category: 'history',
  severity: 'error',
  law: 'A version that was merged is not deleted.',
  why: 'Records that were written with it can be read no more, and its number would be given away twice.',
  fix: 'Put the file back; say "deprecated" in subject.yaml where nobody is to use it any more.',
  check: ({ history }) =>
    history === null
      ? []
      : history.deleted.flatMap((file) => {
          const contract = contractOfFile(file);
          return contract === null
            ? []
            : [{ place: { file }, what: `${contract}, which ${history.baseline} has, is gone.` }];
        }),
};
