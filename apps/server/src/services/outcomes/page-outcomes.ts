import type { OutcomeFilter } from '@sluice/schema'
import type { OutcomeStore, Pass, StoredOutcome } from '../../store/outcomes.ts'

/** A record's fate; one that nothing is known of yet is pending. */
export type KnownOutcome = StoredOutcome | PendingOutcome
export type PendingOutcome = Omit<StoredOutcome, 'outcome' | 'at'> & { readonly outcome: 'pending'; readonly at: null }

export const pendingOutcome = (seq: number): PendingOutcome => ({
  seq,
  outcome: 'pending',
  code: null,
  fingerprint: null,
  reason: null,
  status: null,
  salesloftId: null,
  note: null,
  at: null,
  problems: [],
  fieldErrors: [],
})

export type OutcomePage = {
  readonly items: KnownOutcome[]
  /** Where the next page begins, as `after`; null at the end. */
  readonly nextAfter: number | null
}

type Page = {
  readonly outcome: OutcomeFilter | undefined
  /** Of one error group, which are all quarantined. */
  readonly group?: string | undefined
  readonly after: number
  readonly limit: number
}
type Source = Pass & { readonly cursor: number; readonly recordCount: number }

/** Records looked at in one step, and steps in one page: what a sparse outcome may cost. */
const window = 1_000
const mostWindows = 50

/** Records of one outcome, or all, after a seq and in order of seq. A page may be short though it isn't the last. */
export async function pageOutcomes(store: OutcomeStore, source: Source, page: Page): Promise<OutcomePage> {
  const { outcome, group } = page
  switch (outcome) {
    case 'rejected':
    case 'invalid':
    case 'unknown':
      return pageOfQuarantine(store, source, { outcome, group }, page)
    case 'quarantined':
      return pageOfQuarantine(store, source, { group }, page)
    case 'sent':
    case 'skipped':
    case 'pending':
      return group === undefined ? pageByWindows(store, source, outcome, page) : { items: [], nextAfter: null }
    case undefined:
      return group === undefined
        ? pageByWindows(store, source, outcome, page)
        : pageOfQuarantine(store, source, { group }, page)
    default:
      return outcome satisfies never
  }
}

async function pageOfQuarantine(
  store: OutcomeStore,
  source: Source,
  filter: Parameters<OutcomeStore['quarantined']>[1],
  { after, limit }: Page,
): Promise<OutcomePage> {
  const items = await store.quarantined(source, filter, after, limit + 1)
  const shown = items.slice(0, limit)
  return { items: shown, nextAfter: items.length > limit ? (shown.at(-1)?.seq ?? null) : null }
}

/** Outcomes whose records may stand anywhere. */
type Scattered = 'sent' | 'skipped' | 'pending' | undefined

async function pageByWindows(
  store: OutcomeStore,
  source: Source,
  outcome: Scattered,
  { after, limit }: Page,
): Promise<OutcomePage> {
  const items: KnownOutcome[] = []
  let place: number | null = after + 1
  for (let looked = 0; looked < mostWindows; looked += 1) {
    place = await nextPlace(store, source, outcome, place)
    if (place === null) return { items, nextAfter: null }
    const last: number = Math.min(source.recordCount, place + (outcome === undefined ? limit : window) - 1)
    const known = await store.inRange(source, place, last)
    for (let seq: number = place; seq <= last; seq += 1) {
      const found = known.get(seq) ?? pendingOutcome(seq)
      if (outcome !== undefined && found.outcome !== outcome) continue
      items.push(found)
      if (items.length === limit)
        return { items, nextAfter: (await nextPlace(store, source, outcome, seq + 1)) === null ? null : seq }
    }
    place = last + 1
  }
  return { items, nextAfter: place - 1 }
}

/** From where on there may be a record of the outcome; null when there is none. */
async function nextPlace(
  store: OutcomeStore,
  source: Source,
  outcome: Scattered,
  from: number,
): Promise<number | null> {
  if (from > source.recordCount) return null
  if (outcome === 'sent') return store.nextSent(source, from)
  if (outcome === 'skipped') return store.nextSkipped(source, from)
  const first = outcome === 'pending' ? Math.max(from, source.cursor + 1) : from
  return first > source.recordCount ? null : first
}
