import type { Attribute, AttributeType, FileOptions, NexsetSource } from '@sluice/schema'
import type { ColumnType, Generated } from 'kysely'

type Json<Value> = ColumnType<Value, string, string>
type JsonWithDefault<Value> = ColumnType<Value, string | undefined, string>
type Kind = NexsetSource['kind']

export type NexsetTable = {
  id: string
  name: string
  kind: Kind
  source_label: string
  record_count: Generated<number>
  bytes: Generated<number>
  stored_bytes: Generated<number>
  problem_count: Generated<number>
  attributes: JsonWithDefault<Attribute[]>
  profiled_seq: Generated<number>
  small_chunks: Generated<number>
  types_version: Generated<number>
  last_arrival_at: Date | null
  created_at: Generated<Date>
}

export type NexsetTypesTable = {
  nexset_id: string
  version: number
  overrides: Json<Record<string, AttributeType>>
  created_at: Generated<Date>
}

/** What is counted of one attribute: values by type, and a sketch of how many differ (base64). */
export type StoredProfile = {
  name: string
  /** Of values that aren't null. */
  types: Partial<Record<AttributeType, number>>
  nulls: number
  sketch: string
  examples: string[]
}

export type NexsetProfileTable = { nexset_id: string; attributes: Json<StoredProfile[]> }

export type NexsetSourceTable = {
  id: string
  nexset_id: string
  kind: Kind
  name: string
  options: ColumnType<FileOptions | null, string | null | undefined, string | null>
  types: JsonWithDefault<Record<string, AttributeType>>
  content_hash: Buffer | null
  head_hash: Buffer | null
  bytes: Generated<number>
  record_count: Generated<number>
  problem_count: Generated<number>
  first_seq: number | null
  last_seq: number | null
  created_at: Generated<Date>
  last_arrival_at: Date | null
}

export type NexsetChunkTable = {
  nexset_id: string
  last_seq: number
  first_seq: number
  source_id: string
  body: Buffer
}

export type NexsetProblemTable = {
  id: Generated<number>
  source_id: string
  line: number
  code: string
  message: string
  raw: string | null
}

export type WebhookTable = {
  id: string
  nexset_id: string
  source_id: string
  key_hash: Buffer
  key_hint: string
  created_at: Generated<Date>
  last_arrival_at: Date | null
}

export interface NexsetTables {
  nexset: NexsetTable
  nexset_types: NexsetTypesTable
  nexset_profile: NexsetProfileTable
  nexset_source: NexsetSourceTable
  nexset_chunk: NexsetChunkTable
  nexset_problem: NexsetProblemTable
  webhook: WebhookTable
}
