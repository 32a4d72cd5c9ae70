import { existsSync, type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

/** What functions are made of. */
const SOURCE_FOLDERS = ['functions', 'shared', 'generated'];

/** Editors write a file in several steps, and `baton generate` writes many. */
const QUIET_MS = 60;

/** Calls `onChange` once the project's sources have changed and then been quiet for a moment. */
export function watchSources(root: string, onChange: () => void): { close(): void } {
  let quiet: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(quiet);
    quiet = setTimeout(onChange, QUIET_MS);
  };
  const watchers: FSWatcher[] = SOURCE_FOLDERS.map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .map((folder) => watch(folder, { recursive: true }, changed));
  return {
    close() {
      clearTimeout(quiet);
      for (const watcher of watchers) watcher.close();
    },
  };
}
