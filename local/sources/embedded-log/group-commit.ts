import type { DatabaseSync } from 'node:sqlite';
import { LogClosedError } from '../errors.ts';
import { translated } from './database.ts';

type Write = { readonly work: () => void; readonly resolve: () => void; readonly reject: (reason: unknown) => void };

/**
 * Writes that come in one turn of the event loop share one transaction, and so one sync of the disk. They stand or fall
 * together: a work must not throw but for the disk's sake.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #file: string;
  #waiting: Write[] = [];
  #closed = false;

  constructor(database: DatabaseSync, file: string) {
    this.#database = database;
    this.#file = file;
  }

  /** Resolves once the work is safe. Rejects with `LogUnavailableError`; nothing of it was kept then. */
  write(work: () => void): Promise<void> {
    if (this.#closed) return Promise.reject(new LogClosedError());
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#flush());
      this.#waiting.push({ work, resolve, reject });
    });
  }

  /** What was asked for before is still written. */
  close(): void {
    this.#flush();
    this.#closed = true;
  }

  #flush(): void {
    const writes = this.#waiting;
    this.#waiting = [];
    if (writes.length === 0) return;
    try {
      translated(this.#file, () => this.#transact(writes));
    } catch (error) {
      for (const { reject } of writes) reject(error);
      return;
    }
    for (const { resolve } of writes) resolve();
  }

  #transact(writes: readonly Write[]): void {
    this.#database.exec('begin immediate');
    try {
      for (const { work } of writes) work();
      this.#database.exec('commit');
    } catch (error) {
      // SQLite has already rolled back where the disk is full.
      if (this.#database.isTransaction) this.#database.exec('rollback');
      throw error;
    }
  }
}
