import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SchemaFolder } from './import-subjects.ts';

/** schemas/ of the project at `root`. */
export const schemaFolder = (root: string): SchemaFolder => ({
  read: (file) =>
    readFile(join(root, 'schemas', file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    }),
  write: async (file, text) => {
    const path = join(root, 'schemas', file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  },
});
