import type { SourceRecord } from '@sluice/schema'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { type ChunkRow, createRecordReading, type OpenChunk } from './record-reading.ts'
import { searchChunks } from './search-chunks.ts'

/**
 * Neighbouring records of a Nexset, in order and without gaps, attribute types applied; never none. Each is parsed when
 * it is its turn, so that few are in memory at a time.
 */
export type RecordSlice = { readonly firstSeq: number; readonly records: Iterable<SourceRecord> }

/** `typesVersion`: read as that version of the attribute types says (the newest unless given), to repeat a past reading. */
export type ReadOptions = { readonly typesVersion?: number }

/** What was found, and the seq up to which was looked; `null` when that is the end of the Nexset. */
export type SearchResult = { readonly items: SourceRecord[]; readonly lookedUpTo: number | null }

/** Reads the records of Nexsets; none of its calls holds a Nexset whole. */
export type NexsetRecords = {
  /**
   * All records with `seq > afterSeq`, chunk by chunk (1,000 records or 1 MB at most, or one larger record), the next
   * ones fetched while the caller works on these. Ends at the newest record of the moment when the last were
   * fetched. Records that are there never change, so several readers don't disturb each other.
   */
  readChunks(nexsetId: string, afterSeq: number, options?: ReadOptions): AsyncGenerator<RecordSlice, void>
  /** The records of these seqs, in ascending order; a seq that isn't there is left out. */
  readRecords(nexsetId: string, seqs: readonly number[], options?: ReadOptions): Promise<SourceRecord[]>
  /** At most `limit` records after `after`, in order. */
  recordsAfter(nexsetId: string, after: number, limit: number): Promise<SourceRecord[]>
  /** `count` different records drawn by chance, in order. */
  randomRecords(nexsetId: string, count: number): Promise<SourceRecord[]>
  /** Records after `after` with a value that holds the text, in any case; looks at a bounded part of the Nexset a call. */
  searchRecords(nexsetId: string, search: { text: string; after: number; limit: number }): Promise<SearchResult>
  /** The newest version of the attribute types: give it to later calls to read alike. */
  typesVersion(nexsetId: string): Promise<number>
}

const rowsAtOnce = 8

export function createNexsetRecords(db: Kysely<Database>): NexsetRecords {
  const fetchRows = (nexsetId: string, afterSeq: number, limit = rowsAtOnce): Promise<ChunkRow[]> =>
    db
      .selectFrom('nexset_chunk')
      .select(['first_seq', 'last_seq', 'source_id', 'body'])
      .where('nexset_id', '=', nexsetId)
      .where('last_seq', '>', afterSeq)
      .orderBy('last_seq')
      .limit(limit)
      .execute()

  /** Rows after `afterSeq`, the next ones fetched ahead. */
  async function* rowsAfter(nexsetId: string, afterSeq: number): AsyncGenerator<ChunkRow, void> {
    let rows = await fetchRows(nexsetId, afterSeq)
    while (rows.length === rowsAtOnce) {
      const ahead = fetchRows(nexsetId, rows.at(-1)?.last_seq ?? afterSeq)
      // Awaited below; until then its failure is no one's.
      ahead.catch(() => {})
      yield* rows
      rows = await ahead
    }
    yield* rows
  }

  async function* readChunks(nexsetId: string, afterSeq: number, options: ReadOptions = {}) {
    const reading = createRecordReading(db, nexsetId, options.typesVersion)
    let readSeq = afterSeq
    for await (const row of rowsAfter(nexsetId, afterSeq)) {
      const from = Math.max(0, readSeq - row.first_seq + 1)
      yield { firstSeq: row.first_seq + from, records: recordsFrom(await reading.open(row), from) }
      readSeq = row.last_seq
    }
  }

  async function readRecords(nexsetId: string, seqs: readonly number[], options: ReadOptions = {}) {
    const wanted = [...new Set(seqs)].toSorted((one, other) => one - other)
    const reading = createRecordReading(db, nexsetId, options.typesVersion)
    const found: SourceRecord[] = []
    for (let from = 0; from < wanted.length; ) {
      const [row] = await fetchRows(nexsetId, (wanted[from] ?? 0) - 1, 1)
      if (!row) break
      const { recordAt } = await reading.open(row)
      for (; from < wanted.length; from++) {
        const seq = wanted[from] ?? 0
        if (seq > row.last_seq) break
        if (seq >= row.first_seq) found.push(recordAt(seq - row.first_seq))
      }
    }
    return found
  }

  async function recordsAfter(nexsetId: string, after: number, limit: number): Promise<SourceRecord[]> {
    return readRecords(
      nexsetId,
      Array.from({ length: limit }, (_, index) => after + 1 + index),
    )
  }

  return {
    readChunks,
    readRecords,
    recordsAfter,

    async randomRecords(nexsetId, count) {
      const { last } = await db
        .selectFrom('nexset_chunk')
        .select(sql<number>`coalesce(max(last_seq), 0)`.as('last'))
        .where('nexset_id', '=', nexsetId)
        .executeTakeFirstOrThrow()
      return readRecords(nexsetId, drawSeqs(last, count))
    },

    searchRecords: (nexsetId, search) =>
      searchChunks(rowsAfter(nexsetId, search.after), createRecordReading(db, nexsetId), search),

    async typesVersion(nexsetId) {
      const found = await db.selectFrom('nexset').select('types_version').where('id', '=', nexsetId).executeTakeFirst()
      return found?.types_version ?? 0
    },
  }
}

function* recordsFrom({ length, recordAt }: OpenChunk, from: number): Generator<SourceRecord, void> {
  for (let index = from; index < length; index++) yield recordAt(index)
}

/** Different numbers from 1 to `last`; all of them if there are no more. */
function drawSeqs(last: number, count: number): number[] {
  if (last <= count * 2) {
    const all = Array.from({ length: last }, (_, index) => index + 1)
    while (all.length > count) all.splice(Math.floor(Math.random() * all.length), 1)
    return all
  }
  const drawn = new Set<number>()
  while (drawn.size < count) drawn.add(1 + Math.floor(Math.random() * last))
  return [...drawn]
}
