import type { Grant } from '../rate-budget.ts'

/** Somebody who waits for the right to send. `turn`: whose turn it takes. */
export type Waiter = { readonly turn: string; readonly grant: (grant: Grant) => void }

/** Who waits for points, in the order they are served: the destinations take turns, request by request. */
class WaitingLine {
  readonly #lines = new Map<string, Set<Waiter>>()
  #length = 0

  get length(): number {
    return this.#length
  }

  add(waiter: Waiter): void {
    const line = this.#lines.get(waiter.turn) ?? new Set()
    this.#lines.set(waiter.turn, line.add(waiter))
    this.#length += 1
  }

  /** Takes out the next in turn. */
  shift(): Waiter | undefined {
    for (const [turn, line] of this.#lines) {
      this.#lines.delete(turn)
      for (const waiter of line) {
        line.delete(waiter)
        this.#length -= 1
        if (line.size > 0) this.#lines.set(turn, line)
        return waiter
      }
    }
    return undefined
  }

  remove(waiter: Waiter): void {
    if (this.#lines.get(waiter.turn)?.delete(waiter)) this.#length -= 1
  }
}

/** All who wait for points: interactive calls go first. */
export class WaitingLines {
  readonly interactive = new WaitingLine()
  readonly delivery = new WaitingLine()

  get length(): number {
    return this.interactive.length + this.delivery.length
  }

  /** Whose line is served next. */
  get next(): 'interactive' | 'delivery' {
    return this.interactive.length > 0 ? 'interactive' : 'delivery'
  }
}
