import { expect, it } from 'vitest'
import {
  expectedHeaderText,
  expectedOf,
  requestsOf,
  runBuilder,
  runHeaderText,
  runToAdvanced,
  vectors,
} from './vectors.ts'

it.each(vectors.builder)('builds: $name', (vector) => {
  expect(runBuilder(vector)).toEqual(expectedOf(vector))
})

it.each(vectors.headerText)('reads and prints headers: $text', (vector) => {
  expect(runHeaderText(vector)).toEqual(expectedHeaderText(vector))
})

it.each(vectors.toAdvanced)('opens in Advanced: $name', (vector) => {
  expect(runToAdvanced(vector)).toEqual({ advanced: vector.advanced, lost: vector.lost })
  if (vector.records) {
    expect(requestsOf(vector.advanced, vector.records)).toEqual(requestsOf(vector.request, vector.records))
  }
})

it('has vectors of every kind', () => {
  const counts = [vectors.builder, vectors.headerText, vectors.toAdvanced].map((list) => list.length)
  expect(counts.every((count) => count > 0)).toBe(true)
})
