import type { Waits } from '../../waits.ts'
import type { BudgetState } from './budget-state.ts'

/**
 * Begins a new window when the old one is over; the first one with the clock's minute. Only of a target that was seen
 * to begin its windows anew is it taken for granted that the points are back.
 */
export function roll(state: BudgetState, now: number, { budgetWindowMs }: Pick<Waits, 'budgetWindowMs'>): BudgetState {
  const started = state.windowStartedAt ?? 0
  // A little before its begin is still in it: processes read the clock at slightly different moments.
  if (state.windowStartedAt !== null && Math.abs(now - started) < budgetWindowMs) return state
  const phase = started % budgetWindowMs
  const windowStartedAt = Math.floor((now - phase) / budgetWindowMs) * budgetWindowMs + phase
  const isNext = now - started < 2 * budgetWindowMs && now > started
  const unanswered = isNext ? state.taken - state.used : 0
  const next = { ...state, windowStartedAt, taken: 0, used: 0, unanswered }
  if (!isNext) return { ...next, ...forgotten, windowKind: state.windowKind === 'sliding' ? 'sliding' : 'unknown' }
  return state.windowKind === 'fixed' ? { ...next, ...forgotten, leftBefore: state.remaining } : next
}

const forgotten = {
  remaining: null,
  headerAt: null,
  leftBefore: null,
  expected: null,
  asksAt: null,
  pacedUntil: null,
} as const
