import { expect, it } from 'vitest'
import { at, clientOf, plain } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'
import type { Fault, FaultTiming } from './fault.ts'
import { Faults } from './faults.ts'

const request = { method: 'POST', pathname: '/v2/accounts', body: '{"name":"Poison"}' }

const struckOf = (fault: Fault, times: number): number[] => {
  const faults = new Faults()
  faults.add(fault)
  return Array.from({ length: times }, (_, index) => index + 1).filter(() => faults.strike(request) !== undefined)
}

it.each<[string, FaultTiming, number[]]>([
  ['the nth', { nth: 3 }, [3]],
  ['every k-th', { every: 4 }, [4, 8]],
  ['all after the first ones', { skip: 7 }, [8, 9, 10]],
  ['at most so many', { count: 2 }, [1, 2]],
  ['every second after the first, twice', { skip: 1, every: 2, count: 2 }, [3, 5]],
])('strikes %s of the matching requests', (_case, timing, expected) => {
  expect(struckOf({ kind: 'drop', at: 'before', ...timing }, 10)).toEqual(expected)
})

it('strikes by chance the same requests each time, about as many as the probability says', () => {
  const fault: Fault = { kind: 'drop', at: 'after', probability: 0.2, seed: 7 }

  const struck = struckOf(fault, 10_000)

  expect(struckOf(fault, 10_000)).toEqual(struck)
  expect(struckOf({ ...fault, seed: 8 }, 10_000)).not.toEqual(struck)
  expect(struck.length / 10_000).toBeCloseTo(0.2, 1)
})

it('strikes only what matches, and the first fault that is due wins', () => {
  const faults = new Faults()
  faults.add({ kind: 'drop', at: 'before', match: { method: 'put' } })
  faults.add({ kind: 'drop', at: 'before', match: { path: '/v2/accounts/*' } })
  faults.add({ kind: 'truncated', match: { path: '/v2/**', bodyIncludes: 'Poison' } })
  faults.add({ kind: 'broken' })

  expect(faults.strike(request)?.kind).toBe('truncated')
  expect(faults.strike({ ...request, pathname: '/v2/accounts/1' })?.kind).toBe('drop')
  expect(faults.list.map(({ matched, struck }) => [matched, struck])).toEqual([
    [0, 0],
    [1, 1],
    [2, 1],
    [2, 0],
  ])
})

const account = { name: 'New', domain: 'new.example' }

it.each<[string, Fault, boolean, 'no answer' | 'no JSON' | number]>([
  ['a status before the effect', { kind: 'status', status: 503 }, false, 503],
  ['a status after the effect', { kind: 'status', status: 500, applies: true }, true, 500],
  ['a connection dropped before the effect', { kind: 'drop', at: 'before' }, false, 'no answer'],
  ['a connection dropped after the effect', { kind: 'drop', at: 'after' }, true, 'no answer'],
  ['an answer cut within its status line', { kind: 'cut', where: 'status line' }, true, 'no answer'],
  ['an answer cut within its headers', { kind: 'cut', where: 'headers' }, true, 'no answer'],
  ['an answer cut within its body', { kind: 'cut' }, true, 'no answer'],
  ['an answer that ends in the middle of its JSON', { kind: 'truncated' }, true, 'no JSON'],
  ['an answer that is no JSON', { kind: 'broken' }, true, 'no JSON'],
  ['a slow answer', { kind: 'delay', delayMs: 5 }, true, 200],
  ['a slow effect', { kind: 'delay', delayMs: 5, at: 'before' }, true, 200],
])('makes %s', async (_case, fault, applied, seen) => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  practice.addFault({ ...fault, nth: 1 })

  const outcome = await client.post('/v2/accounts', account).then(
    ({ status, body }) => (typeof body === 'string' ? 'no JSON' : status),
    () => 'no answer',
  )

  expect(outcome).toBe(seen)
  expect(practice.records('accounts')).toHaveLength(applied ? 21 : 20)
  expect(practice.requests()).toMatchObject([
    { body: JSON.stringify(account), applied, fault: { id: 1, kind: fault.kind } },
  ])
  expect((await client.get('/v2/me')).status).toBe(200)
})

it('answers with the body and headers that it was given', async () => {
  await using practice = await startPracticeSalesloft()
  const body = { errors: { owner_id: ['is no longer active'] } }
  practice.addFault({ kind: 'status', status: 429, body, headers: { 'retry-after': '7' }, match: { path: '/v2/me' } })

  const reply = await clientOf(practice).get('/v2/me')

  expect(plain(reply)).toEqual({ status: 429, body })
  expect(reply.headers.get('retry-after')).toBe('7')
  practice.clearFaults()
  expect(at(await clientOf(practice).get('/v2/me'), 'data.id')).toBe(1)
})
