import { expect, it } from 'vitest'
import { createGathered } from './gathered.ts'

it('works on what has come meanwhile in one, in order, and waits when that is too much', async () => {
  const groups: (readonly number[])[] = []
  const ends: (() => void)[] = []
  const gathered = createGathered<number>(2, (items) => {
    groups.push(items)
    return new Promise((resolve) => ends.push(resolve))
  })
  for (const item of [1, 2, 3]) await gathered.add(item)
  let isTaken = false
  const fourth = gathered.add(4).then(() => {
    isTaken = true
  })
  await Promise.resolve()
  const before = { isTaken, groups: groups.length }
  ends[0]?.()
  await fourth
  const ended = gathered.end()
  ends[1]?.()
  await new Promise(setImmediate)
  ends[2]?.()
  await ended
  expect({ before, groups }).toEqual({ before: { isTaken: false, groups: 1 }, groups: [[1], [2, 3], [4]] })
})

it('tells of a failure at the next call', async () => {
  const gathered = createGathered<number>(1, () => Promise.reject(new Error('full')))
  await gathered.add(1)
  await expect(gathered.end()).rejects.toThrow('full')
  await gathered.add(2)
  await expect(gathered.add(3)).rejects.toThrow('full')
})
