-- The records that a replay is to send again, and what became of each of them by it.
create table replay_record (
  run_id uuid not null references run (id) on delete cascade,
  seq int4 not null,
  -- The record as a person edited it for this replay; null: as it stands in the Nexset. `json`, so that its digits and
  -- the order of its keys stay as they came.
  data json,
  -- Null: still to be sent. `skipped`: it wasn't in quarantine any more when its turn came.
  outcome text check (outcome in ('sent', 'rejected', 'invalid', 'unknown', 'skipped')),
  primary key (run_id, seq)
);
create index replay_record_open on replay_record (run_id, seq) where outcome is null;

alter table run drop column selection;
-- Of a replay: as it was asked for. What it came to are its records.
alter table run add column asked jsonb;
-- Of a replay: the leave given for what can't be undone, for this version of the destination only.
alter table run add column approved_version int4;
create index run_replaying on run (destination_id, number) where state = 'running' and kind = 'replay';

-- Quarantined records that a person gave up; each has an open row of outcome `skipped` until that is undone.
create table dismissal (
  id uuid primary key,
  destination_id uuid not null references destination (id) on delete cascade,
  pass int4 not null,
  -- As it was asked for.
  asked jsonb not null,
  record_count int4 not null,
  at timestamptz not null default now(),
  undone_at timestamptz
);
create index dismissal_by_destination on dismissal (destination_id, id desc);

alter table quarantine_record
  add column dismissal_id uuid references dismissal (id) on delete set null,
  -- Of a dismissed record: the row that was its newest word before, and is again when the dismissal is undone.
  add column replaces uuid;
create index quarantine_record_by_dismissal on quarantine_record (dismissal_id) where dismissal_id is not null;
