import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  DataDirectoryBusyError,
  LogUnavailableError,
  NewerDataError,
  SourceError,
  UnreadableDataError,
} from '../errors.ts';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

const CACHE_KIB = 16 * 1024;

/** Primary result codes, https://sqlite.org/rescode.html */
const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

export type DatabaseOptions = {
  /** Refuses to grow the file beyond: a full disk comes earlier otherwise. */
  readonly maxPages?: number;
};

/**
 * Opens and, if new, lays out the file. FULL: what is committed survives a power cut, not only a crash. One connection
 * has the file to itself until it ends, however it ends.
 */
export function openDatabase(file: string, options: DatabaseOptions = {}): DatabaseSync {
  return translated(file, () => {
    const database = new DatabaseSync(file, { timeout: 0 });
    try {
      database.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full;');
      database.exec(`pragma cache_size = -${CACHE_KIB}`);
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
  if (version > SCHEMA_VERSION) throw new NewerDataError(file, version, SCHEMA_VERSION);
  if (version === SCHEMA_VERSION) return;
  database.exec(`begin immediate; ${SCHEMA} pragma user_version = ${SCHEMA_VERSION}; commit`);
}

/** Gives SQLite's errors their meaning for a log. */
export function translated<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translate(file, error);
  }
}

function translate(file: string, error: unknown): unknown {
  if (error instanceof SourceError || !(error instanceof Error)) return error;
  const code = resultCode(error);
  if (code === null) return error;
  if (code === BUSY) return new DataDirectoryBusyError(dirname(file), { cause: error });
  if (code === CORRUPT || code === NOT_A_DATABASE)
    return new UnreadableDataError(file, error.message, { cause: error });
  return new LogUnavailableError(file, error.message, { cause: error });
}

/** The low byte of an extended code is the primary one. */
function resultCode(error: Error): number | null {
  return 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}
