import { salesloft } from '@sluice/connectors'
import { expect, it } from 'vitest'
import type { Lane } from './lane.ts'
import { toWorkItem } from './work-item.ts'
import { createWorkQueue } from './work-queue.ts'

const lane: Lane = { runId: '', isReplay: false, has: () => false, add: () => true, readRecords: async () => [] }
const item = (seq: number, id: number) =>
  toWorkItem({ connector: salesloft, mayBeIrreversible: false }, lane, {
    method: 'PUT',
    url: `https://x.example/${id}`,
    headers: [],
    body: '{}',
    seqs: [seq],
    keys: [null],
    warnings: [],
  })
const seqs = (items: readonly { request: { seqs: number[] } }[]) => items.flatMap(({ request }) => request.seqs)

it('gives what may go, in order, and keeps what waits for its time or its target', () => {
  let now = 0
  const queue = createWorkQueue(() => now)
  const [first, second, third, fourth] = [item(1, 1), item(2, 2), item(3, 1), item(4, 4)]
  queue.add(first)
  queue.add(second, 50)
  queue.add(third)
  queue.add(fourth)
  expect(seqs(queue.take(10))).toEqual([1, 4])
  queue.again(first, 100)
  expect([queue.readyCount, queue.nextDueAt(), queue.size]).toEqual([0, 50, 4])
  now = 60
  expect(seqs(queue.take(10))).toEqual([2])
  now = 120
  expect(seqs(queue.take(10))).toEqual([1])
  queue.finish(first)
  expect(seqs(queue.take(10))).toEqual([3])
  expect(queue.size).toBe(3)
})

it('lets a held item, and what waits for its target, go only when it is given free', () => {
  const queue = createWorkQueue(() => 0)
  const [held, later] = [item(1, 1), item(2, 1)]
  queue.hold(held)
  queue.add(later)
  expect(queue.readyCount).toBe(0)
  queue.again(held, 0)
  expect(seqs(queue.take(10))).toEqual([1])
  queue.finish(held)
  expect(seqs(queue.take(10))).toEqual([2])
})

it('keeps two held items of one target apart, whichever is decided first', () => {
  const queue = createWorkQueue(() => 0)
  const [first, second, third] = [item(1, 1), item(2, 1), item(3, 1)]
  queue.hold(first)
  queue.hold(second)
  queue.hold(third)
  queue.again(second, 0)
  queue.finish(third)
  expect([queue.readyCount, queue.size]).toEqual([0, 2])
  queue.again(first, 0)
  expect(seqs(queue.take(10))).toEqual([1])
  queue.finish(first)
  expect(seqs(queue.take(10))).toEqual([2])
})
