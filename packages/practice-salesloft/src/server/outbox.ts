import type { Storage } from '../store/storage.ts'

const retryMs = 200

/** Holds answers back until what they tell of is written; all that came together is written together. */
export class Outbox {
  readonly #storage: Storage
  #waiting: (() => void)[] = []
  #isScheduled = false

  constructor(storage: Storage) {
    this.#storage = storage
  }

  /** Sends once everything noted so far is in the files. */
  add(send: () => void): void {
    this.#waiting.push(send)
    this.schedule()
  }

  schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => this.#flush())
  }

  #flush(): void {
    if (this.#storage.isClosed) return
    try {
      this.#storage.flush()
    } catch (error) {
      process.stderr.write(`Practice Salesloft can’t write its files and tries again: ${String(error)}\n`)
      setTimeout(() => this.#flush(), retryMs)
      return
    }
    this.#isScheduled = false
    const sends = this.#waiting
    this.#waiting = []
    for (const send of sends) send()
  }
}
