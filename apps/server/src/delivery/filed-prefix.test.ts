import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FiledOutcome } from '../store/open-work.ts'
import { createFiledPrefix } from './filed-prefix.ts'

it('moves the cursor only over records in a row, and counts exactly those', () => {
  const prefix = createFiledPrefix(10, new Map([[13, 'unknown']]))
  prefix.add(12, 'rejected')
  expect(prefix.advance()).toEqual({
    cursor: 10,
    counted: { sent: 0, rejected: 0, invalid: 0, skipped: 0, unknown: 0 },
    filedAhead: 2,
  })
  prefix.add(11, 'sent')
  expect(prefix.advance()).toEqual({
    cursor: 13,
    counted: { sent: 1, rejected: 1, invalid: 0, skipped: 0, unknown: 1 },
    filedAhead: 0,
  })
})

it('takes a record’s outcome once', () => {
  const prefix = createFiledPrefix(1)
  expect([prefix.add(1, 'sent'), prefix.add(2, 'sent'), prefix.add(2, 'unknown')]).toEqual([false, true, false])
})

const outcomes: FiledOutcome[] = ['sent', 'rejected', 'invalid', 'skipped', 'unknown']

it('has cursor = the sum of all counts, whatever the order', () => {
  const shuffled = fc.integer({ min: 1, max: 60 }).chain((count) =>
    fc.shuffledSubarray(
      Array.from({ length: count }, (_, index) => index + 1),
      { minLength: count },
    ),
  )
  fc.assert(
    fc.property(shuffled, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (seqs, flushes) => {
      const prefix = createFiledPrefix(0)
      let total = 0
      seqs.forEach((seq, index) => {
        prefix.add(seq, outcomes[seq % 5] ?? 'sent')
        if (!flushes[index]) return
        const { cursor, counted, filedAhead } = prefix.advance()
        total += outcomes.reduce((sum, outcome) => sum + counted[outcome], 0)
        expect(total).toBe(cursor)
        expect(cursor + filedAhead).toBe(index + 1)
      })
    }),
  )
})
