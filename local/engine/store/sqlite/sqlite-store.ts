import type { Store } from '../store.ts';
import type { DatabaseOptions } from './database.ts';
import { openDatabase } from './database.ts';
import { sqliteActivities } from './sqlite-activities.ts';
import { sqliteMachines, sqliteTags } from './sqlite-machines.ts';
import { sqliteMapRuns } from './sqlite-map-runs.ts';
import { sqliteRuns } from './sqlite-runs.ts';
import { sqliteAliases, sqliteVersions } from './sqlite-versions.ts';

/** Opens the engine's data file. Throws `StoreTooNewError`, `StoreUnreadableError`, `StoreUnavailableError`. */
export function openSqliteStore(file: string, options: DatabaseOptions = {}): Store {
  const database = openDatabase(file, options);
  const runs = sqliteRuns(database, file);
  return {
    runs,
    log: runs,
    mapRuns: sqliteMapRuns(database, file),
    machines: sqliteMachines(database, file),
    versions: sqliteVersions(database, file),
    aliases: sqliteAliases(database, file),
    tags: sqliteTags(database, file),
    activities: sqliteActivities(database, file),
    close: () => database.close(),
  };
}
