import type { CredentialLimits } from '@sluice/schema'
import type { RateBudgetStore } from '../../store/rate-budgets.ts'
import type { Waits } from '../../waits.ts'
import type { BudgetKey } from '../rate-budget.ts'
import { allowedPoints, type Lease, type LeaseWanted, leasePoints } from './lease-points.ts'
import { type PlacesGiven, type PlacesWanted, sharePlaces } from './share-places.ts'
import { type BudgetReport, takeReport } from './take-report.ts'
import { type NoteTeam, usedByOthers } from './used-by-others.ts'

export type Told = {
  readonly lease: Lease | null
  readonly places: PlacesGiven
  /** Until when nobody may send, after a 429; 0 without. */
  readonly blockedUntil: number
  /** Of the database, in the same milliseconds. */
  readonly now: number
}

type Wanted = {
  readonly report: BudgetReport
  readonly places: PlacesWanted
  /** Points, if there are to be any. */
  readonly lease: LeaseWanted | null
  readonly limits: CredentialLimits
}

type Parts = { readonly store: RateBudgetStore; readonly waits: Waits; readonly noteTeam?: NoteTeam | undefined }

/** Tells the budget that all processes share what was learned, and asks it for places in flight and points. */
export async function tellAndAsk({ store, waits, noteTeam }: Parts, key: BudgetKey, wanted: Wanted): Promise<Told> {
  const { limits } = wanted
  const { others, ...told } = await store.update(key, (before, now) => {
    const learned = takeReport(before, wanted.report, limits, now, waits)
    const { places, given } = sharePlaces(learned.places, wanted.places, limits.inFlight, now, waits)
    const { state, lease } = wanted.lease
      ? leasePoints({ ...learned, places }, wanted.lease, limits, now, waits)
      : { state: { ...learned, places }, lease: null }
    const blockedUntil = learned.blockedUntil ?? 0
    const waitsFor = lease?.kind === 'wait' ? lease.until : blockedUntil
    // A wait for one's own pace is nothing to tell people of.
    const waitsUntil = waitsFor - now > 2 * waits.budgetLeaseMs ? waitsFor : null
    const others = usedByOthers(learned, limits, waits)
    return { state, waitsUntil, result: { lease, places: given, blockedUntil, others } }
  })
  noteTeam?.(key, { others, allowed: allowedPoints(limits), now: told.now })
  return told
}
