import { DatabaseSync } from 'node:sqlite';
import { StoreTooNewError, StoreUnavailableError, StoreUnreadableError } from '../errors.ts';
import { SCHEMA_STEPS } from './schema.ts';

/** How long a write waits for another process that holds the file. */
const BUSY_TIMEOUT_MS = 2_000;
const CACHE_KIB = 8 * 1024;
/** The write-ahead log is folded in when it has 16 MiB: rarely enough not to show in throughput. */
const CHECKPOINT_PAGES = 4_000;

/** Primary result codes, https://sqlite.org/rescode.html */
const NOT_A_DATABASE = 26;
const CORRUPT = 11;

export type DatabaseOptions = {
  /** Refuses to grow the file beyond: a full disk comes earlier otherwise. */
  readonly maxPages?: number;
};

/** Opens and, if new, lays out the file. FULL: what is committed survives a power cut, not only a crash. */
export function openDatabase(file: string, options: DatabaseOptions = {}): DatabaseSync {
  return translated(file, () => {
    const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    try {
      database.exec(
        `pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}; pragma cache_size = -${CACHE_KIB};`,
      );
      if (options.maxPages !== undefined) database.exec(`pragma max_page_count = ${Math.floor(options.maxPages)}`);
      bringUpToDate(database, file);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  });
}

function bringUpToDate(database: DatabaseSync, file: string): void {
  const version = Number(database.prepare('pragma user_version').get()?.user_version);
  const latest = SCHEMA_STEPS.length;
  if (version > latest) throw new StoreTooNewError(file, version, latest);
  if (version === latest) return;
  const missing = SCHEMA_STEPS.slice(version).join('');
  transact(database, () => database.exec(`${missing} pragma user_version = ${latest}`));
}

export function transact<T>(database: DatabaseSync, work: () => T): T {
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    // SQLite has already rolled back where the disk is full.
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

/** Gives SQLite's errors their meaning for the engine. */
export function translated<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = resultCode(error);
    if (code === null) throw error;
    const trouble = `${file}: ${(error as Error).message}`;
    if (code === NOT_A_DATABASE || code === CORRUPT) throw new StoreUnreadableError(trouble, { cause: error });
    throw new StoreUnavailableError(trouble, { cause: error });
  }
}

/** The low byte of an extended code is the primary one. */
function resultCode(error: unknown): number | null {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return null;
  return error.errcode & 0xff;
}
