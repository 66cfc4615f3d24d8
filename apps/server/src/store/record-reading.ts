import type { AttributeType, SourceRecord } from '@sluice/schema'
import type { Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'
import { type ApplyTypes, createApplyTypes } from './apply-types.ts'
import { unpackBody } from './chunk-body.ts'
import { openChunkText } from './chunk-text.ts'

export type ChunkRow = {
  readonly first_seq: number
  readonly last_seq: number
  readonly source_id: string
  readonly body: Buffer
}

/** How the records of one Nexset are read, as one version of its types says. */
export type RecordReading = { open(chunk: ChunkRow): Promise<OpenChunk> }

/** A chunk, unpacked; its records are read one by one. */
export type OpenChunk = {
  /** Records in it. */
  readonly length: number
  /** The text that holds a record, as JSON. */
  lineAt(index: number): string
  /** A record, attribute types applied. */
  recordAt(index: number): SourceRecord
}

export function createRecordReading(db: Kysely<Database>, nexsetId: string, typesVersion?: number): RecordReading {
  const applyOf = new Map<string, Promise<ApplyTypes>>()
  let overrides: Promise<Record<string, AttributeType>> | undefined

  function typesOf(sourceId: string): Promise<ApplyTypes> {
    const known = applyOf.get(sourceId)
    if (known) return known
    const loading = loadTypes(sourceId)
    applyOf.set(sourceId, loading)
    return loading
  }

  async function loadTypes(sourceId: string): Promise<ApplyTypes> {
    overrides ??= findOverrides(db, nexsetId, typesVersion)
    const source = await db.selectFrom('nexset_source').select('types').where('id', '=', sourceId).executeTakeFirst()
    return createApplyTypes(source?.types ?? {}, await overrides)
  }

  return {
    async open(chunk) {
      const apply = await typesOf(chunk.source_id)
      const { length, lineAt, recordAt } = openChunkText(await unpackBody(chunk.body))
      return {
        length,
        lineAt,
        recordAt: (index) => ({ seq: chunk.first_seq + index, data: apply(recordAt(index)) }),
      }
    },
  }
}

/** The types that a person set, in one version or the newest. */
export async function findOverrides(
  db: Kysely<Database>,
  nexsetId: string,
  version?: number,
): Promise<Record<string, AttributeType>> {
  let query = db.selectFrom('nexset_types').select('overrides').where('nexset_id', '=', nexsetId)
  if (version !== undefined) query = query.where('version', '<=', version)
  const found = await query.orderBy('version', 'desc').limit(1).executeTakeFirst()
  return found?.overrides ?? {}
}
