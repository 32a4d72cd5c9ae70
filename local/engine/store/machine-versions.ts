/** A revision that was published under a number. */
export type VersionRow = {
  readonly machine: number;
  /** Counts from 1; one that is removed is never used again. */
  readonly number: number;
  readonly revision: number;
  readonly description: string;
  readonly createdAt: number;
};

export type NewVersion = Omit<VersionRow, 'machine' | 'number'>;

/** Keeps what was published of state machines. Durable on return; every method throws `StoreUnavailableError`. */
export interface MachineVersions {
  /** Gives it the next number. */
  publish(machine: number, version: NewVersion): VersionRow;
  /** Null for one that is removed. */
  find(machine: number, number: number): VersionRow | null;
  /** Not removed, newest first. */
  list(machine: number): readonly VersionRow[];
  remove(machine: number, number: number): void;
}

/** How many of a hundred executions go to the version. */
export type Route = { readonly version: number; readonly weight: number };

export type AliasRow = {
  readonly machine: number;
  readonly name: string;
  readonly description: string;
  readonly routes: readonly Route[];
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** Keeps the names that stand for versions. Durable on return; every method throws `StoreUnavailableError`. */
export interface MachineAliases {
  /** Adds it, or takes the place of the one of that name. */
  put(alias: AliasRow): void;
  find(machine: number, name: string): AliasRow | null;
  /** By name. */
  list(machine: number): readonly AliasRow[];
  remove(machine: number, name: string): void;
}
