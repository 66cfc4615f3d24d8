import { expect, it } from 'vitest'
import { createSecretRegistry } from './secret-registry.ts'

it('masks every known secret, plain and in its common encodings, and leaves the rest as it is', () => {
  const secrets = createSecretRegistry()
  const secret = 'ak_"Q\\u1+ck/(fox)'
  secrets.add(secret)
  secrets.add('second-secret')
  const bytes = Buffer.from(secret)
  const shown = [
    secret,
    JSON.stringify(secret),
    encodeURIComponent(secret),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    'the second-secret twice: second-secret',
    'nothing here',
  ]
  expect(shown.map(secrets.redact)).toEqual([
    '[secret]',
    '"[secret]"',
    '[secret]',
    '[secret]',
    '[secret]',
    '[secret]',
    'the [secret] twice: [secret]',
    'nothing here',
  ])
})

it('masks a secret whole that begins with another one', () => {
  const secrets = createSecretRegistry()
  secrets.add('abcd')
  secrets.add('abcdefgh')
  expect(secrets.redact('abcdefgh abcd')).toBe('[secret] [secret]')
})

it('masks a secret within the base64 of a longer text, wherever it begins', () => {
  const secrets = createSecretRegistry()
  const secret = 'ak_0123456789abcdef+/?'
  secrets.add(secret)
  for (const before of ['', 'a', 'ab', 'abc', 'Bearer ']) {
    for (const after of ['', 'x', 'xy', 'xyz']) {
      const shown = secrets.redact(Buffer.from(`${before}${secret}${after}`).toString('base64'))
      expect(shown).toContain('[secret]')
      expect(Buffer.from(shown.replace('[secret]', ''), 'base64').toString()).not.toMatch(/ak_|0123|cdef/)
    }
  }
})
