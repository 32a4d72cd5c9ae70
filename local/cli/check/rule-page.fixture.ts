/**
 * Runs the example of a rule's page. The files of the example are the JSON, YAML and TypeScript blocks, each after a
 * line that names it: "`schemas/a/1.avsc`:"; "On main, `…`:" is what git has, "`…` is deleted." what is gone.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runCaptured } from '../run-captured.fixture.ts';

export type RulePage = {
  readonly title: string;
  /** Files by path; null for one that is deleted. */
  readonly merged: ReadonlyMap<string, string>;
  readonly written: ReadonlyMap<string, string | null>;
  /** The words of the command that is run, without `npx baton`. */
  readonly command: readonly string[];
  readonly output: string;
};

const FILE = /^(On main, )?`([^`]+)`:\n\n```(?:json|yaml|ts)\n(.*?)^```$/gms;
const DELETED = /^`([^`]+)` is deleted\.$/gm;

export function parseRulePage(markdown: string): RulePage {
  const files = [...markdown.matchAll(FILE)].map(([, main, path = '', text = '']) => ({ main, path, text }));
  const entries = (ofMain: boolean) =>
    files.filter(({ main }) => (main !== undefined) === ofMain).map(({ path, text }) => [path, text] as const);
  const deleted = [...markdown.matchAll(DELETED)].map(([, path = '']) => [path, null] as const);
  return {
    title: /^# (.*)$/m.exec(markdown)?.[1] ?? '',
    merged: new Map(entries(true)),
    written: new Map<string, string | null>([...entries(false), ...deleted]),
    command: (/^```sh\nnpx baton (.*)\n```$/m.exec(markdown)?.[1] ?? '').split(' '),
    output: /^```text\n(.*?)^```$/ms.exec(markdown)?.[1] ?? '',
  };
}

const NODE_MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** What the page's command prints of the page's files, and how it exits. */
export async function runRulePage({ merged, written, command }: RulePage) {
  const root = await mkdtemp(join(tmpdir(), 'baton-rule-'));
  try {
    await symlink(NODE_MODULES, join(root, 'node_modules'));
    await writeAll(root, merged);
    if (merged.size > 0) await commitAll(root);
    await writeAll(root, written);
    return await runCaptured(command, root);
  } finally {
    await rm(root, { recursive: true });
  }
}

async function writeAll(root: string, files: RulePage['written']): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await (text === null ? rm(join(root, path)) : writeFile(join(root, path), text));
  }
}

async function commitAll(root: string): Promise<void> {
  const git = (...words: readonly string[]) => promisify(execFile)('git', ['-C', root, ...words]);
  await git('init', '--quiet', '--initial-branch', 'main');
  await git('add', 'schemas');
  const author = ['-c', 'user.name=someone', '-c', 'user.email=someone@example.com'];
  await git(...author, 'commit', '--quiet', '--message', 'Add schemas');
}
