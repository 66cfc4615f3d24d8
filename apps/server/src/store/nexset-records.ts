import type { SourceRecord } from '@sluice/schema'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { type ChunkRow, createRecordReading } from './record-reading.ts'
import { searchChunks } from './search-chunks.ts'

/** Neighbouring records of a Nexset, in order and without gaps, attribute types applied. Never empty. */
export type RecordSlice = { readonly firstSeq: number; readonly records: readonly SourceRecord[] }

/** `typesVersion`: read as that version of the attribute types says (the newest unless given), to repeat a past reading. */
export type ReadOptions = { readonly typesVersion?: number }

/** What was found, and the seq up to which was looked; `null` when that is the end of the Nexset. */
export type SearchResult = { readonly items: SourceRecord[]; readonly lookedUpTo: number | null }

/** Reads the records of Nexsets; none of its calls holds a Nexset whole. */
export type NexsetRecords = {
  /**
   * All records with `seq > afterSeq`, chunk by chunk (about 1,000 records or 1 MB; small ones put together), the next
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
const sliceRecords = 1_000
const sliceLength = 1_048_576

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
    let gathered: SourceRecord[] = []
    let gatheredLength = 0
    let readSeq = afterSeq
    for await (const row of rowsAfter(nexsetId, afterSeq)) {
      const { lines, length, recordAt } = await reading.open(row)
      const isMuch = gathered.length + lines.length > sliceRecords || gatheredLength + length > sliceLength
      if (gathered.length > 0 && isMuch) {
        yield toSlice(gathered)
        gathered = []
        gatheredLength = 0
      }
      for (let index = Math.max(0, readSeq - row.first_seq + 1); index < lines.length; index++) {
        gathered.push(recordAt(index))
      }
      gatheredLength += length
      readSeq = row.last_seq
    }
    if (gathered.length > 0) yield toSlice(gathered)
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

function toSlice(records: readonly SourceRecord[]): RecordSlice {
  return { firstSeq: records[0]?.seq ?? 0, records }
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
