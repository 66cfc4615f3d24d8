-- What the rules of the rate budget know of a team's points is read and written whole, under the row's lock.
alter table rate_budget
  add column state jsonb,
  drop column window_started_at,
  drop column is_window_seen,
  drop column taken,
  drop column used,
  drop column paced_until,
  drop column blocked_until;
