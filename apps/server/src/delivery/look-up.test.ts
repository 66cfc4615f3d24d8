import type { KeyLookup } from '@sluice/schema'
import { expect, it } from 'vitest'
import type { SendResult } from '../sending/send-result.ts'
import { lookUpRequest, readLookUp } from './look-up.ts'

const byDomain: KeyLookup = {
  id: 'account_by_domain',
  path: '/v2/accounts',
  params: ['domain'],
  idAt: 'id',
  createdAt: 'created_at',
}
const byPersonAndCadence: KeyLookup = {
  ...byDomain,
  path: '/v2/cadence_memberships',
  params: ['person_id', 'cadence_id'],
}

const answered = (status: number, body: string): SendResult => ({
  kind: 'answered',
  answer: { status, statusText: '', headers: [], body, isCut: false },
  durationMs: 1,
  points: null,
  remaining: null,
})

it('asks by the exact key, encoded', () => {
  expect(lookUpRequest(byDomain, 'https://api.salesloft.com', 'a&b=c.example').url).toBe(
    'https://api.salesloft.com/v2/accounts?domain=a%26b%3Dc.example',
  )
  expect(lookUpRequest(byPersonAndCadence, 'https://api.salesloft.com', '["7","9"]').url).toBe(
    'https://api.salesloft.com/v2/cadence_memberships?person_id=7&cadence_id=9',
  )
})

it.each([
  ['{"data":[{"id":9007199254740993,"created_at":"2026-03-07T04:05:06Z"}]}', 'found'],
  ['{"data":[]}', 'missing'],
  ['{"data":[{"id":1},{"id":2}]}', 'ambiguous'],
  ['{"data":[{"name":"without an id"}]}', 'ambiguous'],
  ['no JSON', 'ambiguous'],
])('reads %s as %s', (body, kind) => {
  expect(readLookUp(byDomain, answered(200, body)).kind).toBe(kind)
})

it('keeps every digit of the id', () => {
  expect(readLookUp(byDomain, answered(200, '{"data":[{"id":9007199254740993}]}'))).toEqual({
    kind: 'found',
    salesloftId: '9007199254740993',
    createdAt: null,
  })
})

it.each([
  [403, 'ambiguous'],
  [429, 'later'],
  [500, 'later'],
])('takes an answer %i for %s', (status, kind) => {
  expect(readLookUp(byDomain, answered(status, '')).kind).toBe(kind)
})
