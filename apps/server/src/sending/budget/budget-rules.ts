import type { CredentialLimits } from '@sluice/schema'
import type { Waits } from '../../waits.ts'

/** What is known of a team's points, over all processes. Times are milliseconds of one clock, the database's. */
export type BudgetState = {
  readonly windowStartedAt: number | null
  /** Whether an answer has shown when the target's own window begins; else it is assumed to begin with the first use. */
  readonly isWindowSeen: boolean
  /** Points of this window that were leased, and of these the ones whose answers were reported. */
  readonly taken: number
  readonly used: number
  /** As the newest answer said. */
  readonly remaining: number | null
  readonly pacedUntil: number | null
  readonly blockedUntil: number | null
}

/** What a process has learned since its last report. Ages are in milliseconds before the report. */
export type BudgetReport = {
  /** Points whose answers have come, and those that they cost beyond what was leased for them. */
  readonly used: number
  readonly beyondLease: number
  /** What the newest answer said, and when its request was sent. */
  readonly header: { readonly remaining: number; readonly sentAgo: number } | null
  /** When an answer showed far more points left than the one before it. */
  readonly windowBeganAgo: number | null
  /** A 429. */
  readonly limited: { readonly ago: number; readonly retryAfterMs: number | null; readonly jitterMs: number } | null
}

export type LeaseWanted = { readonly kind: 'interactive' | 'delivery'; readonly points: number }

/** Points to be used evenly between `from` and `until`, at the latest when the window ends; or when to ask again. */
export type Lease =
  | {
      readonly kind: 'points'
      readonly points: number
      readonly from: number
      readonly until: number
      readonly expires: number
    }
  | { readonly kind: 'wait'; readonly until: number }

type Times = Pick<Waits, 'budgetWindowMs' | 'budgetLeaseMs' | 'budgetMarginMs'>

export const newBudget: BudgetState = {
  windowStartedAt: null,
  isWindowSeen: false,
  taken: 0,
  used: 0,
  remaining: null,
  pacedUntil: null,
  blockedUntil: null,
}

/** How much faster than evenly the points may be spent to catch up: little while the window's end is a guess. */
const catchUp = { seen: 4, assumed: 1.1 }
/** A window that seems to begin this many margins after ours has begun is the same one, seen late. */
const smallShift = 4

/** Takes in what a process has learned. What the answers' headers say counts more than our own sums. */
export function takeReport(state: BudgetState, report: BudgetReport, now: number, times: Times): BudgetState {
  let next = roll(state, now, times)
  const began = windowBegan(next, report, now)
  if (began !== null && began - (next.windowStartedAt ?? 0) > smallShift * times.budgetMarginMs) {
    const outstanding = Math.max(0, next.taken - next.used - report.used)
    next = { ...next, windowStartedAt: began, taken: outstanding, used: 0, pacedUntil: null }
  } else {
    const taken = next.taken + report.beyondLease
    next = { ...next, taken, used: Math.min(taken, next.used + report.used) }
  }
  if (began !== null) next = { ...next, isWindowSeen: true }
  // Of a request that was sent before this window, the header tells of the last one.
  if (report.header && (began !== null || now - report.header.sentAgo >= (next.windowStartedAt ?? 0))) {
    next = { ...next, remaining: report.header.remaining }
  }
  return report.limited === null ? next : block(next, report.limited, now, times)
}

/**
 * When the target's window began anew, as an answer has shown it. Each process sees that for itself; for the first one
 * that tells, the points left are far more than what all of them knew of before.
 */
function windowBegan(state: BudgetState, { windowBeganAgo, header }: BudgetReport, now: number): number | null {
  if (windowBeganAgo === null || !header || state.remaining === null) return null
  return header.remaining > state.remaining ? now - windowBeganAgo : null
}

