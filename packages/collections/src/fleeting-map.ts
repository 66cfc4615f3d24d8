/**
 * A map for entries that come and go all the time, in the order they came.
 *
 * A `Map` of V8 links each table that it has outgrown, or filled with deleted entries, to the next one. Once such a
 * table is old, all that was ever in a later one counts as alive until the next full collection, however short it
 * lived: with a `Map` on the way of every request all garbage grows old. This one moves to a new `Map` so often that
 * few tables hang together.
 */
export class FleetingMap<Key, Value> {
  #entries = new Map<Key, Value>()
  /** Entries that were deleted since it moved. */
  #gone = 0

  get size(): number {
    return this.#entries.size
  }

  has(key: Key): boolean {
    return this.#entries.has(key)
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key)
  }

  set(key: Key, value: Value): void {
    this.#entries.set(key, value)
  }

  /** True when it was there. */
  delete(key: Key): boolean {
    if (!this.#entries.delete(key)) return false
    this.#gone += 1
    if (this.#gone * 2 > this.#entries.size) {
      this.#entries = new Map(this.#entries)
      this.#gone = 0
    }
    return true
  }

  clear(): void {
    this.#entries = new Map()
    this.#gone = 0
  }

  /** The entry that came first; one that was set again keeps its place. */
  first(): [Key, Value] | undefined {
    return this.#entries.entries().next().value
  }

  /** In the order they came; what is deleted meanwhile may still be told. */
  keys(): IterableIterator<Key> {
    return this.#entries.keys()
  }

  /** In the order they came; what is deleted meanwhile may still be told. */
  values(): IterableIterator<Value> {
    return this.#entries.values()
  }
}
