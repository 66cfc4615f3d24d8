type LeasedPoints = {
  spent: number
  readonly points: number
  readonly from: number
  readonly until: number
  readonly expires: number
}

/** Points that this process may spend, each from its own moment on. Times are on the monotonic clock. */
export class Leases {
  #leases: LeasedPoints[] = []
  #lastPoints = 0

  add(points: number, from: number, until: number, expires: number): void {
    this.#leases.push({ points, spent: 0, from, until, expires })
    this.#lastPoints = points
  }

  /** When the next point may be spent; null when there is none. */
  nextAt(now: number): number | null {
    const lease = this.#current(now)
    return lease ? lease.from + ((lease.until - lease.from) * lease.spent) / lease.points : null
  }

  spend(now: number): void {
    const lease = this.#current(now)
    if (lease) lease.spent += 1
  }

  /** Whether it is time to ask for more: what is left is at most half of a lease. */
  isLow(now: number): boolean {
    if (!this.#current(now)) return true
    const left = this.#leases.reduce((sum, { points, spent }) => sum + points - spent, 0)
    return left * 2 <= this.#lastPoints
  }

  clear(): void {
    this.#leases = []
  }

  #current(now: number): LeasedPoints | undefined {
    for (;;) {
      const [first] = this.#leases
      if (!first || (first.spent < first.points && first.expires > now)) return first
      this.#leases.shift()
    }
  }
}
