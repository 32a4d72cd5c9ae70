import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import avsc from 'avsc';

/** A row of an object container file, as far as tests look at it. */
export type StoredRow = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly id: string;
};
export type Summary = { readonly received: number; readonly stored: number; readonly deadLettered: number };

/** All rows of the object container files in a data directory, read with avsc. */
export async function readStoredRows(data: string): Promise<readonly StoredRow[]> {
  const files = await readObjects(data, 'measured');
  const rows = files.map((file) => {
    const decoder = new avsc.streams.BlockDecoder();
    decoder.end(file);
    return decoder.toArray() as Promise<StoredRow[]>;
  });
  return (await Promise.all(rows)).flat();
}

/** What the summaries beside them add up to. */
export async function addUpSummaries(data: string): Promise<Summary> {
  const files = await readObjects(data, 'summaries');
  const summaries = files.map((file) => JSON.parse(file.toString('utf8')) as Summary);
  const sum = (of: keyof Summary): number => summaries.reduce((total, summary) => total + summary[of], 0);
  return { received: sum('received'), stored: sum('stored'), deadLettered: sum('deadLettered') };
}

async function readObjects(data: string, folder: string): Promise<readonly Buffer[]> {
  const entries = await readdir(join(data, 'buckets/quakes', folder), { recursive: true, withFileTypes: true });
  return Promise.all(
    entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => readFile(join(parentPath, name))),
  );
}
