import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LogUnavailableError } from '../errors.ts';
import { translated } from './database.ts';

export type DataDirectoryLock = { release(): void };

/**
 * Makes the directory if need be and takes it for this process, by a lock of the operating system's: the end of the
 * process, even by `kill -9`, releases it. Throws `DataDirectoryBusyError`, `LogUnavailableError`.
 */
export function lockDataDirectory(directory: string): DataDirectoryLock {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw unusable(directory, error);
  }
  const file = join(directory, 'lock.db');
  const database = translated(file, () => new DatabaseSync(file, { timeout: 0 }));
  try {
    translated(file, () => database.exec('pragma journal_mode = delete; begin exclusive'));
  } catch (error) {
    database.close();
    throw error;
  }
  return { release: () => database.close() };
}

function unusable(directory: string, cause: unknown): LogUnavailableError {
  return new LogUnavailableError(directory, cause instanceof Error ? cause.message : String(cause), { cause });
}
