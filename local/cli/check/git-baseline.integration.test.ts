import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBaseline } from './git-baseline.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'baton-git-'));
  await git('init', '--quiet', '--initial-branch', 'main');
});
afterEach(() => rm(root, { recursive: true }));

const AUTHOR = ['-c', 'user.name=someone', '-c', 'user.email=someone@example.com'];
const git = (...words: readonly string[]) => promisify(execFile)('git', ['-C', root, ...AUTHOR, ...words]);

async function commit(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'Change');
}

const V1 = 'schemas/a/1.avsc';
const V2 = 'schemas/a/2.avsc';

test('git baseline - tells what was changed and deleted, committed or not, and nothing that is new', async () => {
  await commit({ [V1]: '"int"', [V2]: '"long"', 'schemas/a/3.avsc': '"long"', 'other.txt': 'x' });
  await git('checkout', '--quiet', '-b', 'mine');
  await commit({ [V1]: '"string"', 'other.txt': 'y', 'schemas/a/4.avsc': '"long"' });
  await rm(join(root, V2));
  expect(await readBaseline(root, undefined)).toEqual({
    history: { baseline: 'main', changed: [{ file: V1, was: '"int"', is: '"string"' }], deleted: [V2] },
    note: null,
  });
});

test('git baseline - what others merged since is not ours', async () => {
  await commit({ [V1]: '"int"' });
  await git('checkout', '--quiet', '-b', 'mine');
  await commit({ 'mine.txt': '' });
  await git('checkout', '--quiet', 'main');
  await commit({ [V2]: '"long"' });
  await git('checkout', '--quiet', 'mine');
  expect((await readBaseline(root, 'main')).history).toEqual({ baseline: 'main', changed: [], deleted: [] });
});

test('git baseline - on main itself it is what was pushed', async () => {
  await commit({ [V1]: '"int"' });
  await git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  await commit({ [V1]: '"string"' });
  expect((await readBaseline(root, undefined)).history).toMatchObject({
    baseline: 'origin/main',
    changed: [{ file: V1 }],
  });
});

test('git baseline - a project may lie in a folder of the repository', async () => {
  await commit({ [`shop/${V1}`]: '"int"', [V1]: '"int"' });
  await writeFile(join(root, 'shop', V1), '"long"');
  await rm(join(root, V1));
  expect((await readBaseline(join(root, 'shop'), undefined)).history).toEqual({
    baseline: 'main',
    changed: [{ file: V1, was: '"int"', is: '"long"' }],
    deleted: [],
  });
});

test('git baseline - without a main branch there is none, which is said', async () => {
  await git('checkout', '--quiet', '-b', 'trunk');
  await commit({ [V1]: '"int"' });
  expect(await readBaseline(root, undefined)).toEqual({
    history: null,
    note: expect.stringMatching(/^There is neither main nor origin\/main: /),
  });
  expect((await readBaseline(root, 'trunk')).note).toBeNull();
});

test('git baseline - one that was asked for and is not there is an error', async () => {
  await commit({ [V1]: '"int"' });
  await expect(readBaseline(root, 'gone')).rejects.toThrow('nothing to compare with gone: git knows no such commit');
});
