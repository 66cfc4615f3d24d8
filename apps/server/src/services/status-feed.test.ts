import type { DestinationStatus } from '@sluice/schema'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createStatusFeed } from './status-feed.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A feed over destinations whose cursor grows with each look. */
function open(rate = 0) {
  const looks: string[] = []
  const feed = createStatusFeed({
    find: async (id) => {
      looks.push(id)
      return statusOf(id, looks.length, rate)
    },
    ids: async (nexsetId) => (nexsetId === undefined ? ['a', 'b'] : ['b']),
    onError: (error) => {
      throw error
    },
  })
  const told: [string, number][] = []
  const listen = (filter: ReadonlySet<string> | 'all') =>
    feed.subscribe(filter, ({ id, cursor }) => told.push([id, cursor]))
  return { feed, looks, told, listen }
}

function statusOf(id: string, cursor: number, rate: number): DestinationStatus {
  const counts = { sent: cursor, rejected: 0, invalid: 0, skipped: 0, unknown: 0, pending: 0 }
  const budget = { team: null, pointsPerMinute: 600, allowed: 540, remaining: null, waitsUntil: null }
  const rest = { hold: null, recordCount: cursor, waiting: 0, estimateSeconds: 0, lastSentAt: null }
  return { id, state: 'active', cursor, counts, rate, budget, ...rest }
}

it('tells a change at once, those that follow at most four times a second, and the last one always', async () => {
  const { feed, told, listen } = open()
  listen(new Set(['a']))
  for (let ms = 0; ms < 1_000; ms += 20) {
    feed.changed('a')
    await vi.advanceTimersByTimeAsync(20)
  }
  expect(told).toEqual([1, 2, 3, 4, 5].map((look) => ['a', look]))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(told).toHaveLength(5)
})

it('never tells what was after what is, however long a look takes', async () => {
  let looks = 0
  const told: number[] = []
  const feed = createStatusFeed({
    find: async (id) => {
      const cursor = ++looks
      await new Promise((resolve) => setTimeout(resolve, cursor === 1 ? 2_000 : 10))
      return statusOf(id, cursor, 0)
    },
    ids: async () => ['a'],
    onError: (error) => {
      throw error
    },
  })
  feed.subscribe('all', ({ cursor }) => told.push(cursor))
  feed.changed('a')
  await vi.advanceTimersByTimeAsync(300)
  feed.changed('a')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(told).toEqual([1, 2])
})

it('looks at nothing that no page shows', async () => {
  const { feed, looks, told, listen } = open()
  feed.changed('a')
  feed.changedAny()
  const end = listen(new Set(['b']))
  feed.changed('a')
  feed.appended('nexset of b')
  await vi.advanceTimersByTimeAsync(1_000)
  end()
  feed.changed('b')
  await vi.advanceTimersByTimeAsync(1_000)
  expect({ looks, told }).toEqual({ looks: ['b'], told: [['b', 1]] })
})

it('looks again by itself while a speed fades, for nothing tells of that', async () => {
  const { feed, looks, listen } = open(2)
  listen('all')
  await feed.snapshot('all')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(looks).toEqual(['a', 'b', 'a', 'b', 'a', 'b'])
  feed.close()
})
