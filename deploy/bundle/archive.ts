import { unzipSync, zipSync } from 'fflate';

/** Files by their path in the zip. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** The zip format's first day: a zip's bytes must follow from its files alone, so that no change deploys nothing. */
const MODIFIED = new Date(1980, 0, 1);

export function archive(files: Files): Uint8Array {
  return zipSync({ ...files }, { level: 9, mtime: MODIFIED });
}

export function unarchive(zip: Uint8Array): Files {
  return unzipSync(zip);
}
