-- The master keys that secrets are sealed with, by the checksum of the key. The key itself is in no database.
create table master_key (
  id text primary key,
  -- A known text sealed with the key: proves at each start that the key is the right one.
  check_value bytea not null,
  created_at timestamptz not null default now()
);

-- A named secret for a connector, with its base URL and what its last check found.
create table credential (
  id uuid primary key,
  name text not null,
  connector text not null,
  kind text not null check (kind in ('api_key', 'oauth')),
  -- The secret goes to this origin and no other.
  base_url text not null,
  is_practice boolean not null default false,
  -- Sealed with a data key of its own, which is wrapped by the master key; bound to table, row and field.
  secret_sealed bytea not null,
  secret_key_id text not null references master_key (id),
  -- The last four characters of a long secret.
  secret_hint text,
  secret_updated_at timestamptz not null default now(),
  points_per_minute int4 not null,
  share_for_others int4 not null,
  in_flight int4 not null,
  check_status text not null default 'unchecked' check (check_status in ('ok', 'failed', 'unchecked')),
  checked_at timestamptz,
  -- { id, name, email } and { id, name }: of the last good check, also after a failed one.
  check_user jsonb,
  check_team jsonb,
  check_scopes text[] not null default '{}',
  check_missing text[] not null default '{}',
  check_problem text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Credentials that Sluice made by itself, once: one that was deleted since is not made again.
create table made_credential (
  name text primary key,
  credential_id uuid not null,
  made_at timestamptz not null default now()
);

-- The points of a team's minute, shared by all processes. Each takes a small lease at a time; `taken` are points of
-- this window that were leased, `used` those whose answers were reported since.
create table rate_budget (
  connector text not null,
  -- Origin and team id, or origin and credential while the team isn't known.
  team text not null,
  window_started_at timestamptz,
  -- Whether an answer has shown when the target's own window begins.
  is_window_seen boolean not null default false,
  taken int8 not null default 0,
  used int8 not null default 0,
  -- As the newest answer said.
  remaining int8,
  -- Points up to here are leased: the next lease begins here.
  paced_until timestamptz,
  -- After a 429.
  blocked_until timestamptz,
  -- Set while somebody waits for points: until when.
  waits_until timestamptz,
  primary key (connector, team)
) with (fillfactor = 50);

-- One real request from a sample, before or after saving a destination.
create table test_send (
  id uuid primary key,
  at timestamptz not null default now(),
  connector text not null,
  -- Kept when the credential is deleted; gone with the Nexset, whose data it holds.
  credential_id uuid references credential (id) on delete set null,
  nexset_id uuid not null references nexset (id) on delete cascade,
  seqs int4[] not null,
  is_edited boolean not null,
  -- The contract's BuiltRequest as it was sent, and the answer.
  request json not null,
  response json,
  duration_ms int4 not null,
  points int4,
  outcome text not null check (outcome in ('sent', 'rejected', 'unknown', 'failed')),
  problem text,
  field_errors json not null default '[]',
  salesloft_id text,
  written_as text,
  -- { method, url }: the call that removes what was made. Null where there is none.
  undo jsonb,
  undone_at timestamptz
);
create index test_send_by_nexset on test_send (nexset_id, id desc);
create index test_send_by_credential on test_send (credential_id, id desc);
