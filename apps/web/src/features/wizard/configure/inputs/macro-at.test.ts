import { expect, it } from 'vitest'
import { completeMacro, fitsMacro, macroAt } from './macro-at.ts'

it('sees the macro that the caret stands in, as long as it isn’t closed', () => {
  const url = 'https://x.example/{record.id}/a/{rec'
  expect([
    macroAt(url, url.length),
    macroAt(url, 24),
    macroAt(url, 29),
    macroAt('https://x.example/', 18),
    macroAt('a {b/c', 6),
  ]).toEqual([{ from: 32, to: 36, typed: 'rec' }, { from: 18, to: 24, typed: 'recor' }, null, null, null])
})

it('completes a macro, over what is left of a former one', () => {
  const open = 'https://x.example/{sales/notes'
  const closed = 'https://x.example/{record.id}/notes'
  expect([
    completeMacro(open, { from: 18, to: 24, typed: 'sales' }, 'record.salesloft_id'),
    completeMacro(closed, { from: 18, to: 26, typed: 'record.' }, 'record.name'),
  ]).toEqual([
    { text: 'https://x.example/{record.salesloft_id}/notes', caret: 39 },
    { text: 'https://x.example/{record.name}/notes', caret: 31 },
  ])
})

it('finds names by any part, with or without the prefix', () => {
  expect([
    fitsMacro('record.salesloft_id', ''),
    fitsMacro('record.salesloft_id', 'LOFT'),
    fitsMacro('record.salesloft_id', 'record.sales'),
    fitsMacro('YYYY', 'yy'),
    fitsMacro('record.name', 'id'),
  ]).toEqual([true, true, true, true, false])
})
