/** Version of the tables below. A change gets a new version and a step that brings older files up to it. */
export const SCHEMA_VERSION = 1;

/** `committed` and `plans` belong to groups; offsets are the next ones to be read. */
export const SCHEMA = `
create table partitions (
  id integer primary key,
  topic text not null,
  topic_id text not null,
  partition integer not null,
  unique (topic, partition)
) strict;

create table records (
  partition integer not null,
  offset integer not null,
  timestamp integer not null,
  key blob,
  value blob,
  headers text,
  primary key (partition, offset)
) strict, without rowid;

create table committed (
  group_id text not null,
  partition integer not null,
  offset integer not null,
  primary key (group_id, partition)
) strict, without rowid;

create table plans (
  group_id text not null,
  topic_id text not null,
  partition integer not null,
  plan text not null,
  primary key (group_id, topic_id, partition)
) strict, without rowid;
`;
