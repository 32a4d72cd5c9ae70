import type { Store } from '../store.ts';
import type { DatabaseOptions } from './database.ts';
import { openDatabase } from './database.ts';
import { sqliteMachines, sqliteTags } from './sqlite-machines.ts';
import { sqliteRuns } from './sqlite-runs.ts';

/** Opens the engine's data file. Throws `StoreTooNewError`, `StoreUnreadableError`, `StoreUnavailableError`. */
export function openSqliteStore(file: string, options: DatabaseOptions = {}): Store {
  const database = openDatabase(file, options);
  const runs = sqliteRuns(database, file);
  return {
    runs,
    log: runs,
    machines: sqliteMachines(database, file),
    tags: sqliteTags(database, file),
    close: () => database.close(),
  };
}
