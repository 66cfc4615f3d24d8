-- A process that makes intents. Tells, after a crash, whether an intent's maker is surely gone: on the same machine
-- (`host` and `boot`), no process with this pid and start time is left.
create table worker (
  id uuid primary key,
  host text not null,
  boot text not null,
  pid int4 not null,
  process_start text not null,
  started_at timestamptz not null default now()
);

-- One delivery episode: from "there is something to send" to caught up, paused, held or failed.
create table run (
  id uuid primary key,
  destination_id uuid not null references destination (id) on delete cascade,
  -- 1, 2, 3 … within the destination.
  number int4 not null,
  kind text not null check (kind in ('delivery', 'replay')),
  state text not null default 'running' check (state in ('running', 'caught_up', 'paused', 'held', 'failed')),
  pass int4 not null,
  version int4 not null,
  -- A delivery: the first record it was to send, and the last one it came to. A replay: of its selection.
  from_seq int8 not null,
  to_seq int8,
  -- Of a replay: the chosen records, in order. Null in a delivery.
  selection int4[],
  -- Outcomes that this run filed, whether or not the cursor is past them.
  sent int8 not null default 0,
  rejected int8 not null default 0,
  invalid int8 not null default 0,
  skipped int8 not null default 0,
  unknown int8 not null default 0,
  -- HTTP exchanges, and the rate limit points that their answers named.
  requests int8 not null default 0,
  points int8 not null default 0,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (destination_id, number)
) with (fillfactor = 60);
create unique index run_running on run (destination_id) where state = 'running' and kind = 'delivery';
create index run_by_start on run (started_at desc, id desc);

-- Requests whose sending was decided, committed before the first of their bytes leaves. Requests that were ready
-- together share a row. Bodies aren't kept: version, inputs and records make them again, and the fingerprint proves it.
create table intent_group (
  id uuid primary key,
  destination_id uuid not null references destination (id) on delete cascade,
  run_id uuid not null references run (id) on delete cascade,
  pass int4 not null,
  fence int8 not null,
  worker_id uuid not null,
  version int4 not null,
  -- What else the builder was given: { now, baseUrl, typesVersion } (of the Nexset's attribute types).
  inputs jsonb not null,
  first_seq int4 not null,
  last_seq int4 not null,
  -- The records of all requests, one request after the other, in body order.
  seqs int4[] not null,
  -- How many of `seqs` each request carries; null when each carries one.
  sizes int4[],
  -- 16 bytes a request: the start of the SHA-256 of method, URL and body, with a line feed after the first two.
  fingerprints bytea not null,
  -- Of each record: its natural key as the API compares it; null when none of them has one.
  keys text[],
  -- Places (from 0) of requests that may have been applied before: their records were in a request without an answer.
  -- Null when there are none.
  repeats int4[],
  made_at timestamptz not null default now()
);
create index intent_group_by_last_seq on intent_group (destination_id, pass, last_seq, first_seq);
create index intent_group_by_run on intent_group (run_id);

-- An exchange that didn't end in a plain success: refused, broken off, not answered, or never begun. Those that did
-- succeed are in outcome_segment alone. An intent with neither is in doubt.
create table attempt (
  id uuid primary key,
  destination_id uuid not null references destination (id) on delete cascade,
  run_id uuid not null references run (id) on delete cascade,
  intent_group_id uuid not null references intent_group (id) on delete cascade,
  -- Place (from 0) of the request in its intent group.
  request_index int4 not null,
  -- rejected: the target refused it, nothing was applied. transient: surely not applied, tried again. budget: 429.
  -- credential: 401. in_doubt: it may have been applied. not_sent: no byte left. mixed: each record by its own item.
  -- configuration: a redirect or the like.
  result text not null check (result in
    ('rejected', 'transient', 'budget', 'credential', 'in_doubt', 'not_sent', 'mixed', 'configuration')),
  status int4,
  -- The contract's Answer, its body cut; null when no answer came, or when it was erased by the retention setting.
  answer json,
  -- What happened, for people, when no answer came.
  error text,
  duration_ms int4,
  -- Failed tries of its records so far, this one with them; a 429 or an unsent request is none.
  tries int4 not null default 0,
  -- Not to be tried again before this.
  retry_at timestamptz,
  -- Of one in doubt: look-ups since that found nothing.
  look_ups int4 not null default 0,
  at timestamptz not null default now()
);
create index attempt_by_intent_group on attempt (intent_group_id);
create index attempt_by_time on attempt (destination_id, at);

-- Records that were sent: one row for all that were filed together, packed as arrays of equal length.
create table outcome_segment (
  id uuid primary key,
  destination_id uuid not null references destination (id) on delete cascade,
  run_id uuid not null references run (id) on delete cascade,
  pass int4 not null,
  first_seq int4 not null,
  last_seq int4 not null,
  seqs int4[] not null,
  -- 0 where no 2xx was seen and a look-up found it.
  statuses int2[] not null,
  -- The target's ids; null where the answer names none.
  salesloft_ids text[] not null,
  durations_ms int4[] not null,
  -- Sparse: { seq: text }, as "confirmed by look-up", "already gone".
  notes jsonb,
  filed_at timestamptz not null default now(),
  -- Bounds what a search for one seq has to look at.
  constraint outcome_segment_is_narrow check (last_seq - first_seq < 131072)
);
create index outcome_segment_by_seq on outcome_segment (destination_id, pass, first_seq, last_seq);
create index outcome_segment_by_time on outcome_segment (destination_id, filed_at);
create index outcome_segment_by_run on outcome_segment (run_id);

-- A record that was not sent, with reason and answer. `is_open` is its newest word: false once a later attempt, a
-- replay or a dismissal has given the record another outcome. A record's outcome is its open row here, else its
-- segment, else its skipped range, else it is pending.
create table quarantine_record (
  id uuid primary key,
  destination_id uuid not null references destination (id) on delete cascade,
  run_id uuid references run (id) on delete cascade,
  pass int4 not null,
  seq int4 not null,
  outcome text not null check (outcome in ('rejected', 'invalid', 'unknown', 'skipped')),
  -- Groups causes; stable.
  code text not null,
  -- What happened, for people.
  reason text not null,
  -- Equal for records with the same cause: outcome, code, and the reason without what differs by record.
  fingerprint text not null,
  status int4,
  -- Of an invalid record: Problem[].
  problems json,
  -- What the answer says of single fields: FieldError[].
  field_errors json,
  -- The exchange that decided it, with the answer; null for one that never left.
  attempt_id uuid references attempt (id) on delete set null,
  note text,
  is_open boolean not null default true,
  filed_at timestamptz not null default now()
);
create unique index quarantine_record_open on quarantine_record (destination_id, pass, seq) where is_open;
create index quarantine_record_by_outcome on quarantine_record (destination_id, pass, outcome, seq) where is_open;
create index quarantine_record_by_fingerprint on quarantine_record (destination_id, pass, fingerprint, seq) where is_open;
create index quarantine_record_by_seq on quarantine_record (destination_id, seq);
create index quarantine_record_by_run on quarantine_record (run_id);
create index quarantine_record_by_attempt on quarantine_record (attempt_id);

-- Records that delivery was told to leave out, as when it was started after the newest record.
create table skipped_range (
  id uuid primary key,
  destination_id uuid not null references destination (id) on delete cascade,
  pass int4 not null,
  first_seq int8 not null,
  last_seq int8 not null,
  reason text not null,
  at timestamptz not null default now()
);
create index skipped_range_by_seq on skipped_range (destination_id, pass, first_seq);
