import type { CredentialLimits } from '@sluice/schema'
import type { RateBudgetStore } from '../../store/rate-budgets.ts'
import type { Waits } from '../../waits.ts'
import type { BudgetKey, Grant, PointsWanted } from '../rate-budget.ts'
import type { SendResult } from '../send-result.ts'
import type { LeaseWanted } from './budget-rules.ts'
import { InFlight } from './in-flight.ts'
import { Learning, type Sent } from './learning.ts'
import { Leases } from './leased-points.ts'
import { type Told, tellAndAsk } from './shared-budget.ts'
import { type Waiter, WaitingLine } from './waiting-line.ts'

type Parts = {
  readonly key: BudgetKey
  readonly store: RateBudgetStore
  readonly waits: Waits
  readonly random: () => number
  readonly onError: (error: unknown) => void
}

/** How long after a failure of the database it is asked again. */
const retryMs = 500

/** One budget as this process uses it: who waits, what is leased, what is in flight, what was learned. */
export class LocalBudget {
  readonly #parts: Parts
  readonly #lines = { interactive: new WaitingLine(), delivery: new WaitingLine() }
  /** When the shared budget may be asked again for each kind. */
  readonly #askAt = { interactive: 0, delivery: 0 }
  readonly #leases = new Leases()
  readonly #learning = new Learning()
  readonly #inFlight: InFlight
  readonly #sent = new Map<Grant, Sent>()
  #limits: CredentialLimits | null = null
  #order = 0
  #grantedSinceLease = 0
  #isAsking = false
  #isClosed = false
  #blockedUntil = 0
  #timer: NodeJS.Timeout | undefined
  #timerAt = Number.POSITIVE_INFINITY

  constructor(parts: Parts) {
    this.#parts = parts
    this.#inFlight = new InFlight(parts.waits.budgetWindowMs)
  }

  acquire({ kind, destinationId = '', limits, signal }: PointsWanted): Promise<Grant> {
    if (signal?.aborted) return Promise.reject(signal.reason)
    const { promise, resolve, reject } = Promise.withResolvers<Grant>()
    const line = this.#lines[kind]
    const onAbort = () => {
      line.remove(waiter)
      reject(signal?.reason)
    }
    const waiter: Waiter = {
      turn: destinationId,
      grant(grant) {
        signal?.removeEventListener('abort', onAbort)
        resolve(grant)
      },
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    this.#limits = limits
    line.add(waiter)
    this.#serve()
    return promise
  }

  settle(grant: Grant, result: SendResult | null): void {
    const sent = this.#sent.get(grant)
    if (!sent) throw new Error('A grant was settled twice.')
    this.#sent.delete(grant)
    this.#inFlight.count -= 1
    const now = performance.now()
    const { budgetLeaseMs } = this.#parts.waits
    if (result === null || result.kind === 'not_sent') this.#leases.add(1, now, now, now + budgetLeaseMs)
    else this.#learn(sent, result, now)
    this.#serve()
    if (this.#learning.hasNews) this.#wake(now + budgetLeaseMs)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  #learn(sent: Sent, result: SendResult, now: number): void {
    const limits = this.#limits
    if (!limits) return
    const { waits, random } = this.#parts
    this.#learning.take(sent, result, now, limits.inFlight, random() * waits.budgetJitterMs)
    const status = result.kind === 'answered' ? result.answer.status : null
    if (status === 429) {
      this.#leases.clear()
      this.#tell()
    } else if (status === 503 || (result.kind === 'in_doubt' && result.code === 'timeout')) {
      this.#inFlight.shrink(limits, now, sent.sentAt)
    }
  }

  /** Gives out every right that can be given now, and sees to it that the next one can be. */
  #serve(): void {
    let isGranted = true
    while (isGranted) isGranted = this.#serveNext()
  }

  #serveNext(): boolean {
    const limits = this.#limits
    const kind = this.#lines.interactive.length > 0 ? 'interactive' : 'delivery'
    const now = performance.now()
    if (!limits || this.#lines[kind].length === 0 || this.#inFlight.isFull(limits, now)) return false
    // Until the shared budget says how long, a 429 stops everything.
    if (this.#learning.isLimited) this.#tell()
    else if (now < this.#blockedUntil) this.#wake(this.#blockedUntil)
    else if (limits.pointsPerMinute === 0) return this.#grant(kind, now)
    else return this.#servePoint(kind, now)
    return false
  }

  #servePoint(kind: PointsWanted['kind'], now: number): boolean {
    const at = this.#leases.nextAt(now)
    const isDue = at !== null && (kind === 'interactive' || at <= now)
    if (isDue) this.#grant(kind, now)
    else if (at !== null) this.#wake(at)
    if (at === null || this.#leases.isLow(now)) this.#ask(at === null ? kind : 'delivery')
    return isDue
  }

  #grant(kind: PointsWanted['kind'], now: number): boolean {
    const waiter = this.#lines[kind].shift()
    if (!waiter) return false
    this.#leases.spend(now)
    const grant: Grant = { key: this.#parts.key }
    this.#sent.set(grant, { sentAt: now, order: ++this.#order })
    this.#inFlight.count += 1
    this.#grantedSinceLease += 1
    waiter.grant(grant)
    return true
  }

  #tell(): void {
    if (!this.#isAsking) void this.#exchange(null)
  }

  #ask(kind: LeaseWanted['kind']): void {
    if (this.#isAsking) return
    const lately = Math.max(this.#lines.delivery.length, 2 * this.#grantedSinceLease, 1)
    if (performance.now() < this.#askAt[kind]) this.#wake(this.#askAt[kind])
    else void this.#exchange({ kind, points: kind === 'interactive' ? 1 : lately })
  }

  /** Tells what was learned and asks for points; one exchange at a time. */
  async #exchange(wanted: LeaseWanted | null): Promise<void> {
    const limits = this.#limits
    if (!limits || this.#isClosed) return
    this.#isAsking = true
    try {
      const report = this.#learning.report(performance.now())
      const told = await tellAndAsk(this.#parts, this.#parts.key, report, wanted, limits)
      this.#learning.wasTold(true)
      this.#take(wanted, told)
    } catch (error) {
      this.#learning.wasTold(false)
      this.#blockedUntil = performance.now() + retryMs
      this.#parts.onError(error)
    }
    this.#isAsking = false
    this.#serve()
  }

  #take(wanted: LeaseWanted | null, { lease, blockedUntil, now }: Told): void {
    const offset = performance.now() - now // from the database's clock to the monotonic one
    this.#blockedUntil = blockedUntil + offset
    if (!wanted || !lease) return
    if (lease.kind === 'wait') {
      this.#askAt[wanted.kind] = lease.until + offset
      return
    }
    if (wanted.kind === 'delivery') this.#grantedSinceLease = 0
    this.#leases.add(lease.points, lease.from + offset, lease.until + offset, lease.expires + offset)
  }

  #wake(at: number): void {
    if (this.#isClosed || at >= this.#timerAt) return
    clearTimeout(this.#timer)
    this.#timerAt = at
    this.#timer = setTimeout(() => this.#onTimer(), Math.max(0, at - performance.now()))
  }

  #onTimer(): void {
    this.#timerAt = Number.POSITIVE_INFINITY
    if (this.#learning.hasNews && this.#lines.delivery.length + this.#lines.interactive.length === 0) this.#tell()
    this.#serve()
  }
}
