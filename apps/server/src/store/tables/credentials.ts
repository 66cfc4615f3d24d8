import type { CredentialCheck } from '@sluice/schema'
import type { ColumnType, Generated } from 'kysely'

type Json<Value> = ColumnType<Value, string, string>
type JsonOrNull<Value> = ColumnType<Value | null, string | null | undefined, string | null>

export type CredentialTable = {
  id: string
  name: string
  connector: string
  kind: 'api_key' | 'oauth'
  base_url: string
  is_practice: Generated<boolean>
  secret_sealed: Buffer
  secret_key_id: string
  secret_hint: string | null
  secret_updated_at: Generated<Date>
  points_per_minute: number
  share_for_others: number
  in_flight: number
  check_status: Generated<CredentialCheck['status']>
  checked_at: Date | null
  check_user: JsonOrNull<CredentialCheck['user']>
  check_team: JsonOrNull<CredentialCheck['team']>
  check_scopes: Generated<string[]>
  check_missing: Generated<string[]>
  check_problem: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export type RateBudgetTable = {
  connector: string
  team: string
  state: JsonOrNull<unknown>
  remaining: number | null
  waits_until: Date | null
}

export type TestSendTable = {
  id: string
  at: Generated<Date>
  connector: string
  credential_id: string | null
  nexset_id: string
  seqs: number[]
  is_edited: boolean
  request: Json<unknown>
  response: JsonOrNull<unknown>
  duration_ms: number
  points: number | null
  outcome: 'sent' | 'rejected' | 'unknown' | 'failed'
  problem: string | null
  field_errors: Json<unknown>
  salesloft_id: string | null
  written_as: string | null
  undo: JsonOrNull<{ method: string; url: string }>
  undone_at: Date | null
}

/** The tables of credentials and of what is sent with them by hand; what their columns mean stands in the migration. */
export interface CredentialTables {
  master_key: { id: string; check_value: Buffer; created_at: Generated<Date> }
  credential: CredentialTable
  made_credential: { name: string; credential_id: string; made_at: Generated<Date> }
  rate_budget: RateBudgetTable
  test_send: TestSendTable
}
