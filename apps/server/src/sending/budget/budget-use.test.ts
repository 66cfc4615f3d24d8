import type { CredentialLimits } from '@sluice/schema'
import { expect, it } from 'vitest'
import type { SendResult } from '../send-result.ts'
import { type BudgetState, newBudget } from './budget-state.ts'
import { Learning, type Sent } from './learning.ts'
import { leasePoints } from './lease-points.ts'
import { Leases } from './leased-points.ts'
import { takeReport } from './take-report.ts'

const times = { budgetWindowMs: 60_000, budgetLeaseMs: 250, budgetMarginMs: 250, retryAfterMostMs: 3_600_000 }
const stepMs = 5

type Setting = {
  readonly processes: number
  readonly shareForOthers: number
  /** How far the target's windows begin from the clock's minute. */
  readonly phaseMs: number
  readonly latencyMs: number
  /** Of the limit, by a second client, evenly. */
  readonly others: number
  /** Fixed windows, or a sliding one in which each point comes back a minute after it was spent. */
  readonly kind: 'fixed' | 'sliding'
  readonly minutes: number
  readonly pointsPerMinute: number
  /** Every so often the target, and at other times a sender, does nothing for a while. */
  readonly stalls: { readonly everyMs: number; readonly lastMs: number } | null
}

const usual = {
  processes: 1,
  shareForOthers: 0,
  phaseMs: 0,
  latencyMs: 80,
  others: 0,
  kind: 'fixed',
  minutes: 7,
  pointsPerMinute: 600,
  stalls: null,
} as const

/** A target with a limit; a second client takes its part of them as the minute goes on. */
class Target {
  /** By minutes of the target. */
  readonly counts: number[] = []
  /** When it answered 429. */
  readonly limited: number[] = []
  readonly #spent: number[] = []
  readonly #setting: Setting

  constructor(setting: Setting) {
    this.#setting = setting
  }

  take(now: number): { status: number; remaining: number } {
    return this.#setting.kind === 'fixed' ? this.#takeOfWindow(now) : this.#takeOfMinute(now)
  }

  #takeOfMinute(now: number): { status: number; remaining: number } {
    while ((this.#spent[0] ?? now) <= now - 60_000) this.#spent.shift()
    const { pointsPerMinute, others } = this.#setting
    const left = pointsPerMinute * (1 - others) - this.#spent.length
    if (left < 1) {
      this.limited.push(now)
      return { status: 429, remaining: 0 }
    }
    this.#spent.push(now)
    const minute = Math.floor(now / 60_000)
    this.counts[minute] = (this.counts[minute] ?? 0) + 1
    return { status: 200, remaining: left - 1 }
  }

  #takeOfWindow(now: number): { status: number; remaining: number } {
    const inWindow = now + 60_000 - this.#setting.phaseMs
    const number = Math.floor(inWindow / 60_000)
    const { pointsPerMinute, others } = this.#setting
    const byOthers = Math.ceil((pointsPerMinute * others * (inWindow % 60_000)) / 60_000)
    const used = this.counts[number] ?? 0
    if (used + byOthers >= pointsPerMinute) {
      this.limited.push(now)
      return { status: 429, remaining: 0 }
    }
    this.counts[number] = used + 1
    return { status: 200, remaining: pointsPerMinute - byOthers - used - 1 }
  }
}

/** When what happens at `now` is done: at once, or at the end of a stall. */
function endOfStall(now: number, stalls: Setting['stalls'], shiftMs: number): number {
  const into = stalls ? (now + shiftMs) % stalls.everyMs : 0
  return stalls && into < stalls.lastMs ? now - into + stalls.lastMs : now
}

type Flight = {
  readonly sent: Sent
  readonly reachesAt: number
  readonly answeredAt: number
  answer?: { status: number; remaining: number }
}

/** A process that always has something to send, on a clock that the test moves. */
class Sender {
  readonly #leases = new Leases()
  readonly #learning = new Learning(60_000)
  #flights: Flight[] = []
  #order = 0
  #askAt = 0
  #blockedUntil = 0

