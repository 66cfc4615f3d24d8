import type { SourceRecord } from '@sluice/schema'

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
   * one read while the caller works on this one. Ends at the newest record of the moment it gets there. Records that
   * are there never change, so several readers don't disturb each other.
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
