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
  #usedAt = 0
  #asked = 0
  #mostUsed = 0
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

  /** How many it asked for last. */
  get asked(): number {
    return this.#asked
  }

  /** Whether the others are to hear of it: an overload, or more places than its part. */
  get hasNews(): boolean {
    return this.#overloadedAt !== null || (this.count < this.#held && this.#given.mayUse < this.#held)
  }

  /** When places that nobody uses are to be given back; kept for a moment, since the next request may be near. */
  idleAt(keepMs: number): number {
    return this.count === 0 && this.#held > 0 ? this.#usedAt + keepMs : Number.POSITIVE_INFINITY
  }

  /** So many wait for a place or a point, beside those in flight. */
  noteWaiting(waiting: number): void {
    this.#mostUsed = Math.max(this.#mostUsed, this.count + waiting)
  }

  start(): void {
    this.count += 1
  }

  end(now: number): void {
    this.count -= 1
    this.#usedAt = now
  }

  /** Asks for twice as many as were of use since it asked last. */
  wanted(now: number, waiting: number, most: number): PlacesWanted {
    this.noteWaiting(waiting)
    const wants = Math.min(most, 2 * this.#mostUsed)
    const overloadedAgo = this.#overloadedAt === null ? null : now - this.#overloadedAt
    this.#overloadedAt = null
    this.#asked = wants
    this.#mostUsed = 0
    this.#told = wants > 0 ? Math.max(this.count, this.mayUse(now)) : this.count
    return { process: this.#process, wants, inFlight: this.#told, overloadedAgo }
  }

  take(given: PlacesGiven): void {
    this.#given = given
    this.#told = Number.POSITIVE_INFINITY
    this.#held = Math.max(given.mayUse, this.count)
  }
}
