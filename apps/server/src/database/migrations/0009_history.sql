-- What a destination has done, minute by minute, for its chart: counts that every process adds to. Whole minutes; rows
-- older than what is shown are removed.
create table destination_minute (
  destination_id uuid not null references destination (id) on delete cascade,
  minute timestamptz not null,
  -- Records by whether their outcome is `sent`.
  sent int8 not null default 0,
  not_sent int8 not null default 0,
  -- HTTP exchanges, look-ups included, and the rate limit points that their answers named.
  requests int8 not null default 0,
  points int8 not null default 0,
  primary key (destination_id, minute)
) with (fillfactor = 50);
create index destination_minute_age on destination_minute (minute);

-- How a team's points were used, minute by minute.
create table rate_budget_minute (
  connector text not null,
  team text not null,
  minute timestamptz not null,
  -- By Sluice: all destinations, and people's calls.
  used int8 not null default 0,
  -- By other tools, at least, as the newest answer of the minute told; null while none has. And when that was sent.
  others int8,
  told_at timestamptz,
  -- What Sluice might use; null while it isn't known.
  allowed int8,
  primary key (connector, team, minute)
) with (fillfactor = 50);
create index rate_budget_minute_age on rate_budget_minute (minute);
