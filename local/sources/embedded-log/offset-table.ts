import type { DatabaseSync } from 'node:sqlite';

/** The groups' committed offsets, by partition row. */
export class OffsetTable {
  readonly #select;
  readonly #upsert;

  constructor(database: DatabaseSync) {
    this.#select = database.prepare('select offset from committed where group_id = ? and partition = ?');
    this.#upsert = database.prepare('insert or replace into committed (group_id, partition, offset) values (?, ?, ?)');
  }

  /** 0, the earliest, where the group has committed nothing. */
  get(group: string, row: number): number {
    return Number(this.#select.get(group, row)?.offset ?? 0);
  }

  set(group: string, row: number, offset: number): void {
    this.#upsert.run(group, row, offset);
  }
}
