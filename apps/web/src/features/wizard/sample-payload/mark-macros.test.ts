import { expect, it } from 'vitest'
import { markMacros } from './mark-macros.ts'

const marked = (configured: string, built: string) =>
  markMacros(configured, built)
    .map(({ text, isValue }) => (isValue ? `[${text}]` : text))
    .join('')

it('marks what filled the macros', () => {
  expect([
    marked(
      'https://x.example/v2/jobs/{record.job}/data?on={YYYY}-{MM}',
      'https://x.example/v2/jobs/8%2F8/data?on=2026-11',
    ),
    marked('https://x.example/{record.a}', 'https://x.example/%7B'),
    marked('https://x.example/a', 'https://x.example/a'),
  ]).toEqual([
    'https://x.example/v2/jobs/[8%2F8]/data?on=[2026]-[11]',
    'https://x.example/[%7B]',
    'https://x.example/a',
  ])
})

it('marks nothing in a URL that was rewritten', () => {
  expect(marked('https://X.example/a/../{record.b}', 'https://x.example/7')).toBe('https://x.example/7')
})
