import { expect, it } from 'vitest'
import { createRecent } from './recent.ts'

it('counts the yes among the newest answers, and forgets those before', () => {
  const recent = createRecent(4)
  const seen = [true, true, false, true, false, false].map((answer) => {
    recent.note(answer)
    return [recent.length, recent.yes]
  })
  expect(seen).toEqual([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [4, 2],
    [4, 1],
  ])
})

it('takes the same answer many times', () => {
  const recent = createRecent(4)
  recent.note(true, 3)
  recent.note(false, 2)
  const before = recent.yes
  recent.note(true, 100)
  expect([before, recent.yes, recent.length]).toEqual([2, 4, 4])
})
