import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PlainCell } from './plain-cell.ts'

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', '\\', '\n', '\r', '\t', '\u0001', '\u007f', 'é', '\u2028'),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  ),
})

it('is a cell’s text without its doubled quotes, and is written as JSON.stringify writes it', () => {
  const cell = new PlainCell()
  const out = Buffer.alloc(8_192)
  fc.assert(
    fc.property(text, (value) => {
      const inFile = Buffer.from(value.replaceAll('"', '""'))
      cell.take(inFile, 0, inFile.length, 34)
      expect(cell.bytes.toString('utf8', 0, cell.length)).toBe(value.toWellFormed())
      const end = cell.writeEscaped(out, 3)
      expect(out.toString('utf8', 3, end)).toBe(JSON.stringify(value.toWellFormed()).slice(1, -1))
    }),
  )
})
