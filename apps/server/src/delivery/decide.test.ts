import type { Repeat } from '@sluice/schema'
import { expect, it } from 'vitest'
import type { AnswerClass, Judgement } from '../sending/classify-answer.ts'
import { waits } from '../waits.ts'
import { type DecisionFacts, decide } from './decide.ts'

const judgement = (kind: AnswerClass, more: Partial<Judgement> = {}): Judgement => ({
  kind,
  status: null,
  code: null,
  reason: 'said so',
  fieldErrors: [],
  salesloftId: null,
  note: null,
  retryAfterMs: null,
  items: [],
  ...more,
})
const facts: DecisionFacts = {
  recordCount: 1,
  tries: 0,
  doubts: 0,
  isInDoubt: false,
  repeat: 'safe',
  hasKeys: true,
  connectorName: 'Salesloft',
  othersGetThrough: true,
}
const decided = (given: Judgement, more: Partial<DecisionFacts> = {}) =>
  decide(given, { ...facts, ...more }, waits, () => 0.5)
const lookup: Repeat = { lookup: 'account_by_domain' }

it('sends again what may have been applied only where that is safe', () => {
  const doubt = judgement('in_doubt', { code: 'timeout' })
  expect(decided(doubt)).toEqual({ kind: 'again', delayMs: 1_000, tries: 1, isRepeat: true })
  expect(decided(doubt, { repeat: lookup })).toEqual({ kind: 'look_up', by: 'account_by_domain' })
  expect(decided(doubt, { repeat: lookup, doubts: 1 })).toEqual({ kind: 'look_up', by: 'account_by_domain' })
  expect(decided(doubt, { repeat: lookup, hasKeys: false })).toMatchObject({ kind: 'unsent', outcome: 'unknown' })
  expect(decided(doubt, { repeat: 'never' })).toMatchObject({ kind: 'unsent', outcome: 'unknown', code: 'timeout' })
})

it('waits with full jitter, twice as long each time, at most five minutes, and as long as it is told to', () => {
  const delays = [0, 1, 2, 8, 20].map((tries) => {
    const decision = decided(judgement('transient', { status: 503 }), { tries, othersGetThrough: false })
    return decision.kind === 'again' && decision.delayMs
  })
  expect(delays).toEqual([1_000, 2_000, 4_000, 150_000, 150_000])
  expect(decided(judgement('transient', { retryAfterMs: 7_000 }))).toMatchObject({ delayMs: 7_000 })
})

it('never takes a 429 for a try, or for an error', () => {
  expect(decided(judgement('budget', { retryAfterMs: 30_000 }), { tries: 3 })).toEqual({
    kind: 'again',
    delayMs: 0,
    tries: 3,
    isRepeat: false,
  })
})

it.each(['budget', 'transient'] as const)('holds on a %s that asks for more than an hour', (kind) => {
  const asked = judgement(kind, { status: 429, retryAfterMs: 3 * 3_600_000 })
  expect(decided(asked)).toMatchObject({ kind: 'hold', hold: { kind: 'retry_after', endsBy: 'itself' } })
})

it('gives a record up after ten tries only when others get through', () => {
  const failing = judgement('transient', { status: 503, code: 'http_503' })
  expect(decided(failing, { tries: 9 })).toMatchObject({ kind: 'unsent', outcome: 'rejected', code: 'http_503' })
  expect(decided(failing, { tries: 9, othersGetThrough: false })).toMatchObject({ kind: 'again', tries: 10 })
  expect(decided(judgement('in_doubt'), { tries: 9 })).toMatchObject({ kind: 'unsent', outcome: 'unknown' })
})

it.each([
  [400, 'safe', 'halve'],
  [413, lookup, 'halve'],
  [422, 'safe', 'halve'],
  [422, 'never', 'unsent'],
  [403, 'safe', 'unsent'],
  [404, 'safe', 'unsent'],
] as const)('answers a batch that was refused with %i under %j by: %s', (status, repeat, kind) => {
  expect(decided(judgement('rejected', { status }), { recordCount: 4, repeat }).kind).toBe(kind)
})

it('takes a refusal for no news of an earlier request that may have been applied', () => {
  const refusal = judgement('rejected', { status: 422, code: 'http_422' })
  const reason = 'An earlier request may have been applied, since no answer told; sent again, it was refused: said so'
  expect(decided(refusal, { isInDoubt: true })).toEqual({
    kind: 'unsent',
    outcome: 'unknown',
    code: 'http_422',
    reason,
    fieldErrors: [],
  })
  expect(decided(refusal, { isInDoubt: true, recordCount: 2 })).toEqual({ kind: 'halve' })
  const invalid = judgement('configuration', { code: 'request_invalid' })
  expect(decided(invalid, { isInDoubt: true })).toMatchObject({ outcome: 'unknown', code: 'request_invalid', reason })
  const failing = judgement('transient', { status: 503, code: 'http_503' })
  expect(decided(failing, { tries: 9, isInDoubt: true })).toMatchObject({ outcome: 'unknown', code: 'http_503' })
})

it('holds on a refused credential, a redirect and an address that is not allowed', () => {
  expect(decided(judgement('credential'))).toMatchObject({ hold: { kind: 'credential', endsBy: 'itself' } })
  expect(decided(judgement('configuration', { code: 'redirect' }))).toMatchObject({ hold: { kind: 'configuration' } })
})

it('sends again, without a used try, what was stopped before its first byte', () => {
  for (const code of ['send_by_passed', 'stopped'])
    expect(decided(judgement('not_sent', { code }), { tries: 2 })).toMatchObject({
      kind: 'again',
      tries: 2,
      delayMs: 0,
    })
  expect(decided(judgement('not_sent', { code: 'connect_failed' }))).toMatchObject({ kind: 'again', tries: 1 })
})
