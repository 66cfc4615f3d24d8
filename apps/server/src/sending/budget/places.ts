import type { PlacesGiven, PlacesWanted } from './share-places.ts'

/** The places in flight of this process, as the shared budget gave them. Times are on the monotonic clock. */
export class Places {
  readonly #process: string
  #given: PlacesGiven = { mayUse: 0, until: 0 }
  /** As many as the others believe to be used here. */
  #held = 0
  /** While the others are being told, no more than they are told of may be in flight. */
  #told = Number.POSITIVE_INFINITY
  #overloadedAt: number | null = null
  count = 0

  constructor(process: string) {
    this.#process = process
  }

  /** How many requests may be in flight. */
  mayUse(now: number): number {
    return now < this.#given.until ? Math.min(this.#given.mayUse, this.#told) : 0
  }

  /** When these are the others' again, unless they were asked for anew. */
  get until(): number {
    return this.#given.until
  }

  /** The target was too slow, or too busy, for a request that was sent then. */
  noteOverload(sentAt: number): void {
    this.#overloadedAt = Math.max(sentAt, this.#overloadedAt ?? 0)
  }

  /** Whether the others are to hear of it: an overload, or places that are held for nothing. */
  hasNews(isAnyoneWaiting: boolean): boolean {
    const isIdle = !isAnyoneWaiting && this.count === 0 && this.#held > 0
    const isMoreThanItsPart = this.count < this.#held && this.#given.mayUse < this.#held
    return this.#overloadedAt !== null || isIdle || isMoreThanItsPart
  }

  wanted(now: number, wants: number): PlacesWanted {
    const overloadedAgo = this.#overloadedAt === null ? null : now - this.#overloadedAt
    this.#overloadedAt = null
    this.#told = wants > 0 ? Math.max(this.count, this.mayUse(now)) : this.count
    return { process: this.#process, wants, inFlight: this.#told, overloadedAgo }
  }

  take(given: PlacesGiven): void {
    this.#given = given
    this.#told = Number.POSITIVE_INFINITY
    this.#held = Math.max(given.mayUse, this.count)
  }
}
