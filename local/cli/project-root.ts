import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from './errors.ts';
import type { Terminal } from './terminal.ts';

/**
 * The folder that --root names, absolute. Throws `UsageError` where there is none, or where it has none of the folders
 * with which it is a project that the command has something to do with.
 */
export function projectRoot(
  root: string | undefined,
  marks: readonly ('workflows' | 'schemas')[],
  { directory }: Pick<Terminal, 'directory'>,
): string {
  const path = resolve(directory, root ?? '.');
  const advice = 'Run it in the folder of a project, or name one with --root DIR.';
  if (!isFolder(path)) throw new UsageError(`there is no folder ${path}`, { advice });
  if (marks.length === 0 || marks.some((mark) => isFolder(join(path, mark)))) return path;
  throw new UsageError(`${path} has no ${marks.map((mark) => `${mark}/`).join(' and no ')}`, { advice });
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
