import type { CredentialLimits } from '@sluice/schema'
import type { Waits } from '../../waits.ts'
import { type BudgetState, partsOfWindow } from './budget-state.ts'
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

type Times = Pick<Waits, 'budgetWindowMs' | 'budgetMarginMs' | 'retryAfterMostMs'>

/** Takes in what a process has learned. What the answers' headers say counts more than our own sums. */
export function takeReport(
  state: BudgetState,
  report: BudgetReport,
  limits: CredentialLimits,
  now: number,
  times: Times,
): BudgetState {
  const counted = count(align(roll(state, now, times), report, now, times), report, now)
  const remembered = { ...counted, answered: remember(counted, report, now, times) }
  const next = readHeader(remembered, report, limits, now, times)
  return report.limited === null ? next : block(next, report.limited, now, times)
}

/** What was sent before this window was leased before it. */
function count(state: BudgetState, { used, answered }: BudgetReport, now: number): BudgetState {
  const ofWindow = used.filter(({ sentAgo }) => now - sentAgo >= (state.windowStartedAt ?? 0))
  const points = ofWindow.reduce((sum, one) => sum + one.points, 0)
  const requests = ofWindow.reduce((sum, one) => sum + one.requests, 0)
  const before = used.reduce((sum, one) => sum + one.requests, 0) - requests
  const taken = state.taken + points - requests
  return {
    ...state,
    taken,
    used: Math.min(taken, state.used + points),
    unanswered: Math.max(0, state.unanswered - before),
    expected: state.expected === null ? null : state.expected - answered,
  }
}

/** In a minute that may slide, a point is back at the latest a minute after its answer came. */
function remember(
  { windowKind, answered }: BudgetState,
  report: BudgetReport,
  now: number,
  { budgetWindowMs }: Times,
): BudgetState['answered'] {
  if (windowKind === 'fixed') return []
  const partMs = budgetWindowMs / partsOfWindow
  const last = answered.filter(({ at }) => at > now - 2 * budgetWindowMs)
  const newest = last.at(-1)
  if (report.answered === 0) return last
  if (!newest || Math.floor(newest.at / partMs) < Math.floor(now / partMs))
    return [...last, { at: now, points: report.answered }]
  return [...last.slice(0, -1), { at: now, points: newest.points + report.answered }]
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
  const known = { ...state, windowKind: 'fixed', windowStartedAt: began, leftBefore: null, expected: null } as const
  if (began <= started) return known
  const fresh = { remaining: null, headerAt: null, pacedUntil: null }
  return { ...known, ...fresh, taken: state.taken - state.used, used: 0, unanswered: 0 }
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
  const { remaining } = header
  const headerAt = now - header.sentAgo
  if (headerAt < (state.headerAt ?? 0)) return takeLower(state, remaining, headerAt)
  if (newWindow) return { ...state, remaining, headerAt, asksAt: null, expected: remaining }
  const inWindow = headerAt - (state.windowStartedAt ?? 0)
  // Of a request that was sent before this window, the header tells of the last one.
  if (state.windowKind === 'fixed' && inWindow < 0) return state
  const isUnclear = report.isUnclear || state.expected === null
  const expected = isUnclear ? remaining : Math.min(remaining, state.expected ?? remaining)
  const next = { ...state, remaining, headerAt, asksAt: null, expected }
  if (remaining - expected > limits.pointsPerMinute / partsOfWindow + 3 * limits.inFlight)
    return { ...next, windowKind: 'sliding', leftBefore: null, expected: null }
  if (state.leftBefore === null || inWindow < budgetMarginMs) return next
  // A window that was to begin, and in which no point came back, didn't begin.
  return { ...next, leftBefore: null, windowKind: remaining <= state.leftBefore ? 'unknown' : state.windowKind }
}

/** Requests overtake each other on their way to the target: what is left is the least that was said in this window. */
function takeLower(state: BudgetState, remaining: number, headerAt: number): BudgetState {
  const isOfLastWindow = state.windowKind === 'fixed' && headerAt < (state.windowStartedAt ?? 0)
  if (isOfLastWindow || state.remaining === null) return state
  return { ...state, remaining: Math.min(state.remaining, remaining) }
}

/**
 * After a 429 nobody sends until the time it named, else until the next window; that is where a new window begins. How
 * many points are back by then is known only of a target whose windows begin anew: else a single request asks.
 */
function block(
  state: BudgetState,
  limited: NonNullable<BudgetReport['limited']>,
  now: number,
  { budgetWindowMs, retryAfterMostMs }: Times,
): BudgetState {
  const nextWindow = (state.windowStartedAt ?? now) + budgetWindowMs
  // A destination that is told to wait for longer is held, and asks again when that ends.
  const asked = limited.retryAfterMs === null ? null : Math.min(limited.retryAfterMs, retryAfterMostMs)
  const ends = asked === null ? nextWindow : now - limited.ago + asked
  const blockedUntil = Math.max(state.blockedUntil ?? 0, ends + limited.jitterMs)
  const windowStartedAt = Math.floor((now - ends) / budgetWindowMs) * budgetWindowMs + ends
  const isToldNothing = state.windowKind === 'fixed' || state.remaining === null
  const remaining = isToldNothing ? null : 0
  const asksAt = isToldNothing ? null : blockedUntil
  return {
    ...state,
    blockedUntil,
    windowStartedAt,
    remaining,
    headerAt: null,
    asksAt,
    expected: null,
    pacedUntil: null,
  }
}
