/** How cells are told apart, as bytes; `quote` 0 for none. */
export type CsvDialect = { readonly delimiter: number; readonly quote: number }

/** Bits of a cell: it holds bytes that JSON must escape; it holds doubled quotes. */
const needsEscape = 1
export const hasDoubledQuote = 2

export type RowFault = 'quote_not_closed' | 'quote_misplaced'

const lineFeed = 10
const carriageReturn = 13
const doubleQuote = 34
const backslash = 92

/** Kinds of bytes. */
const delimiterKind = 1
const lineEndKind = 2
const escapeKind = 3
const quoteKind = 4

/**
 * Finds the cells of one row after the other, as places in the bytes: no text is made. A quoted cell may hold
 * delimiters, line ends and doubled quotes; a quote inside an unquoted cell is a character like any other.
 */
export class CsvRows {
  /** Of the row that was found: cells `0 … cells - 1` go from `starts[i]` up to `ends[i]`. */
  cells = 0
  starts = new Int32Array(64)
  ends = new Int32Array(64)
  bits = new Uint8Array(64)
  /** What keeps the row from being one; where its text ends; how many line ends it holds, its own with it. */
  fault: RowFault | null = null
  end = 0
  lines = 0
  /** Of a quote that isn't closed: how many lines below the row's begin it opened. */
  openLines = 0

  readonly #quote: number
  readonly #plain = new Uint8Array(256)
  readonly #quoted = new Uint8Array(256)

  constructor({ delimiter, quote }: CsvDialect) {
    this.#quote = quote
    for (const kinds of [this.#plain, this.#quoted]) {
      kinds.fill(escapeKind, 0, 32)
      kinds[doubleQuote] = escapeKind
      kinds[backslash] = escapeKind
    }
    this.#plain[delimiter] = delimiterKind
    this.#plain[lineFeed] = lineEndKind
    this.#plain[carriageReturn] = lineEndKind
    this.#quoted[lineFeed] = lineEndKind
    this.#quoted[carriageReturn] = lineEndKind
    if (quote !== 0) this.#quoted[quote] = quoteKind
  }

  /** Where the row after the one from `from` begins; -1 if its end isn't among the bytes up to `to`. */
  next(bytes: Uint8Array, from: number, to: number, isLast: boolean): number {
    const plain = this.#plain
    const quote = this.#quote
    let { starts, ends, bits } = this
    let at = from
    let cells = 0
    this.lines = 0
    this.fault = null
    for (;;) {
      if (cells === starts.length) ({ starts, ends, bits } = this.#grow())
      if (quote !== 0 && at < to && bytes[at] === quote) {
        at = this.#quotedCell(bytes, at, to, isLast, cells)
        if (at === -1) return -1
        if (this.fault) return this.#skipLine(bytes, at, to, isLast)
      } else {
        starts[cells] = at
        let cellBits = 0
        for (; at < to; at++) {
          const kind = plain[bytes[at] ?? 0] ?? 0
          if (kind === 0) continue
          if (kind !== escapeKind) break
          cellBits = needsEscape
        }
        ends[cells] = at
        bits[cells] = cellBits
      }
      cells++
      if (at >= to) {
        this.cells = cells
        this.end = at
        return isLast ? at : -1
      }
      if (plain[bytes[at] ?? 0] === lineEndKind) {
        this.cells = cells
        return this.#endOfLine(bytes, at, to, isLast)
      }
      at++
    }
  }

  /** Reads the quoted cell that opens at `open`; gives where it is closed, or the line's rest begins. */
  #quotedCell(bytes: Uint8Array, open: number, to: number, isLast: boolean, cell: number): number {
    const kinds = this.#quoted
    const quote = this.#quote
    this.openLines = this.lines
    let bits = 0
    let at = open + 1
    for (; ; at++) {
      while (at < to && kinds[bytes[at] ?? 0] === 0) at++
      if (at >= to) {
        if (!isLast) return -1
        this.fault = 'quote_not_closed'
        return at
      }
      const kind = kinds[bytes[at] ?? 0]
      if (kind === quoteKind) {
        if (at + 1 >= to && !isLast) return -1
        if (at + 1 >= to || bytes[at + 1] !== quote) break
        bits |= hasDoubledQuote
        at++
      } else {
        bits |= needsEscape
        if (kind === lineEndKind) {
          if (bytes[at] === lineFeed) this.lines++
          else if (at + 1 >= to && !isLast) return -1
          else if (bytes[at + 1] !== lineFeed) this.lines++
        }
      }
    }
    this.starts[cell] = open + 1
    this.ends[cell] = at
    this.bits[cell] = bits
    const after = at + 1
    if (after >= to) return isLast ? after : -1
    const kind = this.#plain[bytes[after] ?? 0]
    if (kind !== delimiterKind && kind !== lineEndKind) this.fault = 'quote_misplaced'
    return after
  }

  #skipLine(bytes: Uint8Array, from: number, to: number, isLast: boolean): number {
    let at = from
    while (at < to && bytes[at] !== lineFeed && bytes[at] !== carriageReturn) at++
    if (at < to) return this.#endOfLine(bytes, at, to, isLast)
    this.end = at
    return isLast ? at : -1
  }

  #endOfLine(bytes: Uint8Array, at: number, to: number, isLast: boolean): number {
    this.end = at
    this.lines++
    if (bytes[at] === lineFeed) return at + 1
    if (at + 1 < to) return bytes[at + 1] === lineFeed ? at + 2 : at + 1
    return isLast ? at + 1 : -1
  }

  #grow(): this {
    const room = this.starts.length * 2
    const { starts, ends, bits } = this
    this.starts = new Int32Array(room)
    this.ends = new Int32Array(room)
    this.bits = new Uint8Array(room)
    this.starts.set(starts)
    this.ends.set(ends)
    this.bits.set(bits)
    return this
  }
}
