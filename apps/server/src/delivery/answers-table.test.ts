import type { Answer, Repeat } from '@sluice/schema'
import { expect, it } from 'vitest'
import { classifyAnswer } from '../sending/classify-answer.ts'
import type { InDoubtCode, NotSentCode, SendResult } from '../sending/send-result.ts'
import { waits } from '../waits.ts'
import { decide } from './decide.ts'

const answered = (status: number, more: Partial<Answer> = {}): SendResult => ({
  kind: 'answered',
  answer: { status, statusText: '', headers: [], body: '{"data":{"id":7}}', isCut: false, ...more },
  durationMs: 1,
  points: null,
  remaining: null,
})
const notSent = (code: NotSentCode): SendResult => ({ kind: 'not_sent', code, problem: 'No.', durationMs: 1 })
const inDoubt = (code: InDoubtCode): SendResult => ({ kind: 'in_doubt', code, problem: 'Who knows.', durationMs: 1 })
const retryAfter = (value: string) => ({ headers: [['retry-after', value]] satisfies Answer['headers'] })

type Row = readonly [what: string, result: SendResult, safe: string, lookup: string, never: string]

const always = (what: string, result: SendResult, then: string): Row => [what, result, then, then, then]
const doubtful = (what: string, result: SendResult): Row => [what, result, 'repeated, try 3', 'looked up', 'unknown']

/** What came of a request that was tried twice before, and what happens where it is safe to repeat, can be looked up, or neither. */
const table: Row[] = [
  ...[200, 201, 202, 204, 299].map((status) => always(`a ${status}`, answered(status), 'sent')),
  always('a 200 that isn’t JSON', answered(200, { body: '<html>' }), 'sent'),
  always('a 200 with half its JSON', answered(200, { body: '{"data":{' }), 'sent'),
  // Surely not applied.
  ...[408, 425, 503].map((status) => always(`a ${status}`, answered(status), 'again, try 3')),
  ...(['lookup_failed', 'connect_failed', 'connect_timeout', 'tls_failed'] as const).map((code) =>
    always(code, notSent(code), 'again, try 3'),
  ),
  // No failure of the target: no try is used.
  ...(['send_by_passed', 'stopped'] as const).map((code) =>
    always(`${code} before the first byte`, notSent(code), 'again, try 2'),
  ),
  always('a 429', answered(429), 'again, try 2'),
  always('a 429 that asks for an hour', answered(429, retryAfter('3600')), 'again, try 2'),
  always('a 429 that asks for more', answered(429, retryAfter('3601')), 'held: retry_after'),
  always('a 429 that asks for nonsense', answered(429, retryAfter('soon')), 'again, try 2'),
  always('a 503 that asks for more than an hour', answered(503, retryAfter('3601')), 'held: retry_after'),
  // It may have been applied.
  ...[500, 501, 502, 504, 505, 507, 520, 599].map((status) => doubtful(`a ${status}`, answered(status))),
  ...(['timeout', 'connection_lost', 'answer_broken', 'stopped'] as const).map((code) =>
    doubtful(`${code} after the first byte`, inDoubt(code)),
  ),
  doubtful('a 200 that broke off before the id', answered(200, { body: '{"da', isCut: true })),
  // Refused.
  ...[400, 402, 403, 404, 405, 409, 410, 413, 415, 418, 422, 431, 451].map((status) =>
    always(`a ${status}`, answered(status), 'rejected'),
  ),
  always('a 422 that broke off', answered(422, { body: '{"err', isCut: true }), 'rejected'),
  always('a request that HTTP can’t carry', notSent('request_invalid'), 'invalid'),
  // Nothing will be better for the next record.
  always('a 401', answered(401), 'held: credential'),
  ...[300, 301, 302, 303, 307, 308].map((status) => always(`a ${status}`, answered(status), 'held: configuration')),
  always('an address that isn’t allowed', notSent('url_not_allowed'), 'held: configuration'),
]

it.each(table)('after %s', (_what, result, safe, lookup, never) => {
  expect([decided(result, 'safe'), decided(result, { lookup: 'account_by_domain' }), decided(result, 'never')]).toEqual(
    [safe, lookup, never],
  )
})

function decided(result: SendResult, repeat: Repeat): string {
  const request = { method: 'POST', idAt: 'data.id', itemsAt: null, recordCount: 1, isRepeat: false }
  const judgement = classifyAnswer(request, result, Date.parse('2026-03-07T04:00:00Z'))
  const facts = {
    recordCount: 1,
    tries: 2,
    doubts: 0,
    isInDoubt: false,
    hasKeys: true,
    connectorName: 'Salesloft',
    othersGetThrough: true,
  }
  const decision = decide(judgement, { ...facts, repeat }, waits, () => 0.5)
  switch (decision.kind) {
    case 'again':
      return `${decision.isRepeat ? 'repeated' : 'again'}, try ${decision.tries}`
    case 'look_up':
      return 'looked up'
    case 'unsent':
      return decision.outcome
    case 'hold':
      return `held: ${decision.hold.kind}`
    case 'sent':
    case 'items':
    case 'halve':
      return decision.kind
    default:
      return decision satisfies never
  }
}
