import type { ColumnType, Generated } from 'kysely'

type Json<Value> = ColumnType<Value, string, string>

/** `destination`: what its columns mean stands in the migration. `hold` is a stored hold, read with its schema. */
export type DestinationTable = {
  id: string
  name: string
  connector: string
  nexset_id: string
  credential_id: string
  version: Generated<number>
  response_webhook: Generated<boolean>
  response_nexset_id: string | null
  response_source_id: string | null
  state: Generated<'inactive' | 'active' | 'paused' | 'held'>
  hold: ColumnType<unknown, string | null | undefined, string | null>
  pass: Generated<number>
  cursor: Generated<number>
  sent: Generated<number>
  rejected: Generated<number>
  invalid: Generated<number>
  skipped: Generated<number>
  unknown: Generated<number>
  filed_ahead: Generated<number>
  fence: Generated<number>
  worker_id: string | null
  last_filing: string | null
  approval_version: number | null
  approval_count: number | null
  approval_from_seq: number | null
  approval_to_seq: number | null
  last_sent_at: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

/** `destination_version`. Select `request::text` and read it with `@sluice/json`: node-pg's own parser loses digits. */
export type DestinationVersionTable = {
  destination_id: string
  version: number
  request: Json<unknown>
  credential_id: string
  settings: Json<unknown>
  created_at: Generated<Date>
}

export interface DestinationTables {
  destination: DestinationTable
  destination_version: DestinationVersionTable
}
