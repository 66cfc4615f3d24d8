import { expect, it } from 'vitest'
import { RateLimit } from './rate-limit.ts'
import { defaultSettings, type Settings } from './settings.ts'

const limitOf = (changes: Partial<Settings>) =>
  new RateLimit({ ...defaultSettings, pointsPerMinute: 10, windowMs: 1_000, ...changes })

const spendAll = (limit: RateLimit, now: number): number => {
  let spent = 0
  while (limit.charge(1, now).allowed) spent++
  return spent
}

it('gives all points back at once when a fixed window begins', () => {
  const limit = limitOf({})

  expect(spendAll(limit, 5_100)).toBe(10)
  expect(limit.charge(1, 5_999)).toEqual({ allowed: false, remaining: 0, resetMs: 1 })
  expect(limit.charge(4, 6_000)).toEqual({ allowed: true, remaining: 6, resetMs: 1_000 })
  expect(limit.charge(7, 6_001)).toEqual({ allowed: false, remaining: 6, resetMs: 999 })
})

it('gives each point of a sliding window back a window after it was spent', () => {
  const limit = limitOf({ windowKind: 'sliding' })
  for (let now = 0; now < 500; now += 50) limit.charge(1, 5_000 + now)

  expect(limit.charge(1, 5_999)).toEqual({ allowed: false, remaining: 0, resetMs: 1 })
  expect(limit.charge(1, 6_000)).toEqual({ allowed: true, remaining: 0, resetMs: 50 })
  expect(spendAll(limit, 6_100)).toBe(2)
})

it('lets another client of the team take its share, bit by bit or at once', () => {
  const evenly = { othersShare: 0.3, othersEveryMs: 100 }

  expect(limitOf(evenly).charge(1, 5_000).remaining).toBe(8)
  expect(limitOf(evenly).charge(1, 5_500).remaining).toBe(7)
  expect(spendAll(limitOf(evenly), 5_999)).toBe(7)
  expect(spendAll(limitOf({ ...evenly, othersEveryMs: 1_000 }), 5_000)).toBe(7)
  expect(spendAll(limitOf({ ...evenly, windowKind: 'sliding' }), 5_000)).toBe(7)
})

it('tells of no limit where there is none', () => {
  expect(limitOf({ pointsPerMinute: 0 }).charge(30, 5_000)).toEqual({ allowed: true, remaining: undefined, resetMs: 0 })
})
