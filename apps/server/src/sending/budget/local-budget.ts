import { setImmediate } from 'node:timers/promises'
import { FleetingMap } from '@sluice/collections'
import type { CredentialLimits } from '@sluice/schema'
import type { RateBudgetStore } from '../../store/rate-budgets.ts'
import type { Waits } from '../../waits.ts'
import type { BudgetKey, Grant, PointsWanted } from '../rate-budget.ts'
import type { SendResult } from '../send-result.ts'
import { Learning, type Sent } from './learning.ts'
import type { LeaseWanted } from './lease-points.ts'
import { Leases } from './leased-points.ts'
import { Places } from './places.ts'
import { type Told, tellAndAsk } from './shared-budget.ts'
import type { NoteTeam } from './used-by-others.ts'
import { type Waiter, WaitingLines } from './waiting-line.ts'
import { whenToTell } from './when-to-tell.ts'

type Parts = {
  readonly key: BudgetKey
  /** This process, among those that share the budget. */
  readonly process: string
  readonly store: RateBudgetStore
  readonly waits: Waits
  readonly random: () => number
  readonly onError: (error: unknown) => void
  readonly noteTeam: NoteTeam | undefined
}

/** How long after a failure of the database it is asked again. */
const retryMs = 500

/** One budget as this process uses it: who waits, what is leased, what is in flight, what was learned. */
export class LocalBudget {
  readonly #parts: Parts
  readonly #lines = new WaitingLines()
  /** When the shared budget may be asked again for each kind. */
  readonly #askAt = { interactive: 0, delivery: 0 }
  readonly #leases = new Leases()
  readonly #learning: Learning
  readonly #places: Places
  readonly #sent = new FleetingMap<Grant, Sent>()
  #limits: CredentialLimits | null = null
  #order = 0
  #grantedSinceLease = 0
  #isAsking = false
  #askedAt = 0
  #askingMs = 0
  #retryAt = 0
  #isClosed = false
  #blockedUntil = 0
  #timer: NodeJS.Timeout | undefined
  #timerAt = Number.POSITIVE_INFINITY

  constructor(parts: Parts) {
    this.#parts = parts
    this.#learning = new Learning(parts.waits.budgetWindowMs)
    this.#places = new Places(parts.process)
  }

  acquire({ kind, destinationId = '', limits, signal }: PointsWanted): Promise<Grant> {
    if (signal?.aborted) return Promise.reject(signal.reason)
    this.#limits = limits
    const grant = this.#grantAtOnce(kind, destinationId, limits)
    return grant ? Promise.resolve(grant) : this.#wait(kind, destinationId, signal)
  }

  /** Nearly always possible when nobody else waits. */
  #grantAtOnce(kind: PointsWanted['kind'], turn: string, limits: CredentialLimits): Grant | null {
    if (this.#lines.length > 0) return null
    const now = performance.now()
    this.#places.noteWaiting(1)
    if (!this.#mayGrant(kind, limits, now)) return null
    const grant = this.#grant(turn, limits, now)
    this.#keepTold()
    return grant
  }

  #wait(kind: PointsWanted['kind'], turn: string, signal: AbortSignal | undefined): Promise<Grant> {
    const { promise, resolve, reject } = Promise.withResolvers<Grant>()
    const line = this.#lines[kind]
    const onAbort = () => {
      line.remove(waiter)
      reject(signal?.reason)
    }
    const waiter: Waiter = { turn, grant: resolve }
    line.add(waiter)
    this.#serve()
    if (!signal) return promise
    signal.addEventListener('abort', onAbort, { once: true })
    return promise.finally(() => signal.removeEventListener('abort', onAbort))
  }

  settle(grant: Grant, result: SendResult | null): void {
    const sent = this.#sent.get(grant)
    if (!sent) throw new Error('A grant was settled twice.')
    this.#sent.delete(grant)
    const now = performance.now()
    this.#places.end(now)
    const { budgetLeaseMs } = this.#parts.waits
    if (result === null || result.kind === 'not_sent') this.#leases.add(1, now, now, now + budgetLeaseMs)
    else this.#learn(sent, result, now)
    this.#serve()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  #learn(sent: Sent, result: SendResult, now: number): void {
    const limits = this.#limits
    if (!limits) return
    const { waits, random } = this.#parts
    this.#learning.take(sent, result, now, limits, random() * waits.budgetJitterMs)
    const status = result.kind === 'answered' ? result.answer.status : null
    const isOverloaded = status === 503 || (result.kind === 'in_doubt' && result.code === 'timeout')
    if (status === 429) this.#leases.clear()
    else if (isOverloaded) this.#places.noteOverload(sent.sentAt)
  }

