import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ProjectError } from './errors.ts';

/**
 * The text of a file. Throws `ProjectError` where it cannot be read. Thousands of small ones are read in half the time
 * without promises.
 */
export async function readText(path: string, file: string): Promise<string> {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** The names of a folder's sub-folders, sorted; none where there is no such folder. */
export async function foldersIn(path: string, file: string): Promise<readonly string[]> {
  return (await entriesOf(path, file)).filter((entry) => isFolder(path, entry)).map(({ name }) => name);
}

/** The names of a folder's files, sorted; none where there is no such folder. A link that leads nowhere is one. */
export async function filesIn(path: string, file: string): Promise<readonly string[]> {
  return (await entriesOf(path, file)).filter((entry) => !isFolder(path, entry)).map(({ name }) => name);
}

const isFolder = (path: string, entry: Dirent): boolean =>
  entry.isSymbolicLink()
    ? (statSync(join(path, entry.name), { throwIfNoEntry: false })?.isDirectory() ?? false)
    : entry.isDirectory();

async function entriesOf(path: string, file: string): Promise<readonly Dirent[]> {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return [];
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): ProjectError {
  const reason = reasonOf(error);
  const [what, fix] = UNREADABLE[reason] ?? [`This cannot be read (${reason}).`, 'Make it a file that can be read.'];
  return new ProjectError('UNREADABLE', { place: { file }, what, fix, cause: error });
}

const UNREADABLE: Readonly<Record<string, readonly [what: string, fix: string]>> = {
  ENOENT: ['There is no such file.', 'Add the file, or remove what needs it.'],
  EACCES: ['You may not read this file.', 'Give yourself the right to read it.'],
  EISDIR: ['This is a folder.', 'Put a file in its place, or move it away.'],
};

const reasonOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code);
