import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { GeneratedFiles } from './generated-files.ts';

/** Paths of files in `folder` that are not as they were generated: missing, changed, or no longer generated. */
export async function staleFiles(folder: string, files: GeneratedFiles): Promise<readonly string[]> {
  const found = await filesUnder(folder);
  const changed = await Promise.all(
    [...files].map(async ([path, text]) => {
      const fresh = found.includes(path) && (await readFile(join(folder, path), 'utf8')) === text;
      return fresh ? [] : [path];
    }),
  );
  return [...changed.flat(), ...found.filter((path) => !files.has(path))].sort();
}

/** Writes the files that are stale and removes those that are no longer generated; returns their paths. */
export async function writeGenerated(folder: string, files: GeneratedFiles): Promise<readonly string[]> {
  const stale = await staleFiles(folder, files);
  for (const path of stale) {
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
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== '.gitkeep')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
