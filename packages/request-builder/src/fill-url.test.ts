import { expect, it } from 'vitest'
import { advanced, shortOf, template } from '../test/requests.ts'

const base = 'https://api.salesloft.com'
const urlOf = (url: string, record: string) => shortOf(advanced({ url, method: 'GET' }), [record])[0]

it.each([
  ['{}', 'macro_unresolved a'],
  ['{"a":null}', 'macro_unresolved a'],
  ['{"a":" \\n"}', 'macro_unresolved a'],
  ['{"a":{}}', 'macro_not_scalar a'],
  ['{"a":[1]}', 'macro_not_scalar a'],
  ['{"a":"x\\ud800"}', 'macro_unsafe a'],
  ['{"a":"."}', 'macro_unsafe a'],
  ['{"a":".."}', 'macro_unsafe a'],
  ['{"a":"%2e"}', `${base}/v2/%252e/x`],
  ['{"a":"..."}', `${base}/v2/.../x`],
  ['{"a":"/../"}', `${base}/v2/%2F..%2F/x`],
  ['{"a":"😀\\u0000"}', `${base}/v2/%F0%9F%98%80%00/x`],
  ['{"a":true}', `${base}/v2/true/x`],
  ['{"a":12345678901234567890}', `${base}/v2/12345678901234567890/x`],
  ['{"a":1E5}', `${base}/v2/1E5/x`],
])('puts %s into a path, or says why not', (record, result) => {
  expect(urlOf(`${base}/v2/{record.a}/x`, record)).toBe(result)
})

it('refuses dots that only together are a whole segment, spelt in any way', () => {
  expect(urlOf(`${base}/{record.a}{record.b}`, '{"a":".","b":"."}')).toBe('macro_unsafe a')
  expect(urlOf(`${base}/x/%2E{record.a}?q=1`, '{"a":"."}')).toBe('macro_unsafe a')
  expect(urlOf(`${base}/x/.{record.a}/y`, '{"a":"."}')).toBe('macro_unsafe a')
  expect(urlOf(`${base}/x?q={record.a}/..`, '{"a":".."}')).toBe(`${base}/x?q=../..`)
})

it('names every macro at fault, each once', () => {
  const request = advanced({
    url: `${base}/{record.a}/{record.b}/{record.a}`,
    headers: [{ name: 'X-A', value: '{record.a}' }],
  })
  expect(shortOf(request, ['{"b":{}}'])).toEqual(['macro_unresolved a, macro_unresolved a, macro_not_scalar b'])
})

it.each([
  ['1', `${base}/v2/accounts/1`],
  ['"9999999999999999999"', `${base}/v2/accounts/9999999999999999999`],
  ['10000000000000000000', 'type_mismatch id'],
  ['0', 'type_mismatch id'],
  ['-1', 'type_mismatch id'],
  ['"007"', 'type_mismatch id'],
  ['"7 "', 'type_mismatch id'],
  ['7.0', 'type_mismatch id'],
  ['true', 'type_mismatch id'],
  ['[7]', 'macro_not_scalar id'],
  ['""', 'macro_unresolved id'],
])('takes %s as an id, or says why not', (value, result) => {
  const request = template('accounts.delete', { params: { account_id: { from: 'attribute', attribute: 'id' } } })
  expect(shortOf(request, [`{"id":${value}}`])).toEqual([result])
})
