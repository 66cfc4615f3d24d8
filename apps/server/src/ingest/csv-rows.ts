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

/** Kinds of bytes that matter; 0 for the others. A token is a byte's place and kind in one number. */
const delimiterKind = 1
const lineEndKind = 2
const escapeKind = 3
const quoteKind = 4
const kindBits = 3
const kindMask = 7
const tokensAtOnce = 65_536
/** Cells beyond this are counted only: no row may have so many. */
const mostCells = 4_096

/**
 * Finds the cells of one row after the other, as places in the bytes: no text is made. A quoted cell may hold
 * delimiters, line ends and doubled quotes; a quote inside an unquoted cell is a character like any other. All bytes
 * are looked at in one tight loop first, which notes where something is; rows are then read from these notes.
 */
export class CsvRows {
  /** Of the row that was found: cells `0 … cells - 1` go from `starts[i]` up to `ends[i]`. */
  cells = 0
  readonly starts = new Int32Array(mostCells)
  readonly ends = new Int32Array(mostCells)
  readonly bits = new Uint8Array(mostCells)
  /** What keeps the row from being one; where its text ends; how many line ends it holds, its own with it. */
  fault: RowFault | null = null
  end = 0
  lines = 0
  /** Of a quote that isn't closed: how many lines below the row's begin it opened. */
  openLines = 0

  readonly #quote: number
  readonly #kinds = new Uint8Array(256)
  readonly #tokens = new Int32Array(tokensAtOnce + 1)
  #bytes: Uint8Array = new Uint8Array()
  #length = 0
  #isLast = false
  /** Which token comes next. */
  #token = 0

  constructor({ delimiter, quote }: CsvDialect) {
    this.#quote = quote
    this.#kinds.fill(escapeKind, 0, 32)
    this.#kinds[doubleQuote] = escapeKind
    this.#kinds[backslash] = escapeKind
    this.#kinds[delimiter] = delimiterKind
    this.#kinds[lineFeed] = lineEndKind
    this.#kinds[carriageReturn] = lineEndKind
    if (quote !== 0) this.#kinds[quote] = quoteKind
  }

  /** Begins to read the first `length` bytes; `isLast`: no others follow them. */
  open(bytes: Uint8Array, length: number, isLast: boolean): void {
    this.#bytes = bytes
    this.#length = length
    this.#isLast = isLast
    this.#note(0)
  }

  /** Where the row after the one from `from` begins; -1 if its end isn't among the bytes. Rows are taken in order. */
  next(from: number): number {
    const tokens = this.#tokens
    const { starts, ends, bits } = this
    const bytes = this.#bytes
    const quote = this.#quote
    let at = from
    let cells = 0
    this.lines = 0
    this.fault = null
    for (;;) {
      let kind: number
      if (quote !== 0 && bytes[at] === quote && at < this.#length) {
        at = this.#quotedCell(at, cells < mostCells ? cells : mostCells - 1)
        cells++
        if (at === -1) return -1
        if (this.fault) return this.#skipLine(at)
        kind = this.#peek() & kindMask
      } else {
        let token = tokens[this.#token] ?? 0
        let cellBits = 0
        for (;;) {
          kind = token & kindMask
          if (kind === delimiterKind || kind === lineEndKind) break
          if (kind === 0 && !this.#noteMore()) break
          if (kind !== 0) {
            cellBits = needsEscape
            this.#token++
          }
          token = tokens[this.#token] ?? 0
        }
        const end = token >> kindBits
        if (cells < mostCells) {
          starts[cells] = at
          ends[cells] = end
          bits[cells] = cellBits
        }
        cells++
        at = end
      }
      if (kind === delimiterKind) {
        this.#token++
        at++
        continue
      }
      this.cells = cells
      this.end = at
      if (kind === lineEndKind) return this.#endOfLine(at)
      return this.#isLast ? at : -1
    }
  }

  /** Reads the quoted cell that opens at `open`; gives where its closing quote is passed, and what follows is next. */
  #quotedCell(open: number, cell: number): number {
    const bytes = this.#bytes
    this.openLines = this.lines
    let bits = 0
    this.#peek()
    this.#token++
    for (;;) {
      const token = this.#peek()
      const kind = token & kindMask
      const at = token >> kindBits
      if (kind === 0) {
        if (!this.#isLast) return -1
        this.fault = 'quote_not_closed'
        return at
      }
      this.#token++
      if (kind === quoteKind) {
        if (at + 1 >= this.#length && !this.#isLast) return -1
        if (at + 1 < this.#length && bytes[at + 1] === this.#quote) {
          bits |= hasDoubledQuote
          this.#peek()
          this.#token++
          continue
        }
        this.starts[cell] = open + 1
        this.ends[cell] = at
        this.bits[cell] = bits
        const next = this.#peek()
        const isNext = next >> kindBits === at + 1
        const isEnd = isNext && (next & kindMask) <= lineEndKind
        if (!isEnd) this.fault = 'quote_misplaced'
        return at + 1
      }
      if (kind === lineEndKind) {
        if (bytes[at] === lineFeed) this.lines++
        else if (at + 1 >= this.#length && !this.#isLast) return -1
        else if (bytes[at + 1] !== lineFeed) this.lines++
      }
      if (kind !== delimiterKind) bits |= needsEscape
    }
  }

  /** The line's rest is of no use. */
  #skipLine(from: number): number {
    for (let token = this.#peek(); ; token = this.#peek()) {
      const kind = token & kindMask
      const at = token >> kindBits
      if (kind === lineEndKind && at >= from) return this.#endOfLine(at)
      if (kind === 0) {
        this.end = at
        return this.#isLast ? at : -1
      }
      this.#token++
    }
  }

  #endOfLine(at: number): number {
    this.end = at
    this.lines++
    this.#token++
    if (this.#bytes[at] === lineFeed) return at + 1
    if (at + 1 >= this.#length) return this.#isLast ? at + 1 : -1
    if (this.#bytes[at + 1] !== lineFeed) return at + 1
    this.#peek()
    this.#token++
    return at + 2
  }

  /** The next token, noted if need be; of kind 0 at the end of the bytes. */
  #peek(): number {
    const token = this.#tokens[this.#token] ?? 0
    return (token & kindMask) === 0 && this.#noteMore() ? (this.#tokens[this.#token] ?? 0) : token
  }

  /** Goes on to note where the notes end; false if that is the end of the bytes. */
  #noteMore(): boolean {
    const end = (this.#tokens[this.#token] ?? 0) >> kindBits
    if (end >= this.#length) return false
    this.#note(end)
    return true
  }

  /** Notes the tokens from a place on; the last note is that place where it ends, of kind 0. */
  #note(from: number): void {
    const bytes = this.#bytes
    const kinds = this.#kinds
    const tokens = this.#tokens
    const length = this.#length
    let count = 0
    let at = from
    for (; at < length && count < tokensAtOnce; at++) {
      const kind = kinds[bytes[at] ?? 0] ?? 0
      if (kind !== 0) tokens[count++] = (at << kindBits) | kind
    }
    tokens[count] = at << kindBits
    this.#token = 0
  }
}