  /** Gives out every right that can be given now, and sees to it that the next one can be. */
  #serve(): void {
    this.#places.noteWaiting(this.#lines.length)
    let isGranted = true
    while (isGranted) isGranted = this.#serveNext()
    this.#keepTold()
  }

  #serveNext(): boolean {
    const limits = this.#limits
    const kind = this.#lines.next
    const now = performance.now()
    if (!limits || this.#lines[kind].length === 0 || !this.#mayGrant(kind, limits, now)) return false
    const waiter = this.#lines[kind].shift()
    if (waiter) waiter.grant(this.#grant(waiter.turn, limits, now))
    return waiter !== undefined
  }

  /** Whether the next right can be given now; if not, sees to it that it can be as soon as possible. */
  #mayGrant(kind: PointsWanted['kind'], limits: CredentialLimits, now: number): boolean {
    // Until the shared budget says how long, a 429 stops everything.
    if (this.#learning.isLimited || this.#places.count >= this.#places.mayUse(now)) return false
    if (now < this.#blockedUntil) {
      this.#wake(this.#blockedUntil)
      return false
    }
    return limits.pointsPerMinute === 0 || this.#hasPoint(kind, now)
  }

  #hasPoint(kind: PointsWanted['kind'], now: number): boolean {
    const at = this.#leases.nextAt(now)
    if (at !== null && (kind === 'interactive' || at <= now)) return true
    if (at !== null) this.#wake(at)
    if (at === null || this.#leases.isLow(now)) this.#ask(at === null ? kind : 'delivery')
    return false
  }

  #grant(turn: string, { pointsPerMinute }: CredentialLimits, now: number): Grant {
    this.#leases.spend(now)
    if (pointsPerMinute > 0 && this.#leases.isLow(now)) this.#ask('delivery')
    const grant: Grant = { key: this.#parts.key, destinationId: turn || undefined }
    this.#sent.set(grant, { sentAt: now, order: ++this.#order })
    this.#places.start()
    this.#grantedSinceLease += 1
    return grant
  }

  /** Sees to it that the others hear in time what they have to, and that this process keeps its places. */
  #keepTold(): void {
    const limits = this.#limits
    if (!limits || this.#isAsking) return
    const now = performance.now()
    const { waits } = this.#parts
    const use = { waiting: this.#lines.length, inFlight: limits.inFlight, askedAt: this.#askedAt }
    const tellAt = whenToTell({ now, ...use, learning: this.#learning, places: this.#places, waits })
    const at = Math.max(tellAt, this.#retryAt)
    if (at > now) this.#wake(at)
    else void this.#exchange(() => this.#pointsWanted(limits, performance.now()))
  }

  #ask(kind: LeaseWanted['kind']): void {
    if (this.#isAsking) return
    const at = Math.max(this.#askAt[kind], this.#retryAt)
    if (performance.now() < at) this.#wake(at)
    else void this.#exchange(() => this.#wantedOf(kind))
  }

  /** Points that are asked for along with places. */
  #pointsWanted({ pointsPerMinute }: CredentialLimits, now: number): LeaseWanted | null {
    const kind = this.#lines.next
    const isNeeded = pointsPerMinute > 0 && this.#lines[kind].length > 0 && this.#leases.nextAt(now) === null
    return isNeeded && now >= this.#askAt[kind] ? this.#wantedOf(kind) : null
  }

  #wantedOf(kind: LeaseWanted['kind']): LeaseWanted {
    // It is asked when half of a lease is spent: four times that is twice the lease, so that leases grow with the use.
    const lately = Math.max(this.#lines.delivery.length, 4 * this.#grantedSinceLease, 1)
    return { kind, points: kind === 'interactive' ? 1 : lately, askingMs: this.#askingMs }
  }

  /** Tells what was learned and asks for points; one exchange at a time. */
  async #exchange(pointsWanted: () => LeaseWanted | null): Promise<void> {
    const limits = this.#limits
    if (!limits || this.#isClosed) return
    this.#isAsking = true
    // Those who come at the same moment ask together.
    await setImmediate()
    if (this.#isClosed) return
    const wanted = pointsWanted()
    const now = performance.now()
    this.#askedAt = now
    try {
      const report = this.#learning.report(now)
      const places = this.#places.wanted(now, this.#lines.length, limits.inFlight)
      const told = await tellAndAsk(this.#parts, this.#parts.key, { report, places, lease: wanted, limits })
      this.#askingMs = performance.now() - now
      this.#learning.wasTold(true)
      this.#take(wanted, told)
    } catch (error) {
      this.#learning.wasTold(false)
      this.#retryAt = performance.now() + retryMs
      this.#parts.onError(error)
    }
    this.#isAsking = false
    this.#serve()
  }

  #take(wanted: LeaseWanted | null, { lease, places, blockedUntil, now }: Told): void {
    const offset = performance.now() - now // from the database's clock to the monotonic one
    this.#blockedUntil = blockedUntil + offset
    this.#places.take({ ...places, until: places.until + offset })
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
    const onTimer = () => {
      this.#timerAt = Number.POSITIVE_INFINITY
      this.#serve()
    }
    this.#timer = setTimeout(onTimer, Math.max(0, at - performance.now()))
  }
}