  step(now: number, shared: { state: BudgetState }, target: Target, limits: CredentialLimits, setting: Setting): void {
    const { latencyMs, stalls } = setting
    for (const flight of this.#flights) {
      if (!flight.answer && flight.reachesAt <= now) flight.answer = target.take(flight.reachesAt)
      if (flight.answer && flight.answeredAt <= now)
        this.#learning.take(flight.sent, toResult(flight.answer), now, limits, 0)
    }
    this.#flights = this.#flights.filter((flight) => flight.answeredAt > now)
    if (this.#learning.isLimited) this.#leases.clear()
    while (
      now >= this.#blockedUntil &&
      this.#flights.length < limits.inFlight &&
      (this.#leases.nextAt(now) ?? Number.POSITIVE_INFINITY) <= now
    ) {
      this.#leases.spend(now)
      this.#flights.push({
        sent: { sentAt: now, order: ++this.#order },
        reachesAt: endOfStall(now + latencyMs / 2, stalls, 0),
        answeredAt: endOfStall(now + latencyMs / 2, stalls, 0) + latencyMs / 2,
      })
    }
    if (this.#learning.isLimited || (now >= this.#askAt && this.#leases.isLow(now))) this.#ask(now, shared, limits)
  }

  #ask(now: number, shared: { state: BudgetState }, limits: CredentialLimits): void {
    const learned = takeReport(shared.state, this.#learning.report(now), limits, now, times)
    this.#learning.wasTold(true)
    const given = leasePoints(learned, { kind: 'delivery', points: 100, askingMs: 5 }, limits, now, times)
    shared.state = given.state
    this.#blockedUntil = learned.blockedUntil ?? 0
    if (given.lease.kind === 'wait') this.#askAt = given.lease.until
    else this.#leases.add(given.lease.points, given.lease.from, given.lease.until, given.lease.expires)
  }
}

const toResult = ({ status, remaining }: { status: number; remaining: number }): SendResult => ({
  kind: 'answered',
  answer: { status, statusText: '', headers: [], body: '', isCut: false },
  durationMs: 1,
  points: 1,
  remaining,
})

/** Sends all the time: the points of each of the target's whole minutes after the first, and when it answered 429. */
function run(changes: Partial<Setting>): { perMinute: number[]; limited: number[]; sent: number } {
  const setting: Setting = { ...usual, ...changes }
  const target = new Target(setting)
  const shared = { state: newBudget }
  const senders = Array.from({ length: setting.processes }, () => new Sender())
  const { pointsPerMinute, shareForOthers } = setting
  const limits = { pointsPerMinute, shareForOthers, inFlight: 8 }
  for (let now = 0; now < setting.minutes * 60_000; now += stepMs) {
    for (const [index, sender] of senders.entries()) {
      const isStalled = endOfStall(now, setting.stalls, 1_700 * (index + 1)) > now
      if (!isStalled) sender.step(now, shared, target, limits, setting)
    }
  }
  const perMinute = target.counts.slice(2, setting.minutes - 1)
  return { perMinute, limited: target.limited, sent: perMinute.reduce((sum, points) => sum + points, 0) }
}

const mean = ({ perMinute, sent }: ReturnType<typeof run>) => sent / perMinute.length

const alone = [1, 3].flatMap((processes) =>
  [0, 10].flatMap((shareForOthers) =>
    [0, 23_700, 59_000].flatMap((phaseMs) =>
      [20, 300].map((latencyMs) => ({ processes, shareForOthers, phaseMs, latencyMs })),
    ),
  ),
)

it.each(alone)('uses at least 99 % of the allowed points, and gets no 429, when alone: %o', (setting) => {
  const result = run(setting)
  const allowed = 600 - 6 * setting.shareForOthers
  const share = mean(result) / allowed
  expect({ limited: result.limited, isUsed: share >= 0.99, share }).toEqual({ limited: [], isUsed: true, share })
})

it.each([1, 3].flatMap((processes) => [20, 300].map((latencyMs) => ({ processes, latencyMs }))))(
  'recognises a sliding minute: no 429, and at least 95 % of the points used over ten minutes: %o',
  (setting) => {
    const result = run({ ...setting, kind: 'sliding', minutes: 12 })
    const share = mean(result) / 600
    expect({ limited: result.limited, isUsed: share >= 0.95, share }).toEqual({ limited: [], isUsed: true, share })
  },
)

it.each(
  [1, 3].flatMap((processes) =>
    [0, 10].flatMap((shareForOthers) => [0, 23_700].map((phaseMs) => ({ processes, shareForOthers, phaseMs }))),
  ),
)('gets at most 1 % of 429 while a second client takes 30 %: %o', (setting) => {
  const result = run({ ...setting, others: 0.3 })
  expect(result.limited.length).toBeLessThanOrEqual(result.sent / 100)
  expect(mean(result)).toBeGreaterThanOrEqual(0.95 * 420)
})

it('gets at most 1 % of 429 in a sliding minute of which a second client has 30 %', () => {
  const result = run({ kind: 'sliding', others: 0.3, processes: 3, minutes: 12 })
  expect(result.limited.length).toBeLessThanOrEqual(result.sent / 100)
  expect(mean(result)).toBeGreaterThanOrEqual(0.9 * 420)
})

const stalls = [
  { everyMs: 4_100, lastMs: 300 },
  { everyMs: 7_300, lastMs: 1_000 },
  { everyMs: 11_900, lastMs: 2_500 },
  { everyMs: 23_100, lastMs: 6_000 },
]

it.each(
  [1, 3].flatMap((processes) =>
    (['fixed', 'sliding'] as const).flatMap((kind) =>
      [60, 600].flatMap((pointsPerMinute) =>
        stalls.map((each) => ({ processes, kind, pointsPerMinute, stalls: each })),
      ),
    ),
  ),
)('gets no 429 where the target and the processes stand still for seconds: %o', (setting) => {
  expect(run({ ...setting, minutes: 12 }).limited).toEqual([])
})
