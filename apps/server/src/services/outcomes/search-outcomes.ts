import type { OutcomeFilter, SourceRecord } from '@sluice/schema'
import { AppError } from '../../errors.ts'
import type { NexsetRecords } from '../../store/nexset-records.ts'
import type { OutcomeStore, Pass } from '../../store/outcomes.ts'
import { type KnownOutcome, pendingOutcome } from './page-outcomes.ts'

type Parts = { readonly outcomes: OutcomeStore; readonly records: Pick<NexsetRecords, 'readRecords' | 'searchRecords'> }
type Source = Pass & { readonly nexsetId: string; readonly recordCount: number }
type Search = {
  readonly text: string
  readonly outcome: OutcomeFilter | undefined
  readonly group: string | undefined
  readonly cursor: string | undefined
  readonly limit: number
}

export type FoundOutcome = KnownOutcome & Pick<SourceRecord, 'data'>

const mostExact = 20

/**
 * Records that a text leads to. First those whose seq, Salesloft id or natural key it is, at once; then those with a
 * value that holds it, a bounded stretch of the Nexset a call, so that a page may be empty though it isn't the last.
 */
export async function searchOutcomes(
  { outcomes, records }: Parts,
  source: Source,
  { text, outcome, group, cursor, limit }: Search,
): Promise<{ items: FoundOutcome[]; nextCursor: string | null }> {
  const from = cursor === undefined ? { after: 0, exact: await findExact(outcomes, source, text) } : readCursor(cursor)
  const exact = cursor === undefined ? await withData(from.exact) : []
  const { items, lookedUpTo } = await records.searchRecords(source.nexsetId, { text, after: from.after, limit })
  const others = items.filter(({ seq }) => !from.exact.includes(seq))
  const found = [...exact, ...(await Promise.all(others.map(withOutcome)))]
  return {
    items: found.filter((item) => fits(item, outcome) && (group === undefined || item.fingerprint === group)),
    nextCursor: lookedUpTo === null || lookedUpTo >= source.recordCount ? null : [lookedUpTo, ...from.exact].join('.'),
  }

  async function withData(seqs: readonly number[]): Promise<FoundOutcome[]> {
    return Promise.all((await records.readRecords(source.nexsetId, seqs)).map(withOutcome))
  }

  async function withOutcome({ seq, data }: SourceRecord): Promise<FoundOutcome> {
    const known = await outcomes.inRange(source, seq, seq)
    return { ...(known.get(seq) ?? pendingOutcome(seq)), data }
  }
}

function fits({ outcome }: KnownOutcome, filter: OutcomeFilter | undefined): boolean {
  if (filter === 'quarantined') return outcome === 'rejected' || outcome === 'invalid' || outcome === 'unknown'
  return filter === undefined || outcome === filter
}

/** Records whose seq, Salesloft id or natural key this text is; some. */
export async function findExact(
  outcomes: Pick<OutcomeStore, 'seqsOf'>,
  source: Pick<Source, 'id' | 'pass' | 'recordCount'>,
  text: string,
): Promise<number[]> {
  const trimmed = text.trim()
  const seq = /^[1-9]\d{0,8}$/.test(trimmed) ? Number(trimmed) : 0
  // Neither an id nor a key has a blank in it.
  const named = /\s/.test(trimmed) ? [] : await outcomes.seqsOf(source, trimmed, mostExact)
  return [...new Set(seq > 0 && seq <= source.recordCount ? [seq, ...named] : named)].slice(0, mostExact)
}

/** The seq up to which was looked, and the exact hits, which were shown before. */
function readCursor(cursor: string): { after: number; exact: number[] } {
  if (!/^\d{1,10}(\.\d{1,10}){0,20}$/.test(cursor))
    throw new AppError('cursor_invalid', 'This cursor wasn’t given by Sluice for this search. Begin at the first page.')
  const [after = 0, ...exact] = cursor.split('.').map(Number)
  return { after, exact }
}
