import { expect, it } from 'vitest'
import { SecretText } from './secrets/secret-text.ts'
import { toWireHeaders } from './wire-headers.ts'

const reserved = [
  'authorization',
  'proxy-authorization',
  'proxy-connection',
  'host',
  'content-length',
  'content-encoding',
  'content-range',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'cookie',
  'set-cookie',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-anything',
  'x-real-ip',
  'via',
  'accept-encoding',
  'user-agent',
  'sec-fetch-site',
  'date',
]

it.each(
  reserved.flatMap((name) => [name, name.toUpperCase(), name.replace(/\b\w/g, (letter) => letter.toUpperCase())]),
)('never sends a configured %s', (name) => {
  expect(toWireHeaders([[name, 'x']], null)).toBeNull()
})

it.each([
  ['x-a', 'a\r\nx-b: c'],
  ['x-a', 'a\nb'],
  ['x-a', '\u0000'],
  ['x-a', 'ä'],
  ['x-a', '\u007f'],
  ['x a', 'b'],
  ['', 'b'],
  ['x-ä', 'b'],
  ['x:', 'b'],
])('never sends %j: %j', (name, value) => {
  expect(toWireHeaders([[name, value]], null)).toBeNull()
})

it('adds the secret last, and only when there is one', () => {
  const own = [
    'x-a',
    'b\tc',
    'content-type',
    'application/json',
    'accept-encoding',
    'gzip, deflate, br',
    'user-agent',
    'Sluice',
  ]
  const configured = [
    ['x-a', 'b\tc'],
    ['content-type', 'application/json'],
  ] as const
  expect(toWireHeaders(configured, null)).toEqual(own)
  expect(toWireHeaders(configured, new SecretText('key'))).toEqual([...own, 'authorization', 'Bearer key'])
})
