-- Answers to writes that carried an Idempotency-Key, so that the same write is done once. Written in the transaction
-- of the write itself; for a request to a target, which no rollback takes back, before it and after it.
create table idempotent_answer (
  -- What was asked for, as method and path.
  scope text not null,
  key text not null,
  -- SHA-256 of what was sent.
  fingerprint bytea not null,
  -- Null while a request to a target is on its way, or when it isn't known what became of it.
  answer json,
  created_at timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotent_answer_age on idempotent_answer (created_at);
