const quote = 34
const backslash = 92

/** Follows JSON byte by byte through its strings, since brackets and commas inside them are text. */
export class StringTracker {
  #isInString = false
  #isEscaped = false

  /** Whether the byte belongs to a string, its quotes included. */
  takes(byte: number): boolean {
    if (!this.#isInString) {
      this.#isInString = byte === quote
      return this.#isInString
    }
    if (this.#isEscaped) this.#isEscaped = false
    else if (byte === backslash) this.#isEscaped = true
    else if (byte === quote) this.#isInString = false
    return true
  }
}

export const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 9 || byte === 13 || byte === 10

/** Bytes that came in pieces, copied. */
export class CollectedBytes {
  #parts: Buffer[] = []
  length = 0

  add(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#parts.push(Buffer.from(bytes))
    this.length += bytes.length
  }

  /** All of them, and is empty again. `last`: a piece to put behind them. */
  take(last: Buffer = Buffer.alloc(0)): Buffer {
    const all = this.#parts.length === 0 ? last : Buffer.concat([...this.#parts, last])
    this.#parts = []
    this.length = 0
    return all
  }
}
