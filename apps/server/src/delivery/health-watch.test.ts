import { expect, it } from 'vitest'
import type { AnswerClass, Judgement } from '../sending/classify-answer.ts'
import { createHealthWatch } from './health-watch.ts'

const judgement = (kind: AnswerClass, more: Partial<Judgement> = {}): Judgement => ({
  kind,
  status: null,
  code: null,
  reason: 'said so',
  fieldErrors: [],
  salesloftId: null,
  note: null,
  retryAfterMs: null,
  items: [],
  ...more,
})

/** At which of these answers there is a hold, and of which kind. */
function firstHold(kinds: readonly AnswerClass[], { recordCount = 1, maxRejectedShare = 100 } = {}) {
  const watch = createHealthWatch('Salesloft', maxRejectedShare)
  for (const [index, kind] of kinds.entries()) {
    const hold = watch.note(judgement(kind), recordCount)
    if (hold) return [index + 1, hold.kind]
  }
  return null
}
const times = (count: number, ...kinds: AnswerClass[]) => Array.from({ length: count }, () => kinds).flat()

it('sees an outage in five failures in a row, or in more than half of the last twenty', () => {
  expect(firstHold(times(5, 'transient'))).toEqual([5, 'outage'])
  expect(firstHold(['not_sent', 'in_doubt', 'transient', 'in_doubt', 'not_sent'])).toEqual([5, 'outage'])
  expect(firstHold([...times(4, 'transient'), 'sent', ...times(4, 'transient')])).toBeNull()
  expect(firstHold(times(10, 'transient', 'transient', 'sent'))).toEqual([20, 'outage'])
  expect(firstHold(times(30, 'transient', 'sent'))).toBeNull()
})

it('sees a wrong configuration in twenty refusals in a row with nothing sent between', () => {
  expect(firstHold(times(20, 'rejected'))).toEqual([20, 'configuration'])
  expect(firstHold([...times(19, 'rejected'), 'sent', ...times(19, 'rejected')])).toBeNull()
})

it('stops when more than the set share of the last 200 records was refused', () => {
  expect(firstHold(times(300, 'sent', 'rejected'), { maxRejectedShare: 50 })).toBeNull()
  expect(firstHold(times(300, 'sent', 'rejected'), { maxRejectedShare: 49 })).toEqual([200, 'rejections'])
  expect(firstHold(times(3, 'sent', 'rejected'), { recordCount: 100, maxRejectedShare: 40 })).toEqual([2, 'rejections'])
})

it('counts no 429 and nothing that was stopped before it began', () => {
  expect(firstHold(times(50, 'budget'))).toBeNull()
  const watch = createHealthWatch('Salesloft', 50)
  for (let count = 0; count < 50; count += 1)
    expect(watch.note(judgement('not_sent', { code: 'send_by_passed' }), 1)).toBeNull()
})
