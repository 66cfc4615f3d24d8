/** Items in the order they came, for one taker that may have to wait. */
export class Mailbox<Item> {
  #items: Item[] = []
  #failure: { readonly error: unknown } | undefined
  #waiting: PromiseWithResolvers<Item> | undefined

  put(item: Item): void {
    if (this.#waiting) {
      this.#waiting.resolve(item)
      this.#waiting = undefined
    } else this.#items.push(item)
  }

  /** What was put before is still given out; then every taker gets the error. */
  fail(error: unknown): void {
    this.#failure ??= { error }
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }

  async take(): Promise<Item> {
    const item = this.#items.shift()
    if (item !== undefined) return item
    if (this.#failure) throw this.#failure.error
    this.#waiting = Promise.withResolvers<Item>()
    return this.#waiting.promise
  }
}
