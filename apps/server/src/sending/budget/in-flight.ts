import type { CredentialLimits } from '@sluice/schema'

/**
 * How many requests may be in flight: the setting, halved each time the target shows that it is overloaded (a
 * time-out, a 503), and one more again each window.
 */
export class InFlight {
  readonly #growMs: number
  #most = Number.POSITIVE_INFINITY
  #changedAt = 0
  count = 0

  constructor(growMs: number) {
    this.#growMs = growMs
  }

  isFull(limits: CredentialLimits, now: number): boolean {
    const grown = Math.floor((now - this.#changedAt) / this.#growMs)
    if (grown > 0 && this.#most < limits.inFlight) {
      this.#most += grown
      this.#changedAt = now
    }
    return this.count >= Math.min(this.#most, limits.inFlight)
  }

  /** At most once while the requests of before are still coming back. */
  shrink(limits: CredentialLimits, now: number, sentAt: number): void {
    if (sentAt < this.#changedAt) return
    this.#most = Math.max(1, Math.floor(Math.min(this.#most, limits.inFlight) / 2))
    this.#changedAt = now
  }
}
