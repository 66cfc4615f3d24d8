import type { CredentialLimits } from '@sluice/schema'
import { retryAfterMs } from '../retry-after.ts'
import type { SendResult } from '../send-result.ts'
import { mostCatchUp } from './budget-state.ts'
import type { BudgetReport } from './take-report.ts'

/** A request for which a point was given out: when, and as the how-manieth. */
export type Sent = { readonly sentAt: number; readonly order: number }

type Used = { readonly sentAt: number; points: number; requests: number }

type News = {
  used: Used[]
  answered: number
  header: { readonly remaining: number; readonly sentAt: number } | null
  newWindow: { readonly beganAt: number; readonly oldAt: number } | null
  isUnclear: boolean
  limited: { readonly at: number; readonly retryAfterMs: number | null; readonly jitterMs: number } | null
}

const noNews = (): News => ({
  used: [],
  answered: 0,
  header: null,
  newWindow: null,
  isUnclear: false,
  limited: null,
})

/** Beyond this part of a window, two answers are too far apart to tell how points came back between them. */
const longApart = 1 / 20
const sameTime = 1 / 6_000

/** What this process learns from answers until it has told the others. Times are on the monotonic clock. */
export class Learning {
  readonly #windowMs: number
  #news = noNews()
  #toldNow: News | null = null
  #newest: { readonly remaining: number; readonly sent: Sent } | null = null

  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  get hasNews(): boolean {
    return this.#news.used.length > 0 || this.#news.limited !== null
  }

  /** Whether there was a 429 that the others don't know of yet. */
  get isLimited(): boolean {
    return this.#news.limited !== null
  }

  take(sent: Sent, result: SendResult, now: number, limits: CredentialLimits, jitterMs: number): void {
    const points = result.kind === 'answered' ? (result.points ?? 1) : 1
    this.#use(sent.sentAt, points)
    if (result.kind !== 'answered') return
    const isRefused = result.answer.status === 429
    if (isRefused)
      this.#news.limited = { at: now, retryAfterMs: retryAfterMs(result.answer.headers, Date.now()), jitterMs }
    else this.#news.answered += points
    const { remaining } = result
    if (remaining !== null) this.#takeHeader(sent, remaining, now, limits)
  }

  #takeHeader(sent: Sent, remaining: number, now: number, limits: CredentialLimits): void {
    if (this.#newest && sent.order < this.#newest.sent.order) this.#takeLower(remaining, limits)
    else {
      this.#compare(sent, remaining, now, limits)
      this.#newest = { remaining, sent }
      this.#news.header = { remaining, sentAt: sent.sentAt }
    }
  }

  /** It was overtaken on its way: the newest answer doesn't count it, unless it tells of the window before. */
  #takeLower(remaining: number, { inFlight }: CredentialLimits): void {
    const { header } = this.#news
    if (header && header.remaining - remaining <= inFlight)
      this.#news.header = { ...header, remaining: Math.min(header.remaining, remaining) }
  }

  /** What was sent at about the same time is told in one. */
  #use(sentAt: number, points: number): void {
    const last = this.#news.used.at(-1)
    if (last && Math.abs(last.sentAt - sentAt) < this.#windowMs * sameTime) {
      last.points += points
      last.requests += 1
    } else this.#news.used.push({ sentAt, points, requests: 1 })
  }

  /** Points that came back at once are those of a new window: one by one, no more come back than were spent before. */
  #compare({ sentAt }: Sent, remaining: number, now: number, { pointsPerMinute, inFlight }: CredentialLimits): void {
    if (!this.#newest) return
    const rise = remaining - this.#newest.remaining
    const apart = now - this.#newest.sent.sentAt
    const mostOneByOne = (mostCatchUp * pointsPerMinute * apart) / this.#windowMs
    // Answers overtake each other, and requests that were held up reach the target at once.
    if (rise <= inFlight) return
    if (rise > 2 * inFlight + mostOneByOne)
      this.#news.newWindow = { beganAt: now, oldAt: Math.min(sentAt, this.#newest.sent.sentAt) }
    else if (apart > this.#windowMs * longApart) this.#news.isUnclear = true
  }

  /** What is to be told; the teller says with {@link wasTold} whether it could. */
  report(now: number): BudgetReport {
    const { used, answered, header, newWindow, isUnclear, limited } = this.#news
    this.#toldNow = this.#news
    this.#news = noNews()
    return {
      used: used.map(({ sentAt, ...sum }) => ({ ...sum, sentAgo: now - sentAt })),
      answered,
      header: header && { remaining: header.remaining, sentAgo: now - header.sentAt },
      newWindow: newWindow && { beganAgo: now - newWindow.beganAt, oldAgo: now - newWindow.oldAt },
      isUnclear,
      limited: limited && { ago: now - limited.at, retryAfterMs: limited.retryAfterMs, jitterMs: limited.jitterMs },
    }
  }

  wasTold(isTold: boolean): void {
    const told = this.#toldNow
    this.#toldNow = null
    if (isTold || !told) return
    const since = this.#news
    this.#news = {
      used: [...told.used, ...since.used],
      answered: told.answered + since.answered,
      header: since.header ?? told.header,
      newWindow: since.newWindow ?? told.newWindow,
      isUnclear: told.isUnclear || since.isUnclear,
      limited: since.limited ?? told.limited,
    }
  }
}
