import type { CredentialLimits } from '@sluice/schema'
import type { Waits } from '../../waits.ts'
import type { BudgetKey } from '../rate-budget.ts'
import { type BudgetState, partsOfWindow } from './budget-state.ts'

/** Points that other tools have used of a minute of the team's, at least. */
export type OthersUse = {
  readonly points: number
  /** A moment of the minute that they count in. */
  readonly at: number
  /** When the request was sent whose answer told it. */
  readonly toldAt: number
}

/** Takes in what the shared budget knows of a team's points; `others` is null while no answer has told it. */
export type NoteTeam = (
  key: BudgetKey,
  use: { readonly others: OthersUse | null; readonly allowed: number; readonly now: number },
) => void

/**
 * What the newest answer counts beyond all of our own points that it may count: so it is never too much, and less by the
 * few that are leased at the time. Null while no answer has told what is left, or when no limit is known.
 */
export function usedByOthers(
  state: BudgetState,
  { pointsPerMinute }: Pick<CredentialLimits, 'pointsPerMinute'>,
  { budgetWindowMs }: Pick<Waits, 'budgetWindowMs'>,
): OthersUse | null {
  const { remaining, headerAt, windowKind, windowStartedAt, taken, used, unanswered } = state
  if (remaining === null || headerAt === null || pointsPerMinute === 0) return null
  const leased = taken - used + unanswered
  if (windowKind === 'fixed' && windowStartedAt !== null) {
    const points = Math.max(0, pointsPerMinute - remaining - used - leased)
    return { points, at: windowStartedAt + budgetWindowMs / 2, toldAt: headerAt }
  }
  // The minute that the answer tells of may have begun at any moment of the last one.
  const since = headerAt - budgetWindowMs * (1 + 1 / partsOfWindow)
  const own = state.answered.reduce((sum, { at, points }) => (at > since ? sum + points : sum), 0)
  return { points: Math.max(0, pointsPerMinute - remaining - own - leased), at: headerAt, toldAt: headerAt }
}
