import { print } from '@sluice/json'
import { leftOut } from '../store/chunk-text.ts'
import type { AttributeCounter } from './attribute-counter.ts'
import { ColumnCounts } from './column-counts.ts'
import { type CsvRows, hasDoubledQuote } from './csv-rows.ts'
import { hashBytes, hashLastWord, hashWord } from './distinct-sketch.ts'
import { PlainCell } from './plain-cell.ts'
import { checkRecordAttributes } from './profile.ts'
import type { ReaderTarget } from './record-reader.ts'

/** Bytes of the file, and the same as a view with some more behind them: words of four are copied quicker than bytes. */
export type Input = { readonly bytes: Buffer; readonly view: DataView }

const openBracket = 91
const closeBracket = 93
const doubleQuote = 34
const comma = 44
const mostEscapedBytes = 6
/** What a row is longer by than its text, for each cell. */
const cellBytes = 8

/**
 * Writes rows as JSON arrays straight from the file's bytes (`openChunkText` tells how they are read), and counts
 * their cells. Every cell of every file passes here: hence one long loop over plain numbers and bytes.
 */
export class CsvRecordWriter {
  readonly columns: number
  readonly #counters: readonly AttributeCounter[]
  readonly #counts: ColumnCounts
  /** What stands for an empty cell, comma included. */
  readonly #empty: Buffer
  readonly #emptyCells: 'omit' | 'null' | 'text'
  readonly #quote: number
  readonly #plain = new PlainCell()
  readonly #target: ReaderTarget
  #rows = 0
  #skippedRows = 0

  constructor(
    names: readonly string[],
    { emptyCells, quote }: { readonly emptyCells: 'omit' | 'null' | 'text'; readonly quote: number },
    target: ReaderTarget,
  ) {
    this.columns = names.length
    this.#target = target
    this.#quote = quote
    this.#emptyCells = emptyCells
    this.#empty = Buffer.from({ omit: `${leftOut},`, null: 'null,', text: '"",' }[emptyCells])
    this.#counters = names.map((name) => target.profile.open(name))
    this.#counts = new ColumnCounts(this.#counters)
    target.records.beginWith(Buffer.from(`${print([...names])}\n`))
  }

  /** Writes the row that was just found; false if it has no value at all and is skipped. */
  write({ bytes, view }: Input, rows: CsvRows, line: number): boolean {
    const { records, limits } = this.#target
    const { starts, ends, bits, cells } = rows
    const counts = this.#counts
    records.makeRoom(cellBytes * cells + mostEscapedBytes * (rows.end - (starts[0] ?? 0)) + 8)
    const out = records.view
    const begin = records.length
    const lastWord = view.byteLength - 4
    let at = begin + 1
    let values = 0
    for (let cell = 0; cell < cells; cell++) {
      const start = starts[cell] ?? 0
      const end = ends[cell] ?? 0
      if (start === end) {
        at = this.#writeEmpty(cell, at)
        continue
      }
      values++
      out.setUint8(at++, doubleQuote)
      if (bits[cell] !== 0 || end > lastWord) at = this.#writeText(cell, bytes, start, end, bits[cell] ?? 0, at)
      else {
        let hash = end - start
        let place = start
        for (; place + 4 <= end; place += 4) {
          const word = view.getInt32(place, true)
          out.setInt32(at, word, true)
          hash = hashWord(hash, word)
          at += 4
        }
        if (place < end) {
          const word = view.getInt32(place, true)
          out.setInt32(at, word, true)
          hash = hashLastWord(hash, word, end - place)
          at += end - place
        }
        counts.add(cell, hash, bytes, start, end)
      }
      out.setUint8(at, doubleQuote)
      out.setUint8(at + 1, comma)
      at += 2
    }
    this.#rows++
    if (values === 0) {
      this.#skippedRows++
      return false
    }
    checkRecordAttributes(this.#emptyCells === 'omit' ? values : cells, limits, line)
    out.setUint8(begin, openBracket)
    // In place of the last comma.
    out.setUint8(at - 1, closeBracket)
    records.finish(at, line)
    return true
  }

  /** Files what was counted; call it once, at the end. */
  close(): void {
    this.#counts.file(this.#rows)
    if (this.#emptyCells !== 'null') return
    for (const [column, counter] of this.#counters.entries()) {
      counter.nulls += this.#counts.emptyOf(column) - this.#skippedRows
    }
  }

  /** A cell that holds what JSON must escape, or quotes. */
  #writeText(cell: number, bytes: Buffer, start: number, end: number, bits: number, to: number): number {
    const plain = this.#plain
    plain.take(bytes, start, end, (bits & hasDoubledQuote) === 0 ? 0 : this.#quote)
    this.#counts.add(cell, hashBytes(plain.bytes, plain.length), plain.bytes, 0, plain.length)
    return plain.writeEscaped(this.#target.records.bytes, to)
  }

  #writeEmpty(cell: number, to: number): number {
    this.#counts.addEmpty(cell)
    const { bytes } = this.#target.records
    for (let index = 0; index < this.#empty.length; index++) bytes[to + index] = this.#empty[index] ?? 0
    return to + this.#empty.length
  }
}
