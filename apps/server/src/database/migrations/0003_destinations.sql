-- A Nexset + credential + request configuration, with how far its delivery is. One row a destination; what changes
-- by an edit is kept version by version in destination_version.
create table destination (
  id uuid primary key,
  name text not null,
  connector text not null,
  nexset_id uuid not null references nexset (id),
  -- Of the newest version.
  credential_id uuid not null references credential (id),
  -- The newest version: grows by one with each edit.
  version int4 not null default 1,
  response_webhook boolean not null default false,
  -- The Nexset that takes what was asked and answered, and its source; kept when the webhook is switched off.
  response_nexset_id uuid references nexset (id),
  response_source_id uuid,
  state text not null default 'inactive' check (state in ('inactive', 'active', 'paused', 'held')),
  -- Why the engine stopped it: the contract's Hold, and `probes`: how many probes have failed so far.
  hold jsonb,
  -- Grows by one each time delivery starts again at the first record. Outcomes belong to a pass; those of earlier
  -- passes are history, and a record that the newest pass hasn't come to is pending.
  pass int4 not null default 1,
  -- Every record of the pass with seq <= cursor has an outcome, and these counts are of exactly those records. What
  -- is answered out of order above the cursor is filed at once, but counted only when the cursor comes past it.
  cursor int8 not null default 0,
  sent int8 not null default 0,
  rejected int8 not null default 0,
  invalid int8 not null default 0,
  skipped int8 not null default 0,
  unknown int8 not null default 0,
  -- Records above the cursor whose outcome is filed already.
  filed_ahead int4 not null default 0,
  -- Grows by one with each hand-out of a slice; every intent and outcome statement checks it.
  fence int8 not null default 0,
  -- Who took the newest slice.
  worker_id uuid,
  -- The newest filing of outcomes, so that one whose commit wasn't answered isn't filed twice.
  last_filing uuid,
  -- The leave given for what can't be undone: for this version only, for records of this range only. Null without.
  approval_version int4,
  approval_count int8,
  approval_from_seq int8,
  approval_to_seq int8,
  last_sent_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint destination_counts_every_record check (cursor = sent + rejected + invalid + skipped + unknown),
  constraint destination_holds_for_a_reason check ((state = 'held') = (hold is not null))
) with (fillfactor = 40);
create index destination_by_nexset on destination (nexset_id);
create index destination_by_credential on destination (credential_id);

-- What a destination was told to do, edit by edit. Attempts name the version that they used.
create table destination_version (
  destination_id uuid not null references destination (id) on delete cascade,
  version int4 not null,
  -- `json`, not `jsonb`: the digits of its numbers and the order of its keys stay as they came.
  request json not null,
  credential_id uuid not null,
  settings jsonb not null,
  created_at timestamptz not null default now(),
  primary key (destination_id, version)
);
