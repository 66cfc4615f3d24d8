import type { ColumnType, Generated } from 'kysely'

type Json<Value> = ColumnType<Value, string, string>
type JsonOrNull<Value> = ColumnType<Value | null, string | null | undefined, string | null>

export type WorkerTable = {
  id: string
  host: string
  boot: string
  pid: number
  process_start: string
  started_at: Generated<Date>
}

export type RunTable = {
  id: string
  destination_id: string
  number: number
  kind: 'delivery' | 'replay'
  state: Generated<'running' | 'caught_up' | 'paused' | 'held' | 'failed'>
  pass: number
  version: number
  from_seq: number
  to_seq: number | null
  asked: JsonOrNull<unknown>
  approved_version: number | null
  sent: Generated<number>
  rejected: Generated<number>
  invalid: Generated<number>
  skipped: Generated<number>
  unknown: Generated<number>
  requests: Generated<number>
  points: Generated<number>
  started_at: Generated<Date>
  ended_at: Date | null
}

export type IntentGroupTable = {
  id: string
  destination_id: string
  run_id: string
  pass: number
  fence: number
  worker_id: string
  version: number
  inputs: Json<unknown>
  first_seq: number
  last_seq: number
  seqs: number[]
  sizes: number[] | null
  fingerprints: Buffer
  keys: (string | null)[] | null
  repeats: number[] | null
  made_at: Generated<Date>
}

export type AttemptResult =
  | 'rejected'
  | 'transient'
  | 'budget'
  | 'credential'
  | 'in_doubt'
  | 'not_sent'
  | 'mixed'
  | 'configuration'

export type AttemptTable = {
  id: string
  destination_id: string
  run_id: string
  intent_group_id: string
  request_index: number
  result: AttemptResult
  status: number | null
  answer: JsonOrNull<unknown>
  error: string | null
  duration_ms: number | null
  tries: Generated<number>
  retry_at: Date | null
  look_ups: Generated<number>
  at: Generated<Date>
}

export type OutcomeSegmentTable = {
  id: string
  destination_id: string
  run_id: string
  pass: number
  first_seq: number
  last_seq: number
  seqs: number[]
  statuses: number[]
  salesloft_ids: (string | null)[]
  durations_ms: number[]
  notes: JsonOrNull<Record<string, string>>
  filed_at: Generated<Date>
}

export type QuarantineRecordTable = {
  id: string
  destination_id: string
  run_id: string | null
  pass: number
  seq: number
  outcome: 'rejected' | 'invalid' | 'unknown' | 'skipped'
  code: string
  reason: string
  fingerprint: string
  status: number | null
  problems: JsonOrNull<unknown>
  field_errors: JsonOrNull<unknown>
  attempt_id: string | null
  note: string | null
  is_open: Generated<boolean>
  filed_at: Generated<Date>
  dismissal_id: string | null
  replaces: string | null
}

export type ReplayRecordTable = {
  run_id: string
  seq: number
  data: JsonOrNull<unknown>
  outcome: 'sent' | 'rejected' | 'invalid' | 'unknown' | 'skipped' | null
}

export type DismissalTable = {
  id: string
  destination_id: string
  pass: number
  asked: Json<unknown>
  record_count: number
  at: Generated<Date>
  undone_at: Date | null
}

export type SkippedRangeTable = {
  id: string
  destination_id: string
  pass: number
  first_seq: number
  last_seq: number
  reason: string
  at: Generated<Date>
}

/** The tables of the delivery engine; what their columns mean stands in the migration. */
export interface DeliveryTables {
  worker: WorkerTable
  run: RunTable
  intent_group: IntentGroupTable
  attempt: AttemptTable
  outcome_segment: OutcomeSegmentTable
  quarantine_record: QuarantineRecordTable
  skipped_range: SkippedRangeTable
  replay_record: ReplayRecordTable
  dismissal: DismissalTable
}
