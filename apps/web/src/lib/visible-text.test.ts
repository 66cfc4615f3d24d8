import { expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

it('shows a bidi override and a bell by their codes, and leaves markup as the text it is', () => {
  expect(visibleText('<b>gnp.\u202Etxt\u0007</b>')).toEqual({
    parts: [
      { kind: 'text', text: '<b>gnp.' },
      { kind: 'hidden', code: 'U+202E', at: 7 },
      { kind: 'text', text: 'txt' },
      { kind: 'hidden', code: 'U+0007', at: 11 },
      { kind: 'text', text: '</b>' },
    ],
    isCut: false,
  })
})

it('keeps tabs, line feeds, accents and pictures', () => {
  const text = 'Zoë\t— "Ltd"\n日本 🚀'
  expect(visibleText(text)).toEqual({ parts: [{ kind: 'text', text }], isCut: false })
})

it('cuts at 10,000 characters and says so', () => {
  expect(visibleText('x'.repeat(10_001))).toEqual({ parts: [{ kind: 'text', text: 'x'.repeat(10_000) }], isCut: true })
})
