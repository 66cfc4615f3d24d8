import { retryAfterMs } from '../retry-after.ts'
import type { SendResult } from '../send-result.ts'
import type { BudgetReport } from './budget-rules.ts'

/** A request for which a point was given out: when, and as the how-manieth. */
export type Sent = { readonly sentAt: number; readonly order: number }

type News = {
  used: number
  beyondLease: number
  header: { readonly remaining: number; readonly sentAt: number } | null
  windowBeganAt: number | null
  limited: { readonly at: number; readonly retryAfterMs: number | null; readonly jitterMs: number } | null
}

const noNews = (): News => ({ used: 0, beyondLease: 0, header: null, windowBeganAt: null, limited: null })

/** What this process learns from answers until it has told the others. Times are on the monotonic clock. */
export class Learning {
  #news = noNews()
  #toldNow: News | null = null
  #newest: { readonly remaining: number; readonly order: number } | null = null

  get hasNews(): boolean {
    return this.#news.used > 0 || this.#news.limited !== null
  }

  /** Whether there was a 429 that the others don't know of yet. */
  get isLimited(): boolean {
    return this.#news.limited !== null
  }

  /** `inFlight`: by how much the points left may differ only because answers overtake each other. */
  take(sent: Sent, result: SendResult, now: number, inFlight: number, jitterMs: number): void {
    const points = result.kind === 'answered' ? (result.points ?? 1) : 1
    this.#news.used += points
    this.#news.beyondLease += points - 1
    if (result.kind !== 'answered') return
    if (result.answer.status === 429) {
      this.#news.limited = { at: now, retryAfterMs: retryAfterMs(result.answer.headers, Date.now()), jitterMs }
    }
    const { remaining } = result
    if (remaining === null || (this.#newest && sent.order < this.#newest.order)) return
    if (this.#newest && remaining > this.#newest.remaining + inFlight) this.#news.windowBeganAt = now
    this.#newest = { remaining, order: sent.order }
    this.#news.header = { remaining, sentAt: sent.sentAt }
  }

  /** What is to be told; the teller says with {@link wasTold} whether it could. */
  report(now: number): BudgetReport {
    const { used, beyondLease, header, windowBeganAt, limited } = this.#news
    this.#toldNow = this.#news
    this.#news = noNews()
    return {
      used,
      beyondLease,
      header: header && { remaining: header.remaining, sentAgo: now - header.sentAt },
      windowBeganAgo: windowBeganAt === null ? null : now - windowBeganAt,
      limited: limited && { ago: now - limited.at, retryAfterMs: limited.retryAfterMs, jitterMs: limited.jitterMs },
    }
  }

  wasTold(isTold: boolean): void {
    const told = this.#toldNow
    this.#toldNow = null
    if (isTold || !told) return
    const since = this.#news
    this.#news = {
      used: told.used + since.used,
      beyondLease: told.beyondLease + since.beyondLease,
      header: since.header ?? told.header,
      windowBeganAt: since.windowBeganAt ?? told.windowBeganAt,
      limited: since.limited ?? told.limited,
    }
  }
}
