import { print } from '@sluice/json'
import type { AttributeCounter } from './attribute-counter.ts'
import { ColumnCounts } from './column-counts.ts'
import type { CsvRows } from './csv-rows.ts'
import { hashLastWord, hashText, hashWord } from './distinct-sketch.ts'
import { checkRecordAttributes } from './profile.ts'
import type { ReaderTarget } from './record-reader.ts'
import { unquote } from './unquote.ts'

/** Bytes of the file, and the same as a view with some more behind them: words of four are copied quicker than bytes. */
export type Input = { readonly bytes: Buffer; readonly view: DataView }

type Words = { readonly words: Int32Array; readonly length: number }

const openBrace = 123
const closeBrace = 125
const doubleQuote = 34
const mostEscapedBytes = 6

/**
 * Writes rows as JSON objects straight from the file's bytes, and counts their cells. Every cell of every file passes
 * here: hence one long loop over plain numbers and bytes.
 */
export class CsvRecordWriter {
  readonly #counters: readonly AttributeCounter[]
  readonly #counts: ColumnCounts
  /** `,"name":"` of each column, and what stands for an empty cell, if anything does. */
  readonly #openings: readonly Words[]
  readonly #empties: readonly Words[] | undefined
  readonly #isNull: boolean
  readonly #openingBytes: number
  readonly #quote: number
  readonly #target: ReaderTarget

  constructor(
    names: readonly string[],
    { emptyCells, quote }: { readonly emptyCells: 'omit' | 'null' | 'text'; readonly quote: number },
    target: ReaderTarget,
  ) {
    this.#target = target
    this.#quote = quote
    this.#isNull = emptyCells === 'null'
    this.#counters = names.map((name) => target.profile.open(name))
    this.#counts = new ColumnCounts(this.#counters)
    this.#openings = names.map((name) => toWords(`,${print(name)}:"`))
    const empty = emptyCells === 'null' ? 'null' : '""'
    this.#empties = emptyCells === 'omit' ? undefined : names.map((name) => toWords(`,${print(name)}:${empty}`))
    this.#openingBytes = this.#openings.reduce((sum, { length }) => sum + length + 8, 0)
  }

  get columns(): number {
    return this.#openings.length
  }

  /** Writes the row that was just found; false if it has no value at all and is skipped. */
  write({ bytes, view }: Input, rows: CsvRows, line: number): boolean {
    const { records, limits } = this.#target
    const { starts, ends, bits, cells } = rows
    const openings = this.#openings
    const counts = this.#counts
    records.makeRoom(this.#openingBytes + mostEscapedBytes * (rows.end - (starts[0] ?? 0)) + 8)
    const out = records.view
    const begin = records.length
    const lastWord = view.byteLength - 4
    let at = begin
    let values = 0
    for (let cell = 0; cell < cells; cell++) {
      const start = starts[cell] ?? 0
      const end = ends[cell] ?? 0
      if (start === end) {
        if (this.#empties) at = this.#writeEmpty(cell, at)
        continue
      }
      values++
      const opening = openings[cell]
      if (opening === undefined) break
      const { words } = opening
      for (let index = 0; index < words.length; index++) out.setInt32(at + index * 4, words[index] ?? 0, true)
      at += opening.length
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
      out.setUint8(at++, doubleQuote)
    }
    if (values === 0) return false
    checkRecordAttributes(this.#empties ? cells : values, limits, line)
    out.setUint8(begin, openBrace)
    out.setUint8(at, closeBrace)
    records.finish(at + 1, line)
    return true
  }

  /** Files what was counted; call it once, at the end. */
  close(): void {
    this.#counts.file()
  }

  /** A cell that holds what JSON must escape, or quotes. */
  #writeText(cell: number, bytes: Buffer, start: number, end: number, bits: number, to: number): number {
    const text = unquote(bytes.toString('utf8', start, end), bits, this.#quote)
    const plain = Buffer.from(text)
    this.#counts.add(cell, hashText(text), plain, 0, plain.length)
    return to + this.#target.records.bytes.write(print(text).slice(1, -1), to)
  }

  #writeEmpty(cell: number, to: number): number {
    const counter = this.#counters[cell]
    if (this.#isNull && counter) counter.nulls++
    const empty = this.#empties?.[cell]
    if (!empty) return to
    empty.words.forEach((word, index) => {
      this.#target.records.view.setInt32(to + index * 4, word, true)
    })
    return to + empty.length
  }
}

/** Copied word by word, they put up to three bytes too many behind; what comes next overwrites these. */
function toWords(text: string): Words {
  const length = Buffer.byteLength(text)
  const words = new Int32Array(Math.ceil(length / 4))
  Buffer.from(words.buffer).write(text)
  return { words, length }
}
