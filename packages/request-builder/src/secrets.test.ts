import { expect, it } from 'vitest'
import { advanced, saysOf, template } from '../test/requests.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'
const tokens = [
  `ak_${'0a'.repeat(32)}`,
  'v2_ak_4711_0a1b2c3d',
  'Bearer abcdef',
  'bearer {record.token}',
  jwt,
  `x ${jwt}`,
]

it.each(tokens)('refuses %s in a header, a constant, and what a mapping sends', (token) => {
  const constants = { deep: [{ inner: token }] }
  const mapped = (row: object) =>
    template('accounts.create', { fields: [{ field: 'name', whenEmpty: 'omit', from: 'value', value: token, ...row }] })
  expect([
    saysOf(advanced({ headers: [{ name: 'X-A', value: token }] }), { now: '2026-03-07T04:05:06Z' }).length,
    saysOf(advanced({ batch: { size: 1, grouping: 'array-under-key-with-constants', key: 'a', constants } })),
    saysOf(mapped({})).map((said) => said.split(' ')[0]),
  ]).toEqual([1, [expect.stringMatching(/^secret_in_text batch\.constants\.deep\.0\.inner @\d$/)], ['secret_in_text']])
})

it.each([
  '/v2/x?key=ak_0123456789',
  '/v2_ak_77_012345678/x',
  `/x?t=${jwt}`,
  '/x?a=Bearer%20abcdef',
  '/x?a=%61k_0123456789',
])('refuses a token in the URL %s', (path) => {
  expect(saysOf(advanced({ url: `https://api.salesloft.com${path}` })).map((said) => said.split(' ')[0])).toEqual([
    'secret_in_text',
  ])
})

it.each(['break_glass_now', 'ak_', 'The bearer', 'forbearers of note', 'eyJ.a.b', 'speak_softly_always'])(
  'lets %j be',
  (value) => {
    expect(saysOf(advanced({ headers: [{ name: 'X-A', value }] }))).toEqual([])
  },
)
