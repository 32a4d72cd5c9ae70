import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** What is read of a recorded case: the runner reads the rest. */
export type RecordedCase = { readonly id: string; readonly mock?: unknown };

/** The folder, or null where no cases lie in it. */
export function findCases(folder: string | undefined): string | null {
  return folder !== undefined && existsSync(join(folder, 'run.mjs')) ? resolve(folder) : null;
}

export async function readCases(folder: string): Promise<readonly RecordedCase[]> {
  return (await caseTexts(folder)).flatMap((text) => JSON.parse(text) as readonly RecordedCase[]);
}

/** Tells one set of recordings from another. */
export async function fingerprintOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const text of await caseTexts(folder)) hash.update(text);
  return hash.digest('hex').slice(0, 12);
}

async function caseTexts(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}
