import type { CredentialLimits } from '@sluice/schema'
import type { RateBudgetStore } from '../../store/rate-budgets.ts'
import type { Waits } from '../../waits.ts'
import type { BudgetKey } from '../rate-budget.ts'
import { type BudgetReport, type Lease, type LeaseWanted, lease, newBudget, takeReport } from './budget-rules.ts'

export type Told = {
  readonly lease: Lease | null
  /** Until when nobody may send, after a 429; 0 without. */
  readonly blockedUntil: number
  /** Of the database, in the same milliseconds. */
  readonly now: number
}

type Parts = { readonly store: RateBudgetStore; readonly waits: Waits }

/** Tells the budget that all processes share what was learned, and asks it for points. */
export async function tellAndAsk(
  { store, waits }: Parts,
  key: BudgetKey,
  report: BudgetReport,
  wanted: LeaseWanted | null,
  limits: CredentialLimits,
): Promise<Told> {
  return store.update(key, newBudget, (before, now) => {
    const learned = takeReport(before, report, now, waits)
    const { state, lease: given } = wanted
      ? lease(learned, wanted, limits, now, waits)
      : { state: learned, lease: null }
    const blockedUntil = learned.blockedUntil ?? 0
    const waitsFor = given?.kind === 'wait' ? given.until : blockedUntil
    // A wait for one's own pace is nothing to tell people of.
    const waitsUntil = waitsFor - now > 2 * waits.budgetLeaseMs ? waitsFor : null
    return { state, waitsUntil, result: { lease: given, blockedUntil } }
  })
}
