import { expect, it } from 'vitest'
import { keyLines } from './key-lines.ts'

it('finds the line of each key, nested ones and those of a batch by their path', () => {
  const value = {
    data: [
      { name: 'a: "b", {', tags: ['x', 'y'] },
      { name: 'c', address: { city: 'Oslo' } },
    ],
    'say "hi"': 1,
  }
  expect(Object.fromEntries(keyLines(JSON.stringify(value, null, 2)))).toEqual({
    data: 2,
    'data.0.name': 4,
    'data.0.tags': 5,
    'data.1.name': 11,
    'data.1.address': 12,
    'data.1.address.city': 13,
    'say "hi"': 17,
  })
})

it('reads what it can of a text that someone is editing', () => {
  expect(Object.fromEntries(keyLines('{\n  "name": "Acme,\n  "domain": \n'))).toEqual({ name: 2, domain: 3 })
})
