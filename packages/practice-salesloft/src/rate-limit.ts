import type { Settings } from './settings.ts'

type BudgetSettings = Pick<Settings, 'pointsPerMinute' | 'windowMs' | 'windowKind' | 'othersShare' | 'othersEveryMs'>

export type Charge = {
  allowed: boolean
  /** Points left in the window after this request; undefined where there is no limit. */
  remaining: number | undefined
  /** How long until points come back. */
  resetMs: number
}

/** The points of the team's minute, taken by us and by the other client of the settings. */
export class RateLimit {
  readonly #settings: BudgetSettings
  #spent: { at: number; cost: number }[] = []
  #used = 0

  constructor(settings: BudgetSettings) {
    this.#settings = settings
  }

  /** Takes the points if they are there. A refused request takes none. */
  charge(cost: number, now: number): Charge {
    const { pointsPerMinute, windowMs, windowKind } = this.#settings
    if (pointsPerMinute === 0) return { allowed: true, remaining: undefined, resetMs: 0 }
    const windowStart = windowKind === 'fixed' ? now - (now % windowMs) : now - windowMs
    this.#forgetBefore(windowStart)
    const left = Math.max(0, pointsPerMinute - this.#used - this.#takenByOthers(now))
    const oldest = this.#spent[0]?.at ?? now
    const resetMs = windowKind === 'fixed' ? windowStart + windowMs - now : oldest + windowMs - now
    if (left < cost) return { allowed: false, remaining: left, resetMs }
    this.#spent.push({ at: now, cost })
    this.#used += cost
    return { allowed: true, remaining: left - cost, resetMs }
  }

  clear(): void {
    this.#spent = []
    this.#used = 0
  }

  #forgetBefore(start: number): void {
    let expired = 0
    for (const { at, cost } of this.#spent) {
      const isExpired = this.#settings.windowKind === 'fixed' ? at < start : at <= start
      if (!isExpired) break
      this.#used -= cost
      expired++
    }
    if (expired > 0) this.#spent.splice(0, expired)
  }

  #takenByOthers(now: number): number {
    const { pointsPerMinute, windowMs, windowKind, othersShare, othersEveryMs } = this.#settings
    const points = pointsPerMinute * othersShare
    if (windowKind === 'sliding') return Math.ceil(points)
    const intoWindow = now % windowMs
    const parts = Math.min(windowMs, (Math.floor(intoWindow / othersEveryMs) + 1) * othersEveryMs)
    return Math.ceil((points * parts) / windowMs)
  }
}

/** What a request costs: 1, or more for a deep page of a list. */
export function costOf(method: string, page: number): number {
  if (method !== 'GET' || page <= 100) return 1
  if (page <= 150) return 3
  if (page <= 250) return 8
  return page <= 500 ? 10 : 30
}
