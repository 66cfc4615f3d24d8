import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { expectedOf, readVectors, requestsOf, runBuilder, runHeaderText, runToAdvanced } from './vectors.ts'

const vectors = readVectors(readFileSync(new URL('vectors.json', import.meta.url), 'utf8'))

it.each(vectors.builder)('builds: $name', (vector) => {
  expect(runBuilder(vector)).toEqual(expectedOf(vector))
})

it.each(vectors.headerText)('reads and prints headers: $text', (vector) => {
  const { text, headers, printed, problem } = vector
  const expected = problem === undefined ? { text, headers, printed, again: headers } : { text, problem }
  expect(runHeaderText(vector)).toEqual(expected)
})

it.each(vectors.toAdvanced)('opens in Advanced: $name', (vector) => {
  expect(runToAdvanced(vector)).toEqual({ advanced: vector.advanced, lost: vector.lost })
  if (vector.records) {
    expect(requestsOf(vector.advanced, vector.records)).toEqual(requestsOf(vector.request, vector.records))
  }
})

it('has read every kind of vector', () => {
  expect(
    [vectors.builder.length, vectors.headerText.length, vectors.toAdvanced.length].every((count) => count > 0),
  ).toBe(true)
})
