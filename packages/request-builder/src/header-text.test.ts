import { expect, it } from 'vitest'
import { parseHeaders, printHeaders } from './header-text.ts'

it.each([
  ['  ', []],
  [
    ' X-A :\t"a" , X-B: b ',
    [
      ['X-A', 'a'],
      ['X-B', 'b'],
    ],
  ],
  ['X-A:"\\n\\"\\\\"', [['X-A', '\\n"\\']]],
  [
    'X-A:"",X-B:',
    [
      ['X-A', ''],
      ['X-B', ''],
    ],
  ],
  [
    'X-A:a "b, c":d',
    [
      ['X-A', 'a "b'],
      ['c"', 'd'],
    ],
  ],
  ['X-A:"a:b,c" ', [['X-A', 'a:b,c']]],
] as const)('reads %j', (text, headers) => {
  expect(parseHeaders(text)).toEqual({ ok: true, headers: headers.map(([name, value]) => ({ name, value })) })
})

it.each([
  ['X-A', [0]],
  [',', [0, 1]],
  ['X-A:1,,:2,X', [6, 7, 10]],
  ['X-A:"open, X-B:1', [0]],
  ['X-A:"open\\"', [0]],
  ['X-A:"a" b,X-B:"c"d', [0, 10]],
  [' ,X-A:1', [0]],
] as const)('says where %j is no header', (text, places) => {
  const read = parseHeaders(text)
  expect(read.ok ? [] : read.problems.map(({ code, at }) => [code, at])).toEqual(
    places.map((at) => ['header_invalid', at]),
  )
})

it('quotes only what has to be', () => {
  const values = ['a b', 'a,b', 'a"b', ' a', 'a\\b', 'a\\,b', '', 'a:b']
  expect(printHeaders(values.map((value) => ({ name: 'X', value })))).toBe(
    'X:a b,X:"a,b",X:"a\\"b",X:" a",X:a\\b,X:"a\\\\,b",X:,X:a:b',
  )
})
