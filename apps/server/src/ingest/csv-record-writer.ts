import { print } from '@sluice/json'
import type { AttributeCounter } from './attribute-counter.ts'
import type { CsvRows } from './csv-rows.ts'
import { hashLastWord, hashText, hashWord } from './distinct-sketch.ts'
import { checkRecordAttributes } from './profile.ts'
import type { RecordBuffer } from './record-buffer.ts'
import type { ReaderTarget } from './record-reader.ts'
import { attributeTypeOf, joinTextTypes, none, string, textTypeOf } from './text-type.ts'
import { unquote } from './unquote.ts'

/** Bytes of the file, and the same as a view: words of four bytes are copied quicker than bytes. */
export type Input = { readonly bytes: Buffer; readonly view: DataView }

type Column = {
  readonly counter: AttributeCounter
  /** `,"name":"` */
  readonly opening: Words
  /** `,"name":null` or `,"name":""` */
  readonly empty: Words | undefined
  textType: number
  filled: number
}
type Words = { readonly words: Int32Array; readonly length: number }

const openBrace = 123
const closeBrace = 125
const doubleQuote = 34
const mostEscapedBytes = 6

/** Writes rows as JSON objects straight from the file's bytes, and counts their cells. */
export class CsvRecordWriter {
  readonly #columns: Column[]
  readonly #openingBytes: number
  readonly #quote: number
  readonly #target: ReaderTarget
  readonly #isNull: boolean

  constructor(
    names: readonly string[],
    { emptyCells, quote }: { readonly emptyCells: 'omit' | 'null' | 'text'; readonly quote: number },
    target: ReaderTarget,
  ) {
    this.#target = target
    this.#quote = quote
    this.#isNull = emptyCells === 'null'
    this.#columns = names.map((name) => {
      const key = print(name)
      const empty = emptyCells === 'omit' ? undefined : toWords(`,${key}:${emptyCells === 'null' ? 'null' : '""'}`)
      return { counter: target.profile.open(name), opening: toWords(`,${key}:"`), empty, textType: none, filled: 0 }
    })
    this.#openingBytes = this.#columns.reduce((sum, { opening }) => sum + opening.length + 8, 0)
  }

  get columns(): number {
    return this.#columns.length
  }

  /** Writes the row that was just found; false if it has no value at all and is skipped. */
  write(input: Input, rows: CsvRows, line: number): boolean {
    const { records, limits } = this.#target
    const { starts, ends, bits, cells } = rows
    records.makeRoom(this.#openingBytes + mostEscapedBytes * (rows.end - (starts[0] ?? 0)) + 8)
    const begin = records.length
    let at = begin
    let attributes = 0
    let values = 0
    for (let cell = 0; cell < cells; cell++) {
      const column = this.#columns[cell]
      if (!column) break
      const start = starts[cell] ?? 0
      const end = ends[cell] ?? 0
      if (start !== end) {
        values++
        attributes++
        at = this.#writeCell(column, input, start, end, bits[cell] ?? 0, records, at)
      } else if (column.empty) {
        attributes++
        if (this.#isNull) column.counter.nulls++
        at = copyWords(column.empty, records.view, at)
      }
    }
    if (values === 0) return false
    checkRecordAttributes(attributes, limits, line)
    records.bytes[begin] = openBrace
    records.bytes[at] = closeBrace
    records.finish(at + 1, line)
    return true
  }

  /** Files what was counted; call it once, at the end. */
  close(): void {
    for (const { counter, textType, filled } of this.#columns) {
      if (filled > 0) counter.count(attributeTypeOf(textType), filled)
    }
  }

  /** Writes `,"name":"cell"`; gives where it ends. */
  #writeCell(
    column: Column,
    input: Input,
    start: number,
    end: number,
    bits: number,
    out: RecordBuffer,
    to: number,
  ): number {
    const { bytes, view: from } = input
    const into = out.view
    let at = copyWords(column.opening, into, to)
    let hash = end - start
    if (bits === 0 && end + 4 <= bytes.length) {
      let place = start
      for (; place + 4 <= end; place += 4) {
        const word = from.getInt32(place, true)
        into.setInt32(at, word, true)
        hash = hashWord(hash, word)
        at += 4
      }
      if (place < end) {
        const word = from.getInt32(place, true)
        into.setInt32(at, word, true)
        hash = hashLastWord(hash, word, end - place)
        at += end - place
      }
      if (column.textType !== string) column.textType = joinTextTypes(column.textType, textTypeOf(bytes, start, end))
    } else {
      const text = unquote(bytes.toString('utf8', start, end), bits, this.#quote)
      at += out.bytes.write(print(text).slice(1, -1), at)
      hash = hashText(text)
      if (column.textType !== string) {
        const cell = Buffer.from(text)
        column.textType = joinTextTypes(column.textType, textTypeOf(cell, 0, cell.length))
      }
    }
    out.bytes[at] = doubleQuote
    column.filled++
    const { counter } = column
    counter.sketch.add(hash)
    if (counter.wantsExamples) counter.addExample(unquote(bytes.toString('utf8', start, end), bits, this.#quote))
    return at + 1
  }
}

function toWords(text: string): Words {
  const length = Buffer.byteLength(text)
  const words = new Int32Array(Math.ceil(length / 4))
  Buffer.from(words.buffer).write(text)
  return { words, length }
}

/** Writes up to three bytes too many behind; what comes next overwrites them. */
function copyWords({ words, length }: Words, into: DataView, to: number): number {
  for (let index = 0; index < words.length; index++) into.setInt32(to + index * 4, words[index] ?? 0, true)
  return to + length
}
