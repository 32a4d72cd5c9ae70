import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { GeneratedFiles } from './generated-files.ts';

/** A file that is not as it was generated, and how: not there, other than it should be, or there for no reason. */
export type StaleFile = { readonly path: string; readonly state: 'missing' | 'changed' | 'left over' };

/** Files in `folder` that are not as they were generated, by path. */
export async function staleFiles(folder: string, files: GeneratedFiles): Promise<readonly StaleFile[]> {
  const found = await filesUnder(folder);
  const stale: StaleFile[] = found.filter((path) => !files.has(path)).map((path) => ({ path, state: 'left over' }));
  for (const [path, text] of files) {
    if (!found.includes(path)) stale.push({ path, state: 'missing' });
    else if ((await readFile(join(folder, path), 'utf8')) !== text) stale.push({ path, state: 'changed' });
  }
  return stale.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Writes the files that are stale and removes those that are no longer generated; returns them as they were. */
export async function writeGenerated(folder: string, files: GeneratedFiles): Promise<readonly StaleFile[]> {
  const stale = await staleFiles(folder, files);
  for (const { path } of stale) {
    const text = files.get(path);
    if (text === undefined) {
      await rm(join(folder, path));
      continue;
    }
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return stale;
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== '.gitkeep')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
