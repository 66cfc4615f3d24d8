import { expect, it } from 'vitest'
import { Places } from './places.ts'

const most = 8
const start = (places: Places, requests: number) => {
  for (let request = 0; request < requests; request += 1) places.start()
}

it('asks for twice what was of use since it asked last, and for nothing when nothing was', () => {
  const places = new Places('a')
  const asked = [3, 1, 0].map((waiting) => places.wanted(0, waiting, most).wants)
  expect(asked).toEqual([6, 2, 0])
  start(places, 5)
  expect(places.wanted(0, 2, most)).toMatchObject({ wants: 8, inFlight: 5 })
})

it('starts no more than it has told the others of, until they have answered', () => {
  const places = new Places('a')
  places.take({ mayUse: 4, until: 1_000 })
  start(places, 1)
  const { inFlight } = places.wanted(0, 1, most)
  const meanwhile = places.mayUse(0)
  places.take({ mayUse: 2, until: 1_000 })
  start(places, 1)
  places.end(1)
  places.end(1)
  places.wanted(1, 0, most)
  places.take({ mayUse: 2, until: 1_000 })
  // Nothing was of use since: it asks for nothing, and promises to use nothing.
  const last = places.wanted(2, 0, most)
  expect({ inFlight, meanwhile, last: last.inFlight, afterwards: places.mayUse(2) }).toEqual({
    inFlight: 4,
    meanwhile: 4,
    last: 0,
    afterwards: 0,
  })
})

it('gives idle places back after a moment, and has none once they may be others’', () => {
  const places = new Places('a')
  places.take({ mayUse: 4, until: 1_000 })
  start(places, 1)
  const whileUsed = places.idleAt(100)
  places.end(500)
  expect([whileUsed, places.idleAt(100)]).toEqual([Number.POSITIVE_INFINITY, 600])
  expect([places.mayUse(999), places.mayUse(1_000)]).toEqual([4, 0])
})
