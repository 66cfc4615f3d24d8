import type { AttributeCounter } from './attribute-counter.ts'
import { placeOf, rankOf, registers, spreadHash } from './distinct-sketch.ts'
import { attributeTypeOf, joinTextTypes, string, textTypeOf } from './text-type.ts'

/** Counts the cells of all columns of a file, in a few arrays of numbers; the counters get it at the end. */
export class ColumnCounts {
  readonly #counters: readonly AttributeCounter[]
  readonly #registers: Uint8Array
  readonly #empty: Float64Array
  readonly #textTypes: Uint8Array
  /** 1 while a column's cells must be looked at: for their type, or as examples. */
  readonly #isOpen: Uint8Array

  constructor(counters: readonly AttributeCounter[]) {
    this.#counters = counters
    this.#registers = new Uint8Array(counters.length * registers)
    this.#empty = new Float64Array(counters.length)
    this.#textTypes = new Uint8Array(counters.length)
    this.#isOpen = new Uint8Array(counters.length).fill(1)
  }

  /** A cell that isn't empty: the hash of its text, and where its text stands. */
  add(column: number, hash: number, bytes: Buffer, start: number, end: number): void {
    const spread = spreadHash(hash)
    const register = column * registers + placeOf(spread)
    const rank = rankOf(spread)
    if (rank > (this.#registers[register] ?? 0)) this.#registers[register] = rank
    if (this.#isOpen[column] === 1) this.#lookAt(column, bytes, start, end)
  }

  /** A cell without text. */
  addEmpty(column: number): void {
    this.#empty[column] = (this.#empty[column] ?? 0) + 1
  }

  emptyOf(column: number): number {
    return this.#empty[column] ?? 0
  }

  /** Adds all to the counters, of so many rows; call it once. */
  file(rows: number): void {
    for (const [column, counter] of this.#counters.entries()) {
      const filled = rows - this.emptyOf(column)
      if (filled > 0) counter.count(attributeTypeOf(this.#textTypes[column] ?? 0), filled)
      counter.sketch.mergeRegisters(this.#registers.subarray(column * registers, (column + 1) * registers))
    }
  }

  #lookAt(column: number, bytes: Buffer, start: number, end: number): void {
    const known = this.#textTypes[column] ?? 0
    const textType = known === string ? string : joinTextTypes(known, textTypeOf(bytes, start, end))
    this.#textTypes[column] = textType
    const counter = this.#counters[column]
    if (counter?.wantsExamples) counter.addExample(bytes.toString('utf8', start, end))
    else if (textType === string) this.#isOpen[column] = 0
  }
}