/** Hands out points. An interactive call gets its own at once, from the others' share too if need be. */
export function lease(
  state: BudgetState,
  wanted: LeaseWanted,
  limits: CredentialLimits,
  now: number,
  times: Times,
): { state: BudgetState; lease: Lease } {
  const next = roll(state, now, times)
  const windowEnd = (next.windowStartedAt ?? now) + times.budgetWindowMs
  if (next.blockedUntil !== null && next.blockedUntil > now)
    return { state: next, lease: { kind: 'wait', until: next.blockedUntil } }
  if (wanted.kind === 'interactive') {
    if (pointsLeft(next, { ...limits, shareForOthers: 0 }) < wanted.points)
      return { state: next, lease: { kind: 'wait', until: windowEnd } }
    const paid = { ...next, taken: next.taken + wanted.points }
    return { state: paid, lease: { kind: 'points', points: wanted.points, from: now, until: now, expires: windowEnd } }
  }
  const left = pointsLeft(next, limits)
  if (left < 1) return { state: next, lease: { kind: 'wait', until: windowEnd } }
  const from = Math.max(now, next.pacedUntil ?? now)
  if (from - now > times.budgetLeaseMs)
    return { state: next, lease: { kind: 'wait', until: from - times.budgetLeaseMs } }
  const rate = spendingRate(next, left, limits, from, times)
  const points = Math.max(1, Math.min(wanted.points, left, Math.round(rate * times.budgetLeaseMs)))
  const until = from + points / rate
  return {
    state: { ...next, taken: next.taken + points, pacedUntil: until },
    lease: { kind: 'points', points, from, until, expires: windowEnd },
  }
}

/** Points of a minute that Sluice may use: the limit less the share of others. */
export function allowedPoints({ pointsPerMinute, shareForOthers }: CredentialLimits): number {
  return pointsPerMinute - Math.floor((pointsPerMinute * shareForOthers) / 100)
}

/**
 * Whole points that may still be leased in this window. What others have used is what the header tells beyond our own
 * points; only the part of their share that they haven't used is kept for them.
 */
function pointsLeft(state: BudgetState, limits: CredentialLimits): number {
  const { taken, used, remaining } = state
  const byOwnCount = allowedPoints(limits) - taken
  if (remaining === null) return Math.floor(byOwnCount)
  const share = limits.pointsPerMinute - allowedPoints(limits)
  const usedByOthers = Math.max(0, limits.pointsPerMinute - remaining - used)
  const byHeader = remaining - Math.max(0, share - usedByOthers) - (taken - used)
  return Math.floor(Math.min(byOwnCount, byHeader))
}

/** Points a millisecond: what is left over what is left of the window, so that it is used evenly and up. */
function spendingRate(state: BudgetState, left: number, limits: CredentialLimits, from: number, times: Times): number {
  const windowEnd = (state.windowStartedAt ?? from) + times.budgetWindowMs
  const even = allowedPoints(limits) / times.budgetWindowMs
  const rest = Math.max(1, windowEnd - times.budgetMarginMs - from)
  return Math.min(left / rest, even * (state.isWindowSeen ? catchUp.seen : catchUp.assumed))
}

/** Begins a new window when the old one is over. The first one is assumed to begin with the clock's minute. */
function roll(state: BudgetState, now: number, { budgetWindowMs }: Times): BudgetState {
  const started = state.windowStartedAt ?? 0
  // A little before its begin is still in it: processes read the clock at slightly different moments.
  if (state.windowStartedAt !== null && Math.abs(now - started) < budgetWindowMs) return state
  const phase = started % budgetWindowMs
  const windowStartedAt = Math.floor((now - phase) / budgetWindowMs) * budgetWindowMs + phase
  const isNext = now - started < 2 * budgetWindowMs && now > started
  return {
    ...state,
    windowStartedAt,
    isWindowSeen: state.isWindowSeen && isNext,
    taken: 0,
    used: 0,
    remaining: null,
    pacedUntil: null,
  }
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
  return { ...state, blockedUntil, windowStartedAt, remaining: null, pacedUntil: null }
}
