import { isJsonObject, parse } from '@sluice/json'
import type { AttributeType, SourceRecord } from '@sluice/schema'
import type { Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'
import { type ApplyTypes, createApplyTypes } from './apply-types.ts'
import { unpackBody } from './chunk-body.ts'

export type ChunkRow = {
  readonly first_seq: number
  readonly last_seq: number
  readonly source_id: string
  readonly body: Buffer
}

/** How the records of one Nexset are read, as one version of its types says. */
export type RecordReading = {
  /** The chunk's text, one record a line. */
  linesOf(chunk: ChunkRow): Promise<string[]>
  /** The record in one line of a chunk. */
  readLine(chunk: ChunkRow, line: string, seq: number): Promise<SourceRecord>
  /** The chunk's records with `seq > afterSeq`, in order. */
  readChunk(chunk: ChunkRow, afterSeq?: number): Promise<SourceRecord[]>
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

  const reading: RecordReading = {
    async linesOf(chunk) {
      return (await unpackBody(chunk.body)).toString('utf8').trimEnd().split('\n')
    },
    async readLine(chunk, line, seq) {
      const apply = await typesOf(chunk.source_id)
      return { seq, data: apply(parseRecord(line)) }
    },
    async readChunk(chunk, afterSeq = 0) {
      const apply = await typesOf(chunk.source_id)
      const skipped = Math.max(0, afterSeq - chunk.first_seq + 1)
      const lines = await reading.linesOf(chunk)
      const wanted = skipped > 0 ? lines.slice(skipped) : lines
      return wanted.map((line, index) => ({ seq: chunk.first_seq + skipped + index, data: apply(parseRecord(line)) }))
    },
  }
  return reading
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

function parseRecord(line: string) {
  const value = parse(line)
  if (!isJsonObject(value)) throw new Error('A chunk holds something that is no record')
  return value
}
