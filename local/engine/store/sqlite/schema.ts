/**
 * `steps` is append-only: rows lie in commit order and a run's are found by walking back from the run's tail along
 * primary keys. A key or index by run would make every execution touch a page of its own in each group commit.
 */
const FIRST = `
create table machines (
  id integer primary key,
  arn text not null,
  name text not null,
  type text not null,
  created_at integer not null,
  revision integer not null,
  removed integer not null default 0,
  tags text not null default '{}'
) strict;
create unique index machines_by_arn on machines (arn) where removed = 0;

create table revisions (
  id integer primary key,
  machine integer not null,
  revision_id text,
  definition text not null,
  role_arn text not null,
  settings text not null,
  created_at integer not null
) strict;

create table runs (
  id integer primary key,
  machine integer not null,
  revision integer not null,
  arn text not null,
  name text not null,
  started_at integer not null,
  status text not null,
  stopped_at integer,
  tail integer not null
) strict;
create index runs_by_arn on runs (arn);
create index runs_by_machine on runs (machine);
create index runs_open on runs (status) where status = 'RUNNING';

create table inputs (run integer primary key, input text not null) strict;
create table results (run integer primary key, output text, error text, cause text) strict;
create table snapshots (run integer primary key, step integer not null, state text not null) strict;

create table steps (
  id integer primary key,
  previous integer,
  first_event integer not null,
  input text not null,
  history text not null
) strict;

create table timers (
  run integer not null,
  frame integer not null,
  timer text not null,
  turn integer not null,
  at integer not null,
  primary key (run, frame, timer)
) strict, without rowid;
create index timers_by_time on timers (at);
`;

/** Versions, aliases and activities. */
const SECOND = `
alter table runs add column version integer;
alter table runs add column alias text;

create table versions (
  machine integer not null,
  number integer not null,
  revision integer not null,
  description text not null,
  created_at integer not null,
  removed integer not null default 0,
  primary key (machine, number)
) strict, without rowid;

create table aliases (
  machine integer not null,
  name text not null,
  description text not null,
  routes text not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (machine, name)
) strict, without rowid;

create table activities (
  arn text primary key,
  name text not null,
  created_at integer not null,
  tags text not null
) strict, without rowid;
`;

/** Child executions of map runs. */
const THIRD = `
alter table runs add column map_run text;
create index runs_by_map_run on runs (map_run) where map_run is not null;
`;

/** Map runs, and how many items their children have. */
const FOURTH = `
alter table runs add column item_count integer;

create table map_runs (
  id integer primary key,
  arn text not null unique,
  run integer not null,
  frame integer not null,
  turn integer not null,
  started_at integer not null,
  status text not null,
  stopped_at integer,
  item_count integer not null,
  child_count integer,
  max_concurrency integer not null,
  tolerated_failure_count integer,
  tolerated_failure_percentage real
) strict;
create index map_runs_by_run on map_runs (run);
`;

/** Executions that were redriven. */
const FIFTH = `
alter table runs add column redrive_count integer not null default 0;
alter table runs add column redriven_at integer;
alter table map_runs add column redrive_count integer not null default 0;
alter table map_runs add column redriven_at integer;
`;

/** What executions were traced by. */
const SIXTH = `
alter table runs add column trace_header text;
`;

/** A file of version n has had the first n steps; a change of the tables is a further step. */
export const SCHEMA_STEPS: readonly string[] = [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH];
