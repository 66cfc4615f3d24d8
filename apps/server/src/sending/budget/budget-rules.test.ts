import { expect, it } from 'vitest'
import { type BudgetReport, type BudgetState, lease, newBudget, takeReport } from './budget-rules.ts'

const times = { budgetWindowMs: 60_000, budgetLeaseMs: 250, budgetMarginMs: 250 }
const limits = { pointsPerMinute: 600, shareForOthers: 10, inFlight: 8 }
const start = 1_000 * 60_000
const nothing: BudgetReport = { used: 0, beyondLease: 0, header: null, windowBeganAgo: null, limited: null }
const delivery = { kind: 'delivery', points: Number.MAX_SAFE_INTEGER } as const

/** Leases and spends everything from `now` to the window's end; gives the points and the busiest second. */
function spendAll(
  state: BudgetState,
  now: number,
  until: number,
): { state: BudgetState; points: number; mostInASecond: number } {
  const perSecond = new Map<number, number>()
  let points = 0
  while (now < until) {
    const given = lease(state, delivery, limits, now, times)
    state = given.state
    if (given.lease.kind === 'wait') {
      now = Math.min(until, Math.max(given.lease.until, now + 1))
      continue
    }
    for (let point = 0; point < given.lease.points; point++) {
      const at = given.lease.from + ((given.lease.until - given.lease.from) * point) / given.lease.points
      perSecond.set(Math.floor(at / 1000), (perSecond.get(Math.floor(at / 1000)) ?? 0) + 1)
    }
    points += given.lease.points
    now = given.lease.until
  }
  return { state, points, mostInASecond: Math.max(...perSecond.values()) }
}

it('spends a whole window evenly and up, and keeps the share of others', () => {
  const { points, mostInASecond } = spendAll(newBudget, start, start + 59_999)
  expect({ points, mostInASecond }).toEqual({ points: 540, mostInASecond: 10 })
})

it('catches up what was not used earlier in a window that it has seen begin', () => {
  const header = (remaining: number) => ({ remaining, sentAgo: 0 })
  const before = takeReport(newBudget, { ...nothing, header: header(60) }, start + 1, times)
  const seen = takeReport(before, { ...nothing, header: header(600), windowBeganAgo: 0 }, start + 2, times)
  const { points, mostInASecond } = spendAll(seen, start + 30_000, start + 59_999)
  expect(points).toBe(540)
  expect(mostInASecond).toBeLessThanOrEqual(19)
})

it('is careful while it only assumes when the window began', () => {
  const { points } = spendAll(newBudget, start + 30_000, start + 59_999)
  expect(points).toBeGreaterThan(265)
  expect(points).toBeLessThanOrEqual(300)
})

it('takes over what the header says is left: what others have used is not used twice', () => {
  const half = spendAll(newBudget, start, start + 30_000)
  const used = half.points
  const header = (remaining: number) => ({ ...nothing, used, header: { remaining, sentAgo: 10 } })
  const alone = spendAll(
    takeReport(half.state, header(600 - used), start + 30_000, times),
    start + 30_000,
    start + 59_999,
  )
  const within = spendAll(
    takeReport(half.state, header(600 - used - 60), start + 30_000, times),
    start + 30_000,
    start + 59_999,
  )
  const beyond = spendAll(
    takeReport(half.state, header(600 - used - 200), start + 30_000, times),
    start + 30_000,
    start + 59_999,
  )
  expect([alone.points, within.points, beyond.points].map((points) => used + points)).toEqual([540, 540, 400])
})

it('waits for the next window when nothing is left, and begins it full', () => {
  const spent = takeReport(newBudget, { ...nothing, header: { remaining: 0, sentAgo: 0 } }, start + 10_000, times)
  const wait = lease(spent, delivery, limits, start + 10_000, times)
  expect(wait.lease).toEqual({ kind: 'wait', until: start + 60_000 })
  expect(spendAll(wait.state, start + 60_000, start + 119_999).points).toBe(540)
})

it('doesn’t take a header of the last window for one of this', () => {
  const next = takeReport(newBudget, { ...nothing, header: { remaining: 0, sentAgo: 200 } }, start + 100, times)
  expect(lease(next, delivery, limits, start + 100, times).lease.kind).toBe('points')
})

it('aligns itself to the target’s window when an answer shows that it began anew', () => {
  const before = takeReport(newBudget, { ...nothing, header: { remaining: 3, sentAgo: 0 } }, start + 20_000, times)
  const after = takeReport(
    before,
    { ...nothing, header: { remaining: 599, sentAgo: 50 }, windowBeganAgo: 10 },
    start + 21_000,
    times,
  )
  expect(after).toMatchObject({ windowStartedAt: start + 20_990, isWindowSeen: true, taken: 0, remaining: 599 })
})

it('takes the begin of a window from the first process that tells of it, not from each', () => {
  const anew = { ...nothing, used: 2, header: { remaining: 598, sentAgo: 10 }, windowBeganAgo: 10 }
  const before = takeReport(newBudget, { ...nothing, header: { remaining: 3, sentAgo: 0 } }, start + 20_000, times)
  const first = takeReport({ ...before, taken: 9, used: 7 }, anew, start + 21_000, times)
  const leased = { ...first, taken: 40 }
  const second = takeReport(leased, { ...anew, header: { remaining: 570, sentAgo: 10 } }, start + 25_000, times)
  expect(second).toEqual({ ...leased, used: 2, remaining: 570 })
})

it('gives an interactive call its point at once, from the others’ share when ours is used up', () => {
  const spent = spendAll(newBudget, start, start + 59_000).state
  const full = { ...spent, taken: 540 }
  const call = { kind: 'interactive', points: 1 } as const
  expect(lease(full, delivery, limits, start + 59_000, times).lease.kind).toBe('wait')
  expect(lease(full, call, limits, start + 59_000, times).lease).toMatchObject({
    kind: 'points',
    points: 1,
    from: start + 59_000,
  })
  expect(lease({ ...full, taken: 600 }, call, limits, start + 59_000, times).lease.kind).toBe('wait')
})

it.each([
  ['a Retry-After', 7_000, start + 37_500],
  ['no Retry-After, until the next minute', null, start + 60_500],
  ['a Retry-After of two minutes', 120_000, start + 150_500],
])('stops everybody after a 429 with %s', (_name, retryAfterMs, until) => {
  const limited = { ago: 0, retryAfterMs, jitterMs: 500 }
  const blocked = takeReport(newBudget, { ...nothing, limited }, start + 30_000, times)
  const calls = [delivery, { kind: 'interactive', points: 1 } as const].map((wanted) =>
    lease(blocked, wanted, limits, start + 30_001, times),
  )
  expect(calls.map((call) => call.lease)).toEqual([
    { kind: 'wait', until },
    { kind: 'wait', until },
  ])
  expect(lease(blocked, delivery, limits, until, times).lease.kind).toBe('points')
})

it('counts a call that costs more than one point', () => {
  const before = { ...newBudget, windowStartedAt: start, taken: 1 }
  expect(takeReport(before, { ...nothing, used: 8, beyondLease: 7 }, start + 100, times)).toMatchObject({
    taken: 8,
    used: 8,
  })
})

it('doesn’t begin a new window when the clock is read a little earlier, and does when it jumps', () => {
  const state = { ...newBudget, windowStartedAt: start, taken: 500 }
  expect(
    [-5, 5, 59_999, 60_001, -3_600_000, 3_600_000].map(
      (shift) => lease(state, delivery, limits, start + shift, times).state.taken < 500,
    ),
  ).toEqual([false, false, false, true, true, true])
})
