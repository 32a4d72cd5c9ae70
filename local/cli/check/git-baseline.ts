import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ChangedFile, History } from '../../../checker/index.ts';
import { CommandError } from '../errors.ts';

/** What the schemas are compared with, or why there is nothing. */
export type Baseline =
  | { readonly history: History; readonly note: null }
  | { readonly history: null; readonly note: string };

const DEFAULT_REFS = ['main', 'origin/main'] as const;

/** Each is a process, and somebody may have changed thousands of files. */
const GITS_AT_ONCE = 8;

/** More than any `git diff --name-status` of schemas says. */
const MAX_OUTPUT_BYTES = 64 * 2 ** 20;

/**
 * What git has of schemas/ at the point where this checkout left `against`: what others merged there since is no change
 * of ours. Throws `CommandError` where a reference that was asked for is not there.
 */
export async function readBaseline(root: string, against: string | undefined): Promise<Baseline> {
  const git = gitIn(root);
  if ((await git('rev-parse', '--is-inside-work-tree')) === null) {
    if (against !== undefined) throw noBaseline(against, 'this is no git repository');
    return { history: null, note: 'No git repository: whether versions that were merged have changed is not checked.' };
  }
  const ref = against ?? (await defaultRef(git));
  if (ref === null) {
    return {
      history: null,
      note: 'There is neither main nor origin/main: whether versions that were merged have changed is not checked. Say --against REF.',
    };
  }
  if ((await git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`)) === null) {
    throw noBaseline(ref, 'git knows no such commit');
  }
  const base = (await git('merge-base', ref, 'HEAD'))?.trim() ?? ref;
  return { history: await readHistory(git, root, ref, base), note: null };
}

type Git = (...words: readonly string[]) => Promise<string | null>;

/** Runs git in a folder; null where it fails. */
const gitIn =
  (root: string): Git =>
  async (...words) => {
    try {
      const { stdout } = await promisify(execFile)('git', ['-C', root, ...words], { maxBuffer: MAX_OUTPUT_BYTES });
      return stdout;
    } catch {
      return null;
    }
  };

/** On main itself the commits that are not pushed yet are ours. */
async function defaultRef(git: Git): Promise<string | null> {
  const head = await git('rev-parse', 'HEAD');
  const commits = await Promise.all(
    DEFAULT_REFS.map((ref) => git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`)),
  );
  const known = DEFAULT_REFS.filter((_, index) => commits[index] !== null);
  return DEFAULT_REFS.find((_, index) => commits[index] !== null && commits[index] !== head) ?? known[0] ?? null;
}

async function readHistory(git: Git, root: string, baseline: string, base: string): Promise<History> {
  const listed = await git('diff', '--name-status', '--no-renames', '--relative', '-z', base, '--', 'schemas');
  const words = (listed ?? '').split('\0');
  const files = { M: [] as string[], D: [] as string[] };
  for (let at = 0; at + 1 < words.length; at += 2) {
    const status = words[at];
    if (status === 'M' || status === 'D') files[status].push(String(words[at + 1]));
  }
  const readChange = async (file: string): Promise<ChangedFile> => ({
    file,
    was: (await git('show', `${base}:./${file}`)) ?? '',
    is: await readFile(join(root, file), 'utf8'),
  });
  const changed: ChangedFile[] = [];
  for (let at = 0; at < files.M.length; at += GITS_AT_ONCE) {
    changed.push(...(await Promise.all(files.M.slice(at, at + GITS_AT_ONCE).map(readChange))));
  }
  return { baseline, changed, deleted: files.D };
}

const noBaseline = (ref: string, why: string): CommandError =>
  new CommandError(`nothing to compare with ${ref}: ${why}`, {
    advice: 'Say --against with a branch, a tag or a commit that is there; in CI, fetch it first (fetch-depth: 0).',
  });
