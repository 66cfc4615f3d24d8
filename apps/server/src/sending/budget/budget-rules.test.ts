import { expect, it } from 'vitest'
import { type BudgetState, newBudget } from './budget-state.ts'
import { leasePoints } from './lease-points.ts'
import { type BudgetReport, takeReport as takeReportOf } from './take-report.ts'

const times = { budgetWindowMs: 60_000, budgetLeaseMs: 250, budgetMarginMs: 250, retryAfterMostMs: 3_600_000 }
const limits = { pointsPerMinute: 600, shareForOthers: 10, inFlight: 8 }
const start = 1_000 * 60_000
const nothing: BudgetReport = {
  used: [],
  answered: 0,
  header: null,
  newWindow: null,
  isUnclear: false,
  limited: null,
}
/** Of a target whose windows are known to begin with the clock's minute. */
const seenBudget: BudgetState = { ...newBudget, windowKind: 'fixed', windowStartedAt: start }
const takeReport = (state: BudgetState, report: BudgetReport, now: number) =>
  takeReportOf(state, report, limits, now, times)
const usedAgo = (sentAgo: number, requests: number, points = requests) => [{ sentAgo, requests, points }]
const delivery = { kind: 'delivery', points: Number.MAX_SAFE_INTEGER, askingMs: 5 } as const

/** Leases and spends everything from `now` to the window's end; gives the points and the busiest second. */
function spendAll(
  state: BudgetState,
  now: number,
  until: number,
): { state: BudgetState; points: number; mostInASecond: number } {
  const perSecond = new Map<number, number>()
  let points = 0
  while (now < until) {
    const given = leasePoints(state, delivery, limits, now, times)
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
  const { points, mostInASecond } = spendAll(seenBudget, start, start + 59_999)
  expect({ points, mostInASecond }).toEqual({ points: 540, mostInASecond: 10 })
})

it('catches up what was not used earlier in a window that it has seen begin', () => {
  const { points, mostInASecond } = spendAll(seenBudget, start + 30_000, start + 59_999)
  expect(points).toBe(540)
  expect(mostInASecond).toBeLessThanOrEqual(19)
})

it('spends a little less than evenly while it doesn’t know how the target counts', () => {
  const { points } = spendAll(newBudget, start + 30_000, start + 59_999)
  expect(points).toBeGreaterThan(260)
  expect(points).toBeLessThanOrEqual(267)
})

it('takes over what the header says is left: what others have used is not used twice', () => {
  const half = spendAll(seenBudget, start, start + 30_000)
  const used = half.points
  const header = (remaining: number) => ({
    ...nothing,
    used: usedAgo(10, used),
    answered: used,
    header: { remaining, sentAgo: 10 },
  })
  const after = (remaining: number) =>
    used + spendAll(takeReport(half.state, header(remaining), start + 30_000), start + 30_000, start + 59_999).points
  expect([after(600 - used), after(600 - used - 60), after(600 - used - 200)]).toEqual([540, 540, 400])
})

it('waits for the next window when nothing is left, and begins it full', () => {
  const spent = takeReport(seenBudget, { ...nothing, header: { remaining: 0, sentAgo: 0 } }, start + 10_000)
  const wait = leasePoints(spent, delivery, limits, start + 10_000, times)
  expect(wait.lease).toEqual({ kind: 'wait', until: start + 60_000 })
  expect(spendAll(wait.state, start + 60_000, start + 119_999).points).toBe(540)
})

it('asks with one request now and then when nothing is left and it isn’t known when points come back', () => {
  const spent = takeReport(newBudget, { ...nothing, header: { remaining: 0, sentAgo: 0 } }, start + 10_000)
  const leases = [10_000, 12_900, 13_000, 13_001].map(
    (at) => leasePoints(spent, delivery, limits, start + at, times).lease,
  )
  expect(leases.map((lease) => (lease.kind === 'points' ? lease.points : 0))).toEqual([0, 0, 1, 1])
})

it('doesn’t take a header of the last window for one of this', () => {
  const next = takeReport(
    { ...seenBudget, windowStartedAt: start - 60_000 },
    { ...nothing, header: { remaining: 0, sentAgo: 200 } },
    start + 100,
  )
  expect(next).toMatchObject({ windowStartedAt: start, remaining: null })
})

const newWindow = { ...nothing, header: { remaining: 599, sentAgo: 50 }, newWindow: { beganAgo: 10, oldAgo: 200 } }

it('aligns itself to the target’s window when answers show that it began anew', () => {
  const before = takeReport(newBudget, { ...nothing, header: { remaining: 3, sentAgo: 0 } }, start + 20_000)
  const after = takeReport(before, newWindow, start + 21_000)
  expect(after).toMatchObject({ windowStartedAt: start + 20_990, windowKind: 'fixed', taken: 0, remaining: 599 })
})

it('keeps to its own window as long as what answers show agrees with it, and moves it by as little as it can', () => {
  const known = { ...seenBudget, taken: 30, used: 20 }
  const seen = (beganAgo: number, oldAgo: number) =>
    takeReport(known, { ...nothing, newWindow: { beganAgo, oldAgo } }, start + 1_000)
  expect([seen(900, 1_100), seen(1_050, 1_300), seen(700, 950)]).toEqual([
    known,
    { ...known, windowStartedAt: start - 50 },
    { ...known, windowStartedAt: start + 300, taken: 10, used: 0 },
  ])
})

