import { expect, it } from 'vitest'
import { advanced, planOf, stepsOf } from '../test/requests.ts'
import { dateMacros, readMacros, urlSpans } from './index.ts'

it('splits a text at its macros, with their places', () => {
  expect(readMacros('a{b}{record.c d}}{e')).toEqual([
    { kind: 'text', from: 0, to: 1, text: 'a' },
    { kind: 'macro', from: 1, to: 4, name: 'b' },
    { kind: 'macro', from: 4, to: 16, name: 'record.c d' },
    { kind: 'text', from: 16, to: 17, text: '}' },
    { kind: 'unclosed', from: 17, to: 19 },
  ])
  expect(readMacros('')).toEqual([])
})

it('lists macros that all work', () => {
  const url = `https://api.salesloft.com/${dateMacros.map(({ name }) => `{${name}}`).join('/')}`
  expect(stepsOf(advanced({ url }), ['{}'], { now: '2026-03-07T04:05:06Z' })).toHaveLength(1)
})

it('says where a record’s values stand in its URL', () => {
  const plan = planOf(advanced({ url: 'https://api.salesloft.com/v2/{record.a}?q={record.b}' }))
  expect(urlSpans(plan, { a: 'x/y', b: 1 })).toEqual({
    ok: true,
    url: 'https://api.salesloft.com/v2/x%2Fy?q=1',
    spans: [
      { from: 29, to: 34, attribute: 'a' },
      { from: 37, to: 38, attribute: 'b' },
    ],
  })
  expect(urlSpans(plan, { a: 1 })).toMatchObject({
    ok: false,
    problems: [{ code: 'macro_unresolved', attribute: 'b' }],
  })
})
