import type { CredentialLimits } from '@sluice/schema'
import type { Waits } from '../../waits.ts'
import type { BudgetState } from './budget-state.ts'
import { roll } from './roll.ts'

/** What a process has learned since its last report. Ages are in milliseconds before the report. */
export type BudgetReport = {
  /** Requests whose answers have come, by when they were sent, and what they cost; one point was leased for each. */
  readonly used: readonly { readonly sentAgo: number; readonly points: number; readonly requests: number }[]
  /** Points that the target has surely counted. */
  readonly answered: number
  /** What the newest answer said, and when its request was sent. */
  readonly header: { readonly remaining: number; readonly sentAgo: number } | null
  /**
   * Two answers between which a window began anew: at the latest when the one came (`beganAgo`), and after the other
   * was sent (`oldAgo`).
   */
  readonly newWindow: { readonly beganAgo: number; readonly oldAgo: number } | null
  /** Points came back so long after the answer before that nothing tells how. */
  readonly isUnclear: boolean
  /** A 429. */
  readonly limited: { readonly ago: number; readonly retryAfterMs: number | null; readonly jitterMs: number } | null
}

type Times = Pick<Waits, 'budgetWindowMs' | 'budgetMarginMs'>

/** Takes in what a process has learned. What the answers' headers say counts more than our own sums. */
export function takeReport(
  state: BudgetState,
  report: BudgetReport,
  limits: CredentialLimits,
  now: number,
  times: Times,
): BudgetState {
  const counted = count(align(roll(state, now, times), report, now, times), report, now)
  const next = readHeader(counted, report, limits, now, times)
  return report.limited === null ? next : block(next, report.limited, now, times)
}

/** What was sent before this window was leased before it. */
function count(state: BudgetState, { used }: BudgetReport, now: number): BudgetState {
  const ofWindow = used.filter(({ sentAgo }) => now - sentAgo >= (state.windowStartedAt ?? 0))
  const points = ofWindow.reduce((sum, one) => sum + one.points, 0)
  const requests = ofWindow.reduce((sum, one) => sum + one.requests, 0)
  const taken = state.taken + points - requests
  return { ...state, taken, used: Math.min(taken, state.used + points) }
}

/**
 * Moves our window to where the target's has begun, as answers have shown it. Each process sees that for itself; a
 * begin that what is known already agrees with changes nothing.
 */
function align(state: BudgetState, { newWindow }: BudgetReport, now: number, { budgetWindowMs }: Times): BudgetState {
  if (!newWindow) return state
  const latest = now - newWindow.beganAgo
  const earliest = now - newWindow.oldAgo
  const started = state.windowStartedAt ?? latest
  const nearest = started + Math.round((latest - started) / budgetWindowMs) * budgetWindowMs
  const began = earliest <= nearest && nearest <= latest ? nearest : latest
  const known = { ...state, windowKind: 'fixed', windowStartedAt: began, leftBefore: null, cameBack: 0 } as const
  if (began <= started) return known
  return { ...known, taken: state.taken - state.used, used: 0, remaining: null, headerAt: null, pacedUntil: null }
}

function readHeader(
  state: BudgetState,
  report: BudgetReport,
  limits: CredentialLimits,
  now: number,
  { budgetMarginMs }: Times,
): BudgetState {
  const { header, newWindow } = report
  if (!header) return state
  const headerAt = now - header.sentAgo
  if (headerAt < (state.headerAt ?? 0)) return state
  const { remaining } = header
  if (newWindow) return { ...state, remaining, headerAt }
  const inWindow = headerAt - (state.windowStartedAt ?? 0)
  // Of a request that was sent before this window, the header tells of the last one.
  if (state.windowKind === 'fixed' && inWindow < 0) return state
  const cameBack = report.isUnclear ? 0 : pointsBack(state, report.answered, remaining)
  const next = { ...state, remaining, headerAt, cameBack }
  if (cameBack > limits.pointsPerMinute / 20 + 3 * limits.inFlight)
    return { ...next, windowKind: 'sliding', leftBefore: null, cameBack: 0 }
  if (state.leftBefore === null || inWindow < budgetMarginMs) return next
  // A window that was to begin, and in which no point came back, didn't begin.
  return { ...next, leftBefore: null, windowKind: remaining <= state.leftBefore ? 'unknown' : state.windowKind }
}

/** How many points more are left than there would be if none had come back. */
function pointsBack({ remaining, cameBack }: BudgetState, answered: number, left: number): number {
  return remaining === null ? 0 : Math.max(0, cameBack + left - (remaining - answered))
}

/** After a 429 nobody sends until the time it named, else until the next window; that is where a new window begins. */
function block(
  state: BudgetState,
  limited: NonNullable<BudgetReport['limited']>,
  now: number,
  { budgetWindowMs }: Times,
): BudgetState {
  const nextWindow = (state.windowStartedAt ?? now) + budgetWindowMs
  const ends = limited.retryAfterMs === null ? nextWindow : now - limited.ago + limited.retryAfterMs
  const blockedUntil = Math.max(state.blockedUntil ?? 0, ends + limited.jitterMs)
  const windowStartedAt = Math.floor((now - ends) / budgetWindowMs) * budgetWindowMs + ends
  return { ...state, blockedUntil, windowStartedAt, remaining: null, headerAt: null, cameBack: 0, pacedUntil: null }
}
