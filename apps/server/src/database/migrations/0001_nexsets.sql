-- Names and values of records are kept as json, not jsonb: that takes every string, one with NUL too.

-- A named, append-only log of records. One row a Nexset; the records lie in nexset_chunk.
create table nexset (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('file', 'webhook', 'api', 'sample', 'responses')),
  source_label text not null,
  -- The seq of the newest record; there are no gaps, so also their number. Appends lock this row.
  record_count int8 not null default 0,
  -- As the records came in, and as they lie on disk.
  bytes int8 not null default 0,
  stored_bytes int8 not null default 0,
  problem_count int8 not null default 0,
  -- [{ name, type }] in order of first appearance: what the records up to profiled_seq show.
  attributes json not null default '[]',
  profiled_seq int8 not null default 0,
  -- Small chunks at the end of the log, which the next appends put together.
  small_chunks int4 not null default 0,
  -- The newest version in nexset_types; 0 while nobody changed a type.
  types_version int4 not null default 0,
  last_arrival_at timestamptz,
  created_at timestamptz not null default now()
) with (fillfactor = 70);
create index nexset_newest on nexset (created_at, id);

-- Attribute types that a person set, version by version, so that any past reading can be repeated.
create table nexset_types (
  nexset_id uuid not null references nexset (id) on delete cascade,
  version int4 not null,
  -- { attribute: type }: all overrides of this version.
  overrides json not null,
  created_at timestamptz not null default now(),
  primary key (nexset_id, version)
);

-- What is counted of each attribute, in a form that later records are added to.
create table nexset_profile (
  nexset_id uuid primary key references nexset (id) on delete cascade,
  attributes json not null
);

-- Where records came from.
create table nexset_source (
  id uuid primary key,
  nexset_id uuid not null,
  kind text not null check (kind in ('file', 'webhook', 'api', 'sample', 'responses')),
  name text not null,
  options json,
  -- { attribute: type } that the text of a CSV file is read by. Fixed once the file is in, so reading never changes.
  types json not null default '{}',
  -- SHA-256 of the file as it was sent: whole, and of its first 64 KiB.
  content_hash bytea,
  head_hash bytea,
  bytes int8 not null default 0,
  record_count int8 not null default 0,
  problem_count int8 not null default 0,
  first_seq int8,
  last_seq int8,
  created_at timestamptz not null default now(),
  last_arrival_at timestamptz,
  constraint nexset_source_nexset foreign key (nexset_id) references nexset (id) on delete cascade deferrable initially deferred
) with (fillfactor = 70);
create index nexset_source_nexset on nexset_source (nexset_id, created_at);
create index nexset_source_content on nexset_source (content_hash) where content_hash is not null;
create index nexset_source_head on nexset_source (head_hash) where head_hash is not null;

-- About 1,000 records or 1 MB each: NDJSON, zstd. Found by their last seq, which stays when small ones are put together.
-- A file is read in under the id of its source and joins its Nexset as its transaction ends.
create table nexset_chunk (
  nexset_id uuid not null,
  last_seq int8 not null,
  first_seq int8 not null,
  source_id uuid not null,
  body bytea not null,
  primary key (nexset_id, last_seq),
  constraint nexset_chunk_nexset foreign key (nexset_id) references nexset (id) on delete cascade deferrable initially deferred
);
alter table nexset_chunk alter column body set storage external;

-- What was wrong with which line of a file.
create table nexset_problem (
  id int8 primary key generated always as identity,
  source_id uuid not null references nexset_source (id) on delete cascade,
  line int8 not null,
  code text not null,
  message text not null,
  raw text
);
create index nexset_problem_source on nexset_problem (source_id, id);

-- A key that records may be pushed with. Only the key's SHA-256 is kept.
create table webhook (
  id uuid primary key,
  nexset_id uuid not null references nexset (id) on delete cascade,
  source_id uuid not null references nexset_source (id) on delete cascade,
  key_hash bytea not null unique,
  key_hint text not null,
  created_at timestamptz not null default now(),
  last_arrival_at timestamptz
);
create index webhook_nexset on webhook (nexset_id, created_at);
