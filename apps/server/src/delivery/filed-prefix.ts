import type { FiledOutcome } from '../store/open-work.ts'
import { noOutcomes, type OutcomeTally } from '../store/outcome-tally.ts'

/** How far a filing moves the cursor: `counted` are the outcomes of the records that it comes past. */
type Advance = { readonly cursor: number; readonly counted: OutcomeTally; readonly filedAhead: number }

export type FiledPrefix = {
  readonly cursor: number
  /** Records above the cursor that have an outcome. */
  readonly filedAhead: number
  /** True when the record has its outcome already. */
  has(seq: number): boolean
  /** Notes a record's outcome; false when it has one already. */
  add(seq: number, outcome: FiledOutcome): boolean
  /** Notes another outcome of a record that has one; false when the cursor is past it, so that it is counted already. */
  replace(seq: number, outcome: FiledOutcome): boolean
  /** Moves the cursor over all records in a row that have an outcome now. */
  advance(): Advance
}

/**
 * Answers come in any order; a destination's cursor moves only over records that all have an outcome, and its counts
 * are of exactly those. This remembers what is filed above the cursor until the cursor comes past it.
 */
export function createFiledPrefix(start: number, ahead: ReadonlyMap<number, FiledOutcome> = new Map()): FiledPrefix {
  const filed = new Map(ahead)
  let cursor = start

  return {
    get cursor() {
      return cursor
    },
    get filedAhead() {
      return filed.size
    },
    has: (seq) => seq <= cursor || filed.has(seq),
    add(seq, outcome) {
      if (seq <= cursor || filed.has(seq)) return false
      filed.set(seq, outcome)
      return true
    },
    replace(seq, outcome) {
      if (seq <= cursor) return false
      filed.set(seq, outcome)
      return true
    },
    advance() {
      const counted = { ...noOutcomes }
      for (let outcome = filed.get(cursor + 1); outcome; outcome = filed.get(cursor + 1)) {
        cursor += 1
        filed.delete(cursor)
        counted[outcome] += 1
      }
      return { cursor, counted, filedAhead: filed.size }
    },
  }
}
