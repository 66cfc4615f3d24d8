import { expect, it } from 'vitest'
import { createRepeatLimit } from './repeat-limit.ts'

it('lets a tenth of the requests be repeats, and ten a minute at least', () => {
  let now = 0
  const limit = createRepeatLimit(300_000, () => now)
  const repeatWhileAllowed = () => {
    let repeats = 0
    while (limit.isAllowed() && repeats < 1_000) {
      limit.note(true)
      repeats += 1
    }
    return repeats
  }
  expect(repeatWhileAllowed()).toBe(10)
  now += 70_000
  expect(repeatWhileAllowed()).toBe(10)
  for (let request = 0; request < 980; request += 1) limit.note(false)
  expect(repeatWhileAllowed()).toBeGreaterThanOrEqual(80)
  now += 310_000
  expect(repeatWhileAllowed()).toBe(10)
})
