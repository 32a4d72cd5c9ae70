import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { NewerDataError, UnreadableDataError } from '../sources/index.ts';

const SCHEMA_VERSION = 1;

/**
 * `fates`: what became of records; a row of a batch stands for its offsets from `first` to `last`.
 * `sample_sets`: `ends` holds where the topics ended before the set was sent, as JSON. `samples`: where its lines lie.
 */
const SCHEMA = `
create table fates (
  topic text not null,
  partition integer not null,
  first integer not null,
  last integer not null,
  outcome text not null,
  workflow text not null,
  execution text,
  error_class text,
  reason text,
  primary key (topic, partition, first)
) strict, without rowid;
create index fates_by_execution on fates (workflow, execution);

create table sample_sets (
  name text primary key,
  ends text not null,
  sent integer not null
) strict, without rowid;

create table samples (
  set_name text not null,
  line integer not null,
  topic text not null,
  partition integer not null,
  offset integer not null,
  expect text not null,
  status text,
  reason text,
  primary key (set_name, line)
) strict, without rowid;
`;

/** Opens `dev.db`: what is known about records beside the log and the engine. Null keeps it in memory. */
export function openDevDatabase(directory: string | null): DatabaseSync {
  const file = directory === null ? ':memory:' : join(directory, 'dev.db');
  const database = new DatabaseSync(file);
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = normal;');
    bringUpToDate(database, file);
    return database;
  } catch (error) {
    database.close();
    if (error instanceof NewerDataError || !(error instanceof Error)) throw error;
    throw new UnreadableDataError(file, error.message, error);
  }
}

function bringUpToDate(database: DatabaseSync, file: string): void {
  const version = Number(database.prepare('pragma user_version').get()?.user_version);
  if (version > SCHEMA_VERSION) throw new NewerDataError(file, version, SCHEMA_VERSION);
  if (version === SCHEMA_VERSION) return;
  database.exec(`begin immediate; ${SCHEMA} pragma user_version = ${SCHEMA_VERSION}; commit`);
}

/** All or nothing. */
export function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('begin immediate');
  try {
    work();
    database.exec('commit');
  } catch (error) {
    database.exec('rollback');
    throw error;
  }
}
