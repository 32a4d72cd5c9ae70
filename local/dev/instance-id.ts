import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * By what a data directory is known to a cluster, made when it is first asked for: what a killed process left unfinished
 * is taken up at once by the next one on the directory, and by nobody else's. To be called with the directory's lock.
 */
export function instanceId(dataDirectory: string): string {
  const file = join(dataDirectory, 'instance-id');
  const kept = readIfThere(file);
  if (kept !== '') return kept;
  const made = `baton-${randomUUID()}`;
  writeFileSync(file, `${made}\n`, { flush: true });
  return made;
}

/** Empty where there is none yet, or the process died as it wrote it. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