it('takes the begin of a window from the first process that tells of it, not from each', () => {
  const first = takeReport({ ...newBudget, taken: 9, used: 7, remaining: 3 }, newWindow, start + 21_000)
  const leased = { ...first, taken: 40 }
  const second = takeReport(
    leased,
    { ...newWindow, header: { remaining: 570, sentAgo: 10 }, newWindow: { beganAgo: 4_000, oldAgo: 4_500 } },
    start + 25_000,
  )
  const headerAt = start + 24_990
  expect(second).toEqual({ ...leased, remaining: 570, headerAt, expected: 570 })
})

it('recognises that points come back one by one, and then never counts on a new window', () => {
  let state: BudgetState = { ...seenBudget, remaining: 12, headerAt: start, expected: 12 }
  for (let second = 1; second <= 6; second++) {
    const report = { ...nothing, answered: 10, used: usedAgo(100, 10), header: { remaining: 12, sentAgo: 100 } }
    state = takeReport(state, report, start + second * 1_000)
  }
  expect(state).toMatchObject({ windowKind: 'sliding', remaining: 12 })
  expect(leasePoints(state, delivery, limits, start + 60_001, times).state).toMatchObject({ remaining: 12 })
})

it('no longer counts on a window in which no point came back', () => {
  const before = { ...seenBudget, remaining: 5, headerAt: start + 59_000 }
  const header = (remaining: number) => ({ ...nothing, header: { remaining, sentAgo: 10 } })
  const kinds = [5, 400].map((remaining) => takeReport(before, header(remaining), start + 61_000).windowKind)
  expect(kinds).toEqual(['unknown', 'fixed'])
})

it('gives an interactive call its point at once, from the others’ share when ours is used up', () => {
  const full = { ...seenBudget, taken: 540 }
  const call = { kind: 'interactive', points: 1, askingMs: 5 } as const
  expect(leasePoints(full, delivery, limits, start + 59_000, times).lease.kind).toBe('wait')
  expect(leasePoints(full, call, limits, start + 59_000, times).lease).toMatchObject({
    kind: 'points',
    points: 1,
    from: start + 59_000,
  })
  expect(leasePoints({ ...full, taken: 600 }, call, limits, start + 59_000, times).lease.kind).toBe('wait')
})

it.each([
  ['a Retry-After', 7_000, start + 37_500],
  ['no Retry-After, until the next minute', null, start + 60_500],
  ['a Retry-After of two minutes', 120_000, start + 150_500],
  ['a Retry-After of ten hours, an hour at most', 36_000_000, start + 3_630_500],
])('stops everybody after a 429 with %s', (_name, retryAfterMs, until) => {
  const limited = { ago: 0, retryAfterMs, jitterMs: 500 }
  const blocked = takeReport(newBudget, { ...nothing, limited }, start + 30_000)
  const calls = [delivery, { kind: 'interactive', points: 1, askingMs: 5 } as const].map((wanted) =>
    leasePoints(blocked, wanted, limits, start + 30_001, times),
  )
  expect(calls.map((call) => call.lease)).toEqual([
    { kind: 'wait', until },
    { kind: 'wait', until },
  ])
  expect(leasePoints(blocked, delivery, limits, until, times).lease.kind).toBe('points')
})

it('counts a call that costs more than one point', () => {
  const before = { ...seenBudget, taken: 1 }
  const report = { ...nothing, used: usedAgo(50, 1, 8), answered: 8 }
  expect(takeReport(before, report, start + 100)).toMatchObject({ taken: 8, used: 8 })
})

it('doesn’t begin a new window when the clock is read a little earlier, and does when it jumps', () => {
  const state = { ...seenBudget, taken: 500 }
  expect(
    [-5, 5, 59_999, 60_001, -3_600_000, 3_600_000].map(
      (shift) => leasePoints(state, delivery, limits, start + shift, times).state.taken < 500,
    ),
  ).toEqual([false, false, false, true, true, true])
})

it('goes on with one request after a 429 where points may come back one by one', () => {
  const limited = { ago: 0, retryAfterMs: 1_000, jitterMs: 0 }
  const report = { ...nothing, header: { remaining: 0, sentAgo: 5 }, limited }
  const blocked = takeReport({ ...newBudget, windowKind: 'sliding' }, report, start + 30_000)
  const { state, lease } = leasePoints(blocked, delivery, limits, start + 31_000, times)
  expect(lease).toMatchObject({ kind: 'points', points: 1 })
  expect(leasePoints(state, delivery, limits, start + 31_001, times).lease.kind).toBe('wait')
})

it('still counts requests of the last window that nobody has answered where no window begins anew', () => {
  const state: BudgetState = {
    ...newBudget,
    windowKind: 'sliding',
    windowStartedAt: start,
    taken: 20,
    used: 12,
    remaining: 20,
  }
  const points = (now: number) => spendAll(state, now, now + 3_000).points
  expect([points(start + 59_000), points(start + 61_000)]).toEqual([6, 6])
})

it('asks no sooner than the next of our own points is back', () => {
  const spent = takeReport(
    { ...newBudget, windowKind: 'sliding' },
    { ...nothing, used: usedAgo(100, 5), answered: 5, header: { remaining: 0, sentAgo: 100 } },
    start + 10_000,
  )
  const leases = [13_000, 69_999, 70_000].map((at) => leasePoints(spent, delivery, limits, start + at, times).lease)
  expect(leases.map((lease) => (lease.kind === 'points' ? lease.points : 0))).toEqual([0, 0, 1])
})
