import { expect, it } from 'vitest'
import { faultMarks, placeFaults } from './faulty-lines.ts'

const text = '{\n  "name": "x",\n  "domain": "https://x.example",\n  "address": {\n    "city": 7\n  }\n}'

it('puts each fault on the line of its field, or of what holds it', () => {
  const faults = [
    { field: 'domain', message: 'must be a domain, not a URL' },
    { field: 'address.city', message: 'is no text' },
    { field: 'address[zip]', message: 'is missing' },
    { field: 'city', message: 'is no text' },
    { field: 'owner_id', message: 'does not exist' },
  ]
  const placed = placeFaults(text, faults)
  expect({
    lines: placed.map(({ line }) => line),
    marks: faultMarks(placed.slice(0, 1)),
    none: faultMarks(placed.slice(4)),
  }).toEqual({
    lines: [3, 5, 4, 5, null],
    marks: [{ line: 3, kind: 'faulty', reason: 'domain must be a domain, not a URL' }],
    none: [],
  })
})
