import { expect, it } from 'vitest'
import { newBudget, type Places } from './budget-state.ts'
import { sharePlaces } from './share-places.ts'

const times = { budgetWindowMs: 60_000, budgetPlacesMs: 5_000 }
const limit = 8

/** Processes that report one after the other, a second apart: how many places each may use in the end. */
function share(steps: readonly { process: string; wants: number; inFlight: number }[], most = limit) {
  let places = newBudget.places
  const mayUse: Record<string, number> = {}
  steps.forEach((step, index) => {
    const now = 100_000 + index * 1_000
    const shared = sharePlaces(places, { ...step, overloadedAgo: null }, most, now, times)
    places = shared.places
    mayUse[step.process] = shared.given.mayUse
  })
  return mayUse
}

const greedy = (process: string, inFlight: number) => ({ process, wants: limit, inFlight })

it('gives all places to the only process that wants some', () => {
  expect(share([greedy('a', 0), { process: 'b', wants: 0, inFlight: 0 }, greedy('a', 8)])).toEqual({ a: 8, b: 0 })
})

it('gives none that others hold, and takes back what is more than a part as their requests end', () => {
  expect(share([greedy('a', 0), greedy('b', 0)])).toEqual({ a: 8, b: 0 })
  expect(share([greedy('a', 0), greedy('b', 0), greedy('a', 8), greedy('b', 0)])).toEqual({ a: 4, b: 0 })
  expect(share([greedy('a', 0), greedy('b', 0), greedy('a', 4), greedy('b', 0)])).toEqual({ a: 4, b: 4 })
})

it('lets more processes than places take turns', () => {
  const one = (process: string, inFlight: number) => ({ process, wants: 1, inFlight })
  const steps = [one('a', 0), one('b', 0), one('a', 1), one('a', 0), one('b', 0), one('a', 0), one('b', 0)]
  const turns = steps.map((_step, index) => share(steps.slice(0, index + 1), 1))
  expect(turns.map(({ a = 0, b = 0 }) => `${a}${b}`)).toEqual(['10', '10', '00', '00', '01', '01', '00'])
})

it('gives the places of a process that is gone to the others after five seconds', () => {
  const wanted = { ...greedy('b', 0), overloadedAgo: null }
  const first = sharePlaces(newBudget.places, { ...greedy('a', 8), overloadedAgo: null }, limit, 0, times)
  const mayUse = [4_999, 5_000].map((now) => sharePlaces(first.places, wanted, limit, now, times).given.mayUse)
  expect(mayUse).toEqual([0, 8])
})

/** Tells of requests sent at these moments that showed an overload, a millisecond later each; then how many may be in flight. */
function after(overloads: readonly number[], now: number): number {
  let places: Places = newBudget.places
  const report = (at: number, overloadedAgo: number | null) => {
    const shared = sharePlaces(places, { process: 'a', wants: limit, inFlight: 0, overloadedAgo }, limit, at, times)
    places = shared.places
    return shared.given.mayUse
  }
  for (const sentAt of overloads) report(sentAt + 500, 500)
  return report(now, null)
}

it('halves when the target is overloaded, once for all that were in flight, and grows by one a window', () => {
  const halved = after([1_000], 1_600)
  const once = after([1_000, 1_400], 2_000)
  const again = after([1_000, 1_600], 2_200)
  const later = [62_500, 122_500, 1_000_000].map((now) => after([1_000, 1_600], now))
  expect({ halved, once, again, later }).toEqual({ halved: 4, once: 4, again: 2, later: [3, 4, 8] })
})

it('always leaves one', () => {
  expect(after([1_000, 2_000, 3_000, 4_000, 5_000], 6_000)).toBe(1)
})
