import { expect, it } from 'vitest'
import { advanced, saysOf, shortOf, stepsOf } from '../test/requests.ts'

const withHeaders = (...headers: [string, string][]) =>
  advanced({ headers: headers.map(([name, value]) => ({ name, value })) })

it.each(
  (
    'accept authorization proxy-authorization proxy-x host content-type content-length content-x transfer-encoding ' +
    'connection keep-alive te trailer upgrade expect cookie set-cookie forwarded x-forwarded-for x-forwarded-x ' +
    'x-real-ip via accept-encoding user-agent sec-fetch-site sec-x date Host AUTHORIZATION Content-Type Sec-WebSocket-Key'
  ).split(' '),
)('refuses the reserved header %s', (name) => {
  expect(saysOf(withHeaders([name, 'x']))).toEqual(['header_reserved headers.0.name'])
})

it('says of a reserved header who sets it', () => {
  expect(stepsOf(withHeaders(['X-Accept', 'x'], ['Accepted', 'x'], ['Dated', 'x']), ['{}'])).toHaveLength(1)
})

it.each(['', ' ', 'X A', 'X:A', 'X-É', 'X"A', 'X\n', '(x)'])('refuses the name %j', (name) => {
  expect(saysOf(withHeaders([name, 'x']))).toEqual(['header_invalid headers.0.name'])
})

it.each([
  ['a\nb', 1],
  ['é', 0],
  ['a\u007f', 1],
  ['{record.a}\u0000', 10],
])('refuses the value %j', (value, at) => {
  expect(saysOf(withHeaders(['X-A', value]))).toEqual([`header_invalid headers.0.value @${at}`])
})

it('refuses a name that is there twice, whatever its case', () => {
  expect(saysOf(withHeaders(['X-A', '1'], ['X-B', '1'], ['x-a', '2']))).toEqual(['header_duplicate headers.2.name'])
})

it('keeps names and order as typed, drops outer blanks, keeps inner tabs, and fills macros unencoded', () => {
  const request = withHeaders(['x-b', ' \ta\tb '], ['X-A', ' {record.é f} & {record.n}'], ['X-C', ''])
  expect(stepsOf(request, ['{"é f":" a b ","n":1.50}'])).toMatchObject([
    {
      request: {
        headers: [
          ['accept', 'application/json'],
          ['content-type', 'application/json'],
          ['x-b', 'a\tb'],
          ['X-A', 'a b  & 1.50'],
          ['X-C', ''],
        ],
      },
    },
  ])
})

it('sets a record aside whose value no header may hold', () => {
  const request = withHeaders(['X-A', '{record.a}'])
  const records = ['{"a":"ok\\t"}', '{"a":"x\\r\\ny"}', '{"a":"é"}', '{"a":"\\ud800"}', '{}', '{"a":" "}', '{"a":[]}']
  expect(shortOf(request, records)).toEqual([
    records[0],
    'header_invalid',
    'header_invalid',
    'header_invalid',
    'macro_unresolved a',
    'macro_unresolved a',
    'macro_not_scalar a',
  ])
})

it('takes 50 headers, names of 128 and values of 4,096 characters, 16 KiB together, and not one more', () => {
  const many = (count: number) =>
    withHeaders(...Array.from({ length: count }, (_, index): [string, string] => [`X-${index}`, '']))
  const long = (name: number, value: number) => withHeaders(['X'.repeat(name), 'v'.repeat(value)])
  const total = (last: number) =>
    withHeaders(
      ...['A', 'B', 'C', 'D'].map((name, index): [string, string] => [name, 'v'.repeat(index === 3 ? last : 4_095)]),
    )
  expect(saysOf(many(50))).toEqual([])
  expect(saysOf(many(51))).toEqual(['header_too_large headers'])
  expect(saysOf(long(128, 4_096))).toEqual([])
  expect(saysOf(long(129, 1))).toEqual(['header_too_large headers.0.name'])
  expect(saysOf(long(1, 4_097))).toEqual(['header_too_large headers.0.value'])
  expect(saysOf(total(4_095))).toEqual([])
  expect(saysOf(total(4_096))).toEqual(['header_too_large headers'])
})

it('keeps the same limits for a record’s values', () => {
  const one = withHeaders(['X-A', '{record.a}'])
  const record = (length: number) => JSON.stringify({ a: 'v'.repeat(length) })
  expect(shortOf(one, [record(4_096), record(4_097)])).toEqual([record(4_096), 'header_too_large'])
  const four = withHeaders(...['A', 'B', 'C', 'D'].map((name): [string, string] => [name, '{record.a}']))
  expect(shortOf(four, [record(4_095), record(4_096)])).toEqual([record(4_095), 'header_too_large'])
})

it('says where a macro is wrong', () => {
  expect(saysOf(withHeaders(['X-A', 'a {b} {record.c']))).toEqual([
    'macro_unknown headers.0.value @2',
    'macro_unclosed headers.0.value @6',
  ])
})
