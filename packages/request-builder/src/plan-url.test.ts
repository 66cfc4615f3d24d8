import { expect, it } from 'vitest'
import { advanced, saysOf, shortOf, stepsOf } from '../test/requests.ts'

const base = 'https://api.salesloft.com'

it.each([
  ['', ['url_invalid url @0']],
  ['https://', ['url_invalid url']],
  ['https:/api.salesloft.com/v2', ['url_invalid url @0']],
  ['ftp://api.salesloft.com/v2', ['url_invalid url @0']],
  ['api.salesloft.com/v2', ['url_invalid url @0']],
  ['//api.salesloft.com/v2', ['url_invalid url @0']],
  ['{record.url}', ['url_invalid url @0']],
  ['http://api.salesloft.com/v2', ['url_invalid url @0']],
  ['https://api.salesloft.com:99999/v2', ['url_invalid url']],
  ['https://user@api.salesloft.com/v2', ['url_invalid url @8']],
  ['https://@api.salesloft.com/v2', ['url_invalid url @8']],
  [`${base}/v2#top`, ['url_invalid url @28']],
  [`${base}/v2#`, ['url_invalid url @28']],
  [`${base}\\v2`, ['url_invalid url @25']],
  [`${base}/v 2`, ['url_invalid url @27']],
  [` ${base}/v2`, ['url_invalid url @0', 'url_invalid url @0']],
  [`${base}/v2\t`, ['url_invalid url @28']],
  [`${base}/v2\u0000`, ['url_invalid url @28']],
  [`${base}/v2\u007f`, ['url_invalid url @28']],
  [`${base}/%`, ['url_invalid url @26']],
  [`${base}/%4`, ['url_invalid url @26']],
  [`${base}/%{record.a}41`, ['url_invalid url @26']],
  ['https://{record.host}/v2', ['url_invalid url @8']],
  ['https://api.salesloft.com{record.a}/v2', ['url_invalid url @25']],
  ['https://api.salesloft.com:{record.port}/v2', ['url_invalid url @26']],
  ['https://api.salesloft.com:{HH}/v2', ['url_invalid url @26']],
  [`${base}/v2?{record.a}=1`, ['url_invalid url @29']],
  [`${base}/v2?a={record.a}&b{record.b}=1`, ['url_invalid url @43']],
  [`${base}/v2?a={record.a}&{record.b}`, ['url_invalid url @42']],
  [`${base}/v2/{record.a}/../x`, ['url_invalid url']],
  ['https://evil.example/v2', ['url_not_allowed url']],
  ['https://api.salesloft.com.evil.example/v2', ['url_not_allowed url']],
  ['https://api.salesloft.com:8443/v2', ['url_not_allowed url']],
  [`${base}/{foo}`, ['macro_unknown url @26']],
  [`${base}/{record.}{record}{}{ now }{NOW}`, [26, 35, 43, 45, 52].map((at) => `macro_unknown url @${at}`)],
  [`${base}/v2/{record.id`, ['macro_unclosed url @29']],
  [`${base}/v2/{record.{id}`, []],
  [`${base}/v2/}`, []],
  [`${base}/v2?q={record.a}&r=x-{record.b}`, []],
  [`${base}?q={record.a}`, []],
])('says what is wrong with the URL %j', (url, says) => {
  expect(saysOf(advanced({ url }), { now: '2026-03-07T04:05:06Z' })).toEqual(says)
})

it.each([
  ['https://API.Salesloft.com/v2', 'https://api.salesloft.com/v2'],
  ['HTTPS://api.salesloft.com/v2', 'https://api.salesloft.com/v2'],
  ['https://api.salesloft.com:443/v2', 'https://api.salesloft.com/v2'],
  ['https://api.salesloft.com./v2', 'https://api.salesloft.com/v2'],
  [base, `${base}/`],
  [`${base}/v2/../v3/./é?q='`, `${base}/v3/%C3%A9?q=%27`],
  [`${base}/v2/{record.a}/%41`, `${base}/v2/7/%41`],
  [`${base}/v2/{record.a}{record.a}?macro0z={record.a}&m`, `${base}/v2/77?macro0z=7&m`],
])('sends %s to the URL as WHATWG reads it', (url, built) => {
  expect(stepsOf(advanced({ url }), ['{"a":7}'])).toMatchObject([{ kind: 'request', request: { url: built } }])
})

it('takes plain http only to an origin that is itself plain http', () => {
  const practice = 'http://127.0.0.1:4401'
  const url = `${practice}/v2/people`
  expect(saysOf(advanced({ url }), { baseUrl: practice })).toEqual([])
  expect(saysOf(advanced({ url }), { outsideOrigins: [practice] })).toEqual([])
  expect(saysOf(advanced({ url: 'http://api.salesloft.com/v2' }), { outsideOrigins: [practice] })).toEqual([
    'url_not_allowed url',
  ])
  expect(saysOf(advanced({ url }), { outsideOrigins: ['nonsense'] })).toEqual(['url_invalid url @0'])
})

it.each([
  '',
  'api.salesloft.com',
  'https://',
  'ftp://x.example',
  'https://u:p@x.example',
  'https://x.example?a=1',
  'https://x.example#a',
  'https://x.example/{now}',
  'https://x .example',
])('refuses the base URL %j', (baseUrl) => {
  const request = { mode: 'template', template: 'accounts.create' } as const
  expect(saysOf(request, { baseUrl })).toEqual(['url_invalid baseUrl'])
})

it('ignores a final slash of the base URL, and keeps its path', () => {
  const request = {
    mode: 'template',
    template: 'accounts.delete',
    params: { account_id: { from: 'value', value: '7' } },
  } as const
  const urls = ['https://x.example/', 'https://x.example/proxy/'].map((baseUrl) =>
    shortOf(request, ['{}'], { baseUrl }),
  )
  expect(urls).toEqual([['https://x.example/v2/accounts/7'], ['https://x.example/proxy/v2/accounts/7']])
})

it('takes a URL of 2,048 characters as typed, and not one more', () => {
  const url = (length: number) => `${base}/`.padEnd(length, 'x')
  expect(saysOf(advanced({ url: url(2_048) }))).toEqual([])
  expect(saysOf(advanced({ url: url(2_049) }))).toEqual(['url_too_long url'])
  expect(saysOf(advanced({ url: `${base}/${'é'.repeat(1_000)}` }))).toEqual(['url_too_long url'])
})

it('takes a URL of 4,096 characters filled in, and not one more', () => {
  const record = (length: number) => JSON.stringify({ a: 'x'.repeat(length - `${base}/`.length) })
  const url = `${base}/{record.a}`
  expect(shortOf(advanced({ url }), [record(4_096), record(4_097)])).toEqual([record(4_096), 'url_too_long'])
})

it('takes 50 macros in a text, and not one more', () => {
  const url = (macros: number) => `${base}/${'{record.a}'.repeat(macros)}`
  expect(saysOf(advanced({ url: url(50) }))).toEqual([])
  expect(saysOf(advanced({ url: url(51) }))).toEqual([`too_many_macros url @${url(50).length}`])
})

it('knows date macros only with an instant, and in UTC', () => {
  const url = `${base}/{YYYY}/{MM}/{dd}/{HH}?at={now}`
  expect(saysOf(advanced({ url }))).toHaveLength(5)
  expect(saysOf(advanced({ url }), { now: 'yesterday' })).toHaveLength(5)
  expect(shortOf(advanced({ url, method: 'GET' }), ['{}'], { now: '2026-12-31T23:59:59Z' })).toEqual([
    `${base}/2026/12/31/23?at=2026-12-31T23%3A59%3A59Z`,
  ])
})
