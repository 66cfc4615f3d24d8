import { expect, it } from 'vitest'
import { InFlight } from './in-flight.ts'

const limits = { pointsPerMinute: 600, shareForOthers: 10, inFlight: 8 }

/** How many requests may be in flight at this moment. */
function most(inFlight: InFlight, now: number): number {
  inFlight.count = 0
  while (!inFlight.isFull(limits, now)) inFlight.count += 1
  return inFlight.count
}

it('halves when the target is overloaded, once for all that were in flight, and grows by one a window', () => {
  const inFlight = new InFlight(60_000)
  const before = most(inFlight, 0)
  inFlight.shrink(limits, 1_000, 500)
  inFlight.shrink(limits, 1_001, 600)
  const halved = most(inFlight, 1_002)
  inFlight.shrink(limits, 2_000, 1_500)
  const again = most(inFlight, 2_001)
  const later = [62_000, 122_000, 1_000_000].map((now) => most(inFlight, now))
  expect({ before, halved, again, later }).toEqual({ before: 8, halved: 4, again: 2, later: [3, 4, 8] })
})

it('always leaves one', () => {
  const inFlight = new InFlight(60_000)
  for (let at = 1; at < 10; at++) inFlight.shrink(limits, at * 10, at * 10 - 1)
  expect(most(inFlight, 100)).toBe(1)
})
