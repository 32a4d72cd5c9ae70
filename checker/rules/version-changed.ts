import { type ChangedFile, contractOfFile } from './facts.ts';
import type { Finding, Rule } from './rule.ts';

export const versionChanged: Rule = {
  category: 'history',
  severity: 'error',
  law: 'A version stays as it was merged, byte for byte.',
  why: 'Records are written with it and functions are deployed with it: they know it by its number.',
  fix: 'Put the old text back, and write the change as the next version: baton schema new SUBJECT.',
  check: ({ history }) =>
    history === null
      ? []
      : history.changed.flatMap((changed) => {
          const contract = contractOfFile(changed.file);
          return contract === null ? [] : [findingOf(changed, `${contract} is not what it is on ${history.baseline}.`)];
        }),
};

/** Tells the first line that is another. */
function findingOf({ file, was, is }: ChangedFile, what: string): Finding {
  const [old, now] = [was.split('\n'), is.split('\n')];
  const index = now.findIndex((line, at) => line !== old[at]);
  const at = index === -1 ? now.length : index;
  return {
    place: { file, line: at + 1, column: 1 },
    what,
    change: { old: lineOf(old, at), new: lineOf(now, at) },
  };
}

const lineOf = (lines: readonly string[], at: number): string => lines[at]?.trim() || 'nothing';
