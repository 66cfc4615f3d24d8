import type { CredentialLimits } from '@sluice/schema'
import { expect, it } from 'vitest'
import type { SendResult } from '../send-result.ts'
import { type BudgetState, lease, newBudget, takeReport } from './budget-rules.ts'
import { Learning, type Sent } from './learning.ts'
import { Leases } from './leased-points.ts'

const times = { budgetWindowMs: 60_000, budgetLeaseMs: 250, budgetMarginMs: 250 }
const windows = 7
const stepMs = 5

type Setting = {
  readonly processes: number
  readonly shareForOthers: number
  /** How far the target's windows begin from the clock's minute. */
  readonly phaseMs: number
  readonly latencyMs: number
  /** Of the limit, by a second client, evenly. */
  readonly others: number
}

/** A target with fixed windows of 600 points; a second client takes its part of them as the window goes on. */
class Target {
  readonly counts: number[] = []
  limited = 0
  readonly #setting: Setting

  constructor(setting: Setting) {
    this.#setting = setting
  }

  take(now: number): { status: number; remaining: number } {
    const inWindow = now + 60_000 - this.#setting.phaseMs
    const number = Math.floor(inWindow / 60_000)
    const byOthers = Math.ceil((600 * this.#setting.others * (inWindow % 60_000)) / 60_000)
    const used = this.counts[number] ?? 0
    if (used + byOthers >= 600) {
      this.limited += 1
      return { status: 429, remaining: 0 }
    }
    this.counts[number] = used + 1
    return { status: 200, remaining: 600 - byOthers - used - 1 }
  }
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
  readonly #learning = new Learning()
  #flights: Flight[] = []
  #order = 0
  #askAt = 0
  #blockedUntil = 0

  step(now: number, shared: { state: BudgetState }, target: Target, limits: CredentialLimits, latencyMs: number): void {
    for (const flight of this.#flights) {
      if (!flight.answer && flight.reachesAt <= now) flight.answer = target.take(flight.reachesAt)
      if (flight.answer && flight.answeredAt <= now)
        this.#learning.take(flight.sent, toResult(flight.answer), now, limits.inFlight, 0)
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
        reachesAt: now + latencyMs / 2,
        answeredAt: now + latencyMs,
      })
    }
    if (this.#learning.isLimited || (now >= this.#askAt && this.#leases.isLow(now))) this.#ask(now, shared, limits)
  }

  #ask(now: number, shared: { state: BudgetState }, limits: CredentialLimits): void {
    const learned = takeReport(shared.state, this.#learning.report(now), now, times)
    this.#learning.wasTold(true)
    const given = lease(learned, { kind: 'delivery', points: 100 }, limits, now, times)
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

/** Sends for seven minutes; the points of each of the target's whole windows after the first, and the answers 429. */
function run(setting: Setting): { perWindow: number[]; limited: number } {
  const target = new Target(setting)
  const shared = { state: newBudget }
  const senders = Array.from({ length: setting.processes }, () => new Sender())
  const limits = { pointsPerMinute: 600, shareForOthers: setting.shareForOthers, inFlight: 8 }
  for (let now = 0; now < windows * 60_000; now += stepMs) {
    for (const sender of senders) sender.step(now, shared, target, limits, setting.latencyMs)
  }
  return { perWindow: target.counts.slice(2, windows - 1), limited: target.limited }
}

const alone = [1, 3].flatMap((processes) =>
  [0, 10].flatMap((shareForOthers) =>
    [0, 23_700, 59_000].flatMap((phaseMs) =>
      [20, 300].map((latencyMs) => ({ processes, shareForOthers, phaseMs, latencyMs, others: 0 })),
    ),
  ),
)

it.each(alone)('uses at least 99 % of the allowed points, and gets no 429, when alone: %o', (setting) => {
  const { perWindow, limited } = run(setting)
  const allowed = 600 - 6 * setting.shareForOthers
  const mean = perWindow.reduce((sum, points) => sum + points, 0) / perWindow.length
  expect({ limited, isUsed: mean >= 0.99 * allowed, mean }).toEqual({ limited: 0, isUsed: true, mean })
})

it.each([0, 23_700])(
  'gets at most 1 %% of 429 while a second client takes 30 %%, windows %i ms off the minute',
  (phaseMs) => {
    const { perWindow, limited } = run({ processes: 3, shareForOthers: 10, phaseMs, latencyMs: 80, others: 0.3 })
    const sent = perWindow.reduce((sum, points) => sum + points, 0)
    expect(limited).toBeLessThanOrEqual(sent / 100)
    expect(sent / perWindow.length).toBeGreaterThanOrEqual(0.95 * 420)
  },
)
