import { expect, it } from 'vitest'
import { createWaitingRoom } from './waiting-room.ts'

it('wakes only those whose condition holds', async () => {
  const room = createWaitingRoom()
  const woken: string[] = []
  let level = 0
  const waits = [1, 2, 3].map((wanted) => room.until(() => level >= wanted).then(() => woken.push(`above ${wanted}`)))
  level = 2
  room.changed()
  await Promise.all(waits.slice(0, 2))
  expect(woken).toEqual(['above 1', 'above 2'])
  level = 3
  room.changed()
  await Promise.all(waits)
  expect(woken).toEqual(['above 1', 'above 2', 'above 3'])
})

it('lets a condition take what it waited for, in the order they came', async () => {
  const room = createWaitingRoom()
  let left = 0
  const take = () => left > 0 && left-- > 0
  const taken: string[] = []
  const waits = ['first', 'second', 'third'].map((name) => room.until(take).then(() => taken.push(name)))
  left = 2
  room.changed()
  room.changed()
  await Promise.all(waits.slice(0, 2))
  expect({ taken, left }).toEqual({ taken: ['first', 'second'], left: 0 })
  left = 1
  room.changed()
  await Promise.all(waits)
  expect(taken).toEqual(['first', 'second', 'third'])
})

it('goes on when the time is over, and passes on what a condition throws', async () => {
  const room = createWaitingRoom()
  await room.until(() => false, 1)
  let isBroken = false
  const wait = room.until(() => {
    if (isBroken) throw new Error('broken')
    return false
  })
  isBroken = true
  room.changed()
  await expect(wait).rejects.toThrow('broken')
})
