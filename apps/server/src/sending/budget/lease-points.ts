import type { CredentialLimits } from '@sluice/schema'
import type { Waits } from '../../waits.ts'
import { type BudgetState, mostCatchUp, partsOfWindow } from './budget-state.ts'
import { roll } from './roll.ts'

export type LeaseWanted = {
  readonly kind: 'interactive' | 'delivery'
  readonly points: number
  /** How long asking takes: a lease lasts until the next one can be there. */
  readonly askingMs: number
}

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
type Leased = { state: BudgetState; lease: Lease }

/** While no new window can be counted on, so much of the evenly spent points: what comes back is always enough for it. */
const careful = 0.98
/** So much of the limit is left alone where points come back one by one. */
const reserve = 0.01

/** Hands out points. An interactive call gets its own at once, from the others' share too if need be. */
export function leasePoints(
  state: BudgetState,
  wanted: LeaseWanted,
  limits: CredentialLimits,
  now: number,
  times: Times,
): Leased {
  const next = roll(state, now, times)
  const windowEnd = (next.windowStartedAt ?? now) + times.budgetWindowMs
  if (next.blockedUntil !== null && next.blockedUntil > now) return wait(next, next.blockedUntil)
  if (wanted.kind === 'interactive') {
    if (pointsLeft(next, { ...limits, shareForOthers: 0 }, wanted.kind) < wanted.points)
      return waitForPoints(next, wanted, now, times)
    return give(next, { points: wanted.points, from: now, until: now, expires: windowEnd }, next.pacedUntil)
  }
  const left = pointsLeft(next, limits, wanted.kind)
  if (left < 1) return waitForPoints(next, wanted, now, times)
  const from = Math.max(now, next.pacedUntil ?? now, startOfSpending(next, times))
  const stretchMs = Math.max(times.budgetLeaseMs, Math.min(2 * wanted.askingMs, times.budgetWindowMs / partsOfWindow))
  if (from - now > stretchMs) return wait(next, from - stretchMs)
  const rate = spendingRate(next, left, limits, from, times)
  const points = Math.max(1, Math.min(wanted.points, left, Math.round(rate * stretchMs)))
  const until = from + points / rate
  return give(next, { points, from, until, expires: windowEnd }, until)
}

/** Points of a minute that Sluice may use: the limit less the share of others. */
export function allowedPoints({ pointsPerMinute, shareForOthers }: CredentialLimits): number {
  return pointsPerMinute - Math.floor((pointsPerMinute * shareForOthers) / 100)
}

const wait = (state: BudgetState, until: number): Leased => ({ state, lease: { kind: 'wait', until } })

function give(
  state: BudgetState,
  points: Omit<Extract<Lease, { kind: 'points' }>, 'kind'>,
  pacedUntil: number | null,
): Leased {
  return { state: { ...state, taken: state.taken + points.points, pacedUntil }, lease: { kind: 'points', ...points } }
}

/** Until the window ends; where that may bring nothing, until a single request asks whether points came back. */
function waitForPoints(state: BudgetState, { points }: LeaseWanted, now: number, times: Times): Leased {
  const windowEnd = (state.windowStartedAt ?? now) + times.budgetWindowMs
  const asksAt = state.windowKind === 'fixed' ? null : (state.asksAt ?? pointsBackAt(state, times))
  if (asksAt === null) return wait(state, windowEnd)
  if (now < asksAt) return wait(state, Math.min(asksAt, now + times.budgetLeaseMs))
  const asked = { ...state, asksAt: now + times.budgetWindowMs / partsOfWindow }
  return give(asked, { points: Math.min(points, 1), from: now, until: now, expires: windowEnd }, state.pacedUntil)
}

/** When the next of our own points is surely back; without any, after a part of a window; null when nothing is known. */
function pointsBackAt({ headerAt, answered }: BudgetState, { budgetWindowMs, budgetMarginMs }: Times): number | null {
  if (headerAt === null) return null
  const next = answered.find(({ at }) => at + budgetWindowMs > headerAt + budgetMarginMs)
  return next ? next.at + budgetWindowMs : headerAt + budgetWindowMs / partsOfWindow
}

/**
 * Whole points that may still be leased. What others have used is what the header tells beyond our own points; only
 * the part of their share that they haven't used is kept for them.
 */
function pointsLeft(state: BudgetState, limits: CredentialLimits, kind: LeaseWanted['kind']): number {
  const { taken, used, unanswered, remaining } = state
  if (state.windowKind === 'sliding') {
    const kept = kind === 'interactive' ? 0 : Math.ceil(limits.pointsPerMinute * reserve)
    return Math.floor((remaining ?? allowedPoints(limits)) - (taken - used) - unanswered - kept)
  }
  const byOwnCount = allowedPoints(limits) - taken
  if (remaining === null) return Math.floor(byOwnCount)
  const share = limits.pointsPerMinute - allowedPoints(limits)
  const usedByOthers = Math.max(0, limits.pointsPerMinute - remaining - used)
  const late = state.windowKind === 'fixed' ? 0 : unanswered
  const byHeader = remaining - Math.max(0, share - usedByOthers) - (taken - used) - late
  return Math.floor(Math.min(byOwnCount, byHeader))
}

/** A moment after the window's begin, so that nothing comes to the target in the one before. */
function startOfSpending({ windowKind, windowStartedAt }: BudgetState, { budgetMarginMs }: Times): number {
  return windowKind === 'fixed' ? (windowStartedAt ?? 0) + budgetMarginMs : 0
}

/**
 * Points a millisecond. In a window whose end is known: what is left over what is left of it, so that it is used
 * evenly and up. Else a little less than evenly; where points come back one by one, what has gathered is spent too.
 */
function spendingRate(state: BudgetState, left: number, limits: CredentialLimits, from: number, times: Times): number {
  const allowed = allowedPoints(limits)
  const even = allowed / times.budgetWindowMs
  if (state.windowKind === 'unknown') return careful * even
  if (state.windowKind === 'sliding') {
    const wanted = limits.pointsPerMinute * (1 - reserve) - careful * allowed
    const gathered = Math.max(0, left - wanted) / (times.budgetWindowMs / partsOfWindow)
    return Math.min(careful * even + gathered, mostCatchUp * even)
  }
  const windowEnd = (state.windowStartedAt ?? from) + times.budgetWindowMs
  const rest = Math.max(1, windowEnd - times.budgetMarginMs - from)
  return Math.min(left / rest, mostCatchUp * even)
}
