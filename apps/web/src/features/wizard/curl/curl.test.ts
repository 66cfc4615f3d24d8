import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readCurl } from './read-curl.ts'
import { shellWords } from './shell-words.ts'
import { secretVariableOf, writeCurl } from './write-curl.ts'

const request = { method: 'PUT', url: 'https://api.salesloft.com/v2/accounts/7', seqs: [1], keys: [null], warnings: [] }

it('splits words as a shell does', () => {
  expect(shellWords(`a 'b c'"d \\"e\\" $F" \\\n  g\\ h $'i\\'j\\n\\x41' ''`)).toEqual([
    'a',
    'b cd "e" $F',
    'g h',
    "i'j\nA",
    '',
  ])
})

it('reads what an API reference shows, and drops the secret with a word about credentials', () => {
  const text = `curl --request POST \\
  --url https://api.salesloft.com/v2/people \\
  --header 'Authorization: Bearer v2_ak_1234' \\
  --header 'Content-Type: application/json' \\
  -H 'X-Source: sluice, Salesforce' \\
  --data '{"email_address": "ana@acme.com"}'`
  expect(readCurl(text)).toEqual({
    ok: true,
    method: 'POST',
    url: 'https://api.salesloft.com/v2/people',
    headers: [{ name: 'X-Source', value: 'sluice, Salesforce' }],
    contentFormat: 'json',
    remarks: [
      'Its body isn’t taken: Sluice makes the body from your records.',
      'Authorization was dropped: the credential signs the requests. A new key goes into a credential.',
    ],
  })
})

it('takes POST where there is a body and no method, GET where there is none, and joined options', () => {
  const methods = [
    `curl https://x.example/a -d a=1`,
    `curl https://x.example/a`,
    `curl -XDELETE x.example/a`,
    `curl -G -d a=1 https://x.example/a`,
    `$ curl --request=put https://x.example/a`,
  ].map((text) => {
    const read = readCurl(text)
    return read.ok ? `${read.method} ${read.url}` : read.message
  })
  expect(methods).toEqual([
    'POST https://x.example/a',
    'GET https://x.example/a',
    'DELETE https://x.example/a',
    'GET https://x.example/a',
    'PUT https://x.example/a',
  ])
})

it('keeps user, cookies and what a browser adds out of the headers, and says so', () => {
  const read = readCurl(
    `curl 'https://x.example/' -u me:secret -b 'sid=1' -H 'user-agent: Mozilla' -H 'accept: */*' -H 'x-a: 1' -H 'X-A: 2' -m 5 --compressed`,
  )
  expect(read).toEqual({
    ok: true,
    method: 'GET',
    url: 'https://x.example/',
    headers: [{ name: 'x-a', value: '1' }],
    contentFormat: 'json',
    remarks: [
      'Its user or token was dropped: the credential signs the requests.',
      'Its cookies were dropped: the credential signs the requests.',
      '-m 5 has no place here and was left out.',
      'user-agent, accept: left out, Sluice sets what is needed itself.',
    ],
  })
})

it('refuses what is no curl command, or one without a URL', () => {
  expect(['wget https://x.example', '', 'curl -X POST'].map((text) => readCurl(text).ok)).toEqual([false, false, false])
})

it('writes a command that reads back as the same request, and never the secret', () => {
  const headers: [string, string][] = [
    ['accept', 'application/json'],
    ['X-Note', `it's "5,000"`],
  ]
  const text = writeCurl({ ...request, headers, body: '{"name":"O\'Brien"}' }, secretVariableOf('salesloft'))
  expect(text).toBe(
    [
      `curl -X PUT 'https://api.salesloft.com/v2/accounts/7'`,
      `-H "Authorization: Bearer $SALESLOFT_API_KEY"`,
      `-H 'accept: application/json'`,
      String.raw`-H 'X-Note: it'\''s "5,000"'`,
      String.raw`--data-raw '{"name":"O'\''Brien"}'`,
    ].join(' \\\n  '),
  )
})

it('writes any body and header value so that a shell reads it back', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (value, body) => {
      const words = shellWords(writeCurl({ ...request, headers: [['X-A', value]], body }, 'KEY'))
      expect(words.slice(-3)).toEqual([`X-A: ${value}`, '--data-raw', body])
    }),
  )
})
