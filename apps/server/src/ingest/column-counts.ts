import type { AttributeCounter } from './attribute-counter.ts'
import { placeOf, rankOf, registers, spreadHash } from './distinct-sketch.ts'
import { attributeTypeOf, joinTextTypes, string, textTypeOf } from './text-type.ts'

/** Counts the cells of all columns of a file, in a few arrays of numbers; the counters get it at the end. */
export class ColumnCounts {
  readonly #counters: readonly AttributeCounter[]
  readonly #registers: Uint8Array
  readonly #filled: Float64Array
  readonly #textTypes: Uint8Array
  readonly #wantsExamples: Uint8Array

  constructor(counters: readonly AttributeCounter[]) {
    this.#counters = counters
    this.#registers = new Uint8Array(counters.length * registers)
    this.#filled = new Float64Array(counters.length)
    this.#textTypes = new Uint8Array(counters.length)
    this.#wantsExamples = new Uint8Array(counters.length).fill(1)
  }

  /** A cell that isn't empty: the hash of its text, and where its text stands. */
  add(column: number, hash: number, bytes: Buffer, start: number, end: number): void {
    const spread = spreadHash(hash)
    const register = column * registers + placeOf(spread)
    const rank = rankOf(spread)
    if (rank > (this.#registers[register] ?? 0)) this.#registers[register] = rank
    this.#filled[column] = (this.#filled[column] ?? 0) + 1
    const textType = this.#textTypes[column] ?? 0
    if (textType !== string) this.#textTypes[column] = joinTextTypes(textType, textTypeOf(bytes, start, end))
    if (this.#wantsExamples[column] === 1) this.#addExample(column, bytes.toString('utf8', start, end))
  }

  /** Adds all to the counters; call it once. */
  file(): void {
    for (const [column, counter] of this.#counters.entries()) {
      const filled = this.#filled[column] ?? 0
      if (filled > 0) counter.count(attributeTypeOf(this.#textTypes[column] ?? 0), filled)
      counter.sketch.mergeRegisters(this.#registers.subarray(column * registers, (column + 1) * registers))
    }
  }

  #addExample(column: number, text: string): void {
    const counter = this.#counters[column]
    counter?.addExample(text)
    if (!counter?.wantsExamples) this.#wantsExamples[column] = 0
  }
}
